import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import { CALL_OFF_WORDS } from '#register/procedure-words.ts'
import { type Findings, requiredChoice, typedDay, typedNote } from '#register/typed-fields.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, type Refused, refused, refusedField } from './outcome.ts'
import { moveOn, type OpenProcedure, openProcedure, PROCEDURE_FIELDS } from './procedure-case.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [
  ...PROCEDURE_FIELDS,
  ...dayBoxes('doneOn'),
  'outcome',
  'callOffReason',
  'outcomeNote',
] as const
type Fields = TextFields<(typeof FIELDS)[number]>

const LONGEST_NOTE = 500

/**
 * Records what became of the procedure. Done, the restart is due as long after as planned; called off, it is due at once.
 */
export const recordProcedureOutcome = act<Fields, Done>({
  name: 'follow-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const wrongText = freeTextFindings({ note: fields.outcomeNote }, open.patient)
    if (wrongText.length > 0) return refused(422, ...wrongText)
    const trouble =
      fields.outcome === 'done'
        ? await done(desk, open, fields)
        : fields.outcome === 'called-off'
          ? await calledOff(desk, open, fields)
          : NO_OUTCOME
    if (trouble !== undefined) return trouble
    const noted = { did: fields.outcome ?? '' }
    return { kind: 'done', patientId: open.patient.id, subject: open.plan.id, noted }
  },
})

const NO_OUTCOME = refusedField('outcome', 'required', 'Say whether the procedure took place.')

async function done(desk: Desk, open: OpenProcedure, fields: Fields): Promise<Refused | undefined> {
  const { plan } = open
  const findings: Findings = []
  const on = typedDay(fields, 'doneOn', findings)
  if (findings.length > 0) return refused(422, ...findings)
  if (on === null) return refusedField('doneOn', 'required', 'Enter the day of the procedure.')
  if (plan.lastDoseOn !== null && on <= day(plan.lastDoseOn)) {
    return refusedField('doneOn', 'before-last-dose', 'This is before the last dose. Check it.')
  }
  const details = { note: noteOf(fields, findings) }
  if (findings.length > 0) return refused(422, ...findings)
  const event = { kind: 'procedure-done', on, restartDueOn: asLongAfter(open, on) } as const
  return moveOn(desk, open, event, { what: 'procedure-done', on, details })
}

const asLongAfter = ({ plan }: OpenProcedure, on: Day): Day =>
  addDays(on, daysBetween(day(plan.procedureOn), day(plan.restartDueOn)))

async function calledOff(
  desk: Desk,
  open: OpenProcedure,
  fields: Fields,
): Promise<Refused | undefined> {
  const findings: Findings = []
  const message = 'Choose why the procedure does not take place.'
  const reason = requiredChoice(CALL_OFF_WORDS, fields, 'callOffReason', message, findings)
  const note = noteOf(fields, findings)
  if (reason === 'other' && note === '') {
    findings.push({ field: 'outcomeNote', code: 'required', message: 'Write down the reason.' })
  }
  if (findings.length > 0 || reason === undefined) return refused(422, ...findings)
  const happened = { what: 'called-off', on: desk.today, details: { reason, note } } as const
  return moveOn(desk, open, { kind: 'called-off' }, happened, { calledOffOn: desk.today })
}

const noteOf = (fields: Fields, findings: Findings): string =>
  typedNote({ outcomeNote: fields.outcomeNote }, 'outcomeNote', LONGEST_NOTE, findings)
