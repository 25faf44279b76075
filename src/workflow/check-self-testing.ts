import { competentUntil, readCheck } from '#register/self-testing.ts'
import { addSelfTestCheck, selfTestChecksOf } from '#store/education.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { notHere, refused, refusedField } from './outcome.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'
import { idTyped } from './typed-id.ts'

const FIELDS = [
  'patientId',
  ...dayBoxes('checkedOn'),
  'tester',
  'meter',
  'comparedWith',
  'own',
  'reference',
  'technique',
  'knowsRules',
  'note',
] as const satisfies readonly string[]

type Fields = TextFields<(typeof FIELDS)[number]>

/**
 * Records a check of somebody who tests at home (S17, S18). Passed, their own meter's INRs are dosed on for a year; not
 * passed, from now on they are not (H35).
 */
export const checkSelfTesting = act<Fields, Done & { readonly until: string | null }>({
  name: 'check-self-testing',
  parse: (input) => readTextFields(input, FIELDS),
  async perform({ tx, today, now, actor, newId }, fields) {
    const patient = await findPatient(tx, idTyped(fields.patientId))
    if (patient === undefined) return notHere('patient')
    const { antiphospholipid, meterUnsuitable } = patient.details
    if (antiphospholipid === 'yes' || meterUnsuitable === 'yes') return unsuitable
    const wrongText = freeTextFindings(fields, patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const read = readCheck(fields, today)
    if (read.kind === 'refused') return refused(422, ...read.findings)

    const { check } = read
    const [newest] = await selfTestChecksOf(tx, patient.id)
    if (newest !== undefined && newest.details.checkedOn > check.checkedOn) return older
    const until = competentUntil(check)
    const recorded = { recordedBy: actor.accountId, recordedAt: new Date(now).toISOString() }
    const id = newId()
    await addSelfTestCheck(tx, {
      ...check,
      ...recorded,
      id,
      patientId: patient.id,
      competentUntil: until,
    })
    return { kind: 'done', patientId: patient.id, subject: id, noted: { until }, until }
  },
})

const unsuitable = refused(409, {
  field: '',
  code: 'meter-unsuitable',
  message:
    'A meter cannot be relied on for this patient, as their details say. They are tested by venous samples.',
})

const older = refusedField(
  'checkedOn',
  'older-than-last',
  'A later check is recorded already. Check the date.',
)
