import { educationGap, isComplete, readLesson, TOPICS, topicField } from '#register/education.ts'
import { addLesson, lessonsOf } from '#store/education.ts'
import { addLeafletsGiven } from '#store/leaflets.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { readGiven } from './leaflets-offered.ts'
import { notHere, refused } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'patientId',
  ...dayBoxes('taughtOn'),
  'taught',
  'taughtName',
  'taughtBy',
  ...TOPICS.map(topicField),
  'booklet',
  'understood',
  'note',
  'leaflets',
] as const satisfies readonly string[]

type Fields = TextFields<(typeof FIELDS)[number]>

/** Records what somebody was taught, by whom, and whether it was understood (S18). */
export const recordEducation = act<Fields, Done>({
  name: 'record-education',
  parse: (input) => readTextFields(input, FIELDS),
  async perform({ tx, today, now, actor, newId }, fields) {
    const patient = await findPatient(tx, idTyped(fields.patientId))
    if (patient === undefined) return notHere('patient')
    const wrongText = freeTextFindings(fields, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const read = readLesson(fields, today)
    if (read.kind === 'refused') return refused(422, ...read.findings)

    const handed = await readGiven(tx, patient, fields.leaflets)
    if (handed.kind === 'refused') return handed

    const { lesson } = read
    const lessons = await lessonsOf(tx, patient.id)
    const state = isComplete(educationGap([...lessons, lesson])) ? 'complete' : 'incomplete'
    const recorded = { recordedBy: actor.accountId, recordedAt: new Date(now).toISOString() }
    const id = newId()
    await addLesson(tx, { ...lesson, ...recorded, id, patientId: patient.id }, state)
    await addLeafletsGiven(tx, { id, patientId: patient.id }, handed.given)
    const leaflets = handed.given.map(({ leaflet }) => leaflet.id)
    return {
      kind: 'done',
      patientId: patient.id,
      subject: id,
      noted: { education: state, leaflets },
    }
  },
})
