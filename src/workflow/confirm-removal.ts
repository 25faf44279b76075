import { clinicalDate } from '#base/day.ts'
import { type Findings, requiredChoice, wordsOf } from '#register/typed-fields.ts'
import { act, type Done } from './act.ts'
import { COURSE_FIELDS } from './course.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, refused } from './outcome.ts'
import { confirmNotices } from './stop-notices.ts'
import { closeSwitchTask, openSwitch, stepOn } from './switch-course.ts'
import { readTextFields, type TextFields } from './text-fields.ts'

/** What must be so before a change is done: each is confirmed by name, in the order of the page. */
export const REMOVAL_CONFIRMATIONS = {
  homeRemoved: 'None of the old medicine is left at home, or it has been given back',
  repeatRemoved: 'The repeat prescription of the old medicine is taken off, at the practice',
  pharmacyTold: "The patient's pharmacy knows what is taken now and what is not",
  patientTold: 'The patient, or who looks after them, has said back what is taken now',
  cardChanged: 'The yellow book or the alert card is the one of the new medicine',
} as const
export const CONFIRMATIONS = wordsOf(REMOVAL_CONFIRMATIONS)

const FIELDS = [
  ...COURSE_FIELDS,
  'homeRemoved',
  'repeatRemoved',
  'pharmacyTold',
  'patientTold',
  'cardChanged',
  'note',
] as const satisfies readonly string[]
type Typed = TextFields<(typeof FIELDS)[number]>

/** Confirms that the old medicine is gone from home, from the repeats and from the papers: the change is done (H18). */
export const confirmRemoval = act<Typed, Done>({
  name: 'confirm-removal',
  parse: (input): Parsed<Typed> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openSwitch(desk, fields, ['finished'])
    if (open.kind === 'refused') return open
    const { found, old } = open
    const findings: Findings = []
    for (const field of CONFIRMATIONS) {
      const message = `Not confirmed: ${REMOVAL_CONFIRMATIONS[field].toLowerCase()}.`
      requiredChoice({ yes: 'Yes' }, fields, field, message, findings)
    }
    const note = (fields.note ?? '').trim()
    if (note === '') findings.push(NOTE_NEEDED)
    findings.push(...freeTextFindings(fields, old.patient))
    if (findings.length > 0) return refused(422, ...findings)

    const words = `Confirmed ${clinicalDate(desk.today)}: ${note}`
    const trouble =
      (await closeSwitchTask(desk, found, 'removed', words)) ??
      (await confirmNotices(desk, found.oldEpisodeId, { messageId: 'all', note })) ??
      (await stepOn(desk, found, 'confirm', {}, { confirmed: CONFIRMATIONS, note }))
    if (trouble !== undefined) return trouble
    const noted = { did: 'removal-confirmed', of: found.oldMedicine }
    return { kind: 'done', patientId: old.patient.id, subject: found.id, noted }
  },
})

const NOTE_NEEDED = {
  field: 'note',
  code: 'required',
  message: 'Write down whom you told at the practice and at the pharmacy.',
}
