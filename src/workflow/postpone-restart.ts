import { daysBetween } from '#base/day.ts'
import { LONGEST_RESTART_DAYS } from '#clinical/procedure/step-rules.ts'
import { POSTPONE_WORDS } from '#register/procedure-words.ts'
import { type Findings, requiredChoice, typedDay, typedNote } from '#register/typed-fields.ts'
import { act, type Done } from './act.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, refused } from './outcome.ts'
import { moveOn, openProcedure, PROCEDURE_FIELDS } from './procedure-case.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...PROCEDURE_FIELDS, ...dayBoxes('laterOn'), 'laterReason', 'laterNote'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

const LONGEST_NOTE = 500

/** Puts the restart on a later day, with the reason and who advised it; it stays due, and comes back on that day. */
export const postponeRestart = act<Fields, Done>({
  name: 'plan-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const findings: Findings = []
    const message = 'Choose why the restart is later.'
    const reason = requiredChoice(POSTPONE_WORDS, fields, 'laterReason', message, findings)
    const on = typedDay(fields, 'laterOn', findings)
    const note = typedNote({ laterNote: fields.laterNote }, 'laterNote', LONGEST_NOTE, findings)
    if (note === '') {
      const say = 'Write down who advised it, and why.'
      findings.push({ field: 'laterNote', code: 'required', message: say })
    }
    if (on === null || daysBetween(desk.today, on) > LONGEST_RESTART_DAYS) {
      const say = `Enter a day within ${LONGEST_RESTART_DAYS} days; after that it is decided again.`
      findings.push({ field: 'laterOn', code: 'range', message: say })
    }
    findings.push(...freeTextFindings({ note: fields.laterNote }, open.patient))
    if (findings.length > 0 || on === null || reason === undefined) {
      return refused(422, ...findings)
    }

    const event = { kind: 'postponed', restartDueOn: on } as const
    const happened = { what: 'postponed', on, details: { reason, note } } as const
    const trouble = await moveOn(desk, open, event, happened)
    if (trouble !== undefined) return trouble
    const noted = { did: 'postponed', to: on, because: reason }
    return { kind: 'done', patientId: open.patient.id, subject: open.plan.id, noted }
  },
})
