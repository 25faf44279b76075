import { addDays, clinicalDate, day } from '#base/day.ts'
import { canSuspend } from '#register/phases.ts'
import { NOT_RESTARTING_WORDS } from '#register/procedure-words.ts'
import { type Findings, requiredChoice, typedDay, typedNote } from '#register/typed-fields.ts'
import { act, type Done } from './act.ts'
import { sentences } from './course.ts'
import { pauseCourse } from './end-course.ts'
import { freeTextFindings } from './free-text.ts'
import { type Parsed, refused } from './outcome.ts'
import { moveOn, openProcedure, PROCEDURE_FIELDS } from './procedure-case.ts'
import { dayBoxes, readTextFields, type TextFields } from './text-fields.ts'

const FIELDS = [...PROCEDURE_FIELDS, ...dayBoxes('reviewOn'), 'notReason', 'notNote'] as const
type Fields = TextFields<(typeof FIELDS)[number]>

const LONGEST_NOTE = 500

/**
 * Decides that treatment is not taken again, why, and when that is looked at next: the course is paused until that day,
 * on which it stands on the list of pauses past their end (H24).
 */
export const decideNotRestart = act<Fields, Done>({
  name: 'plan-procedure',
  parse: (input): Parsed<Fields> => readTextFields(input, FIELDS),
  perform: async (desk, fields) => {
    const open = await openProcedure(desk, fields)
    if (open.kind === 'refused') return open
    const { patient, episode, plan } = open
    const findings: Findings = []
    const message = 'Choose why treatment is not taken again.'
    const reason = requiredChoice(NOT_RESTARTING_WORDS, fields, 'notReason', message, findings)
    const reviewOn = typedDay(fields, 'reviewOn', findings)
    const note = typedNote({ notNote: fields.notNote }, 'notNote', LONGEST_NOTE, findings)
    if (note === '') {
      const say = 'Write down what was decided and with whom.'
      findings.push({ field: 'notNote', code: 'required', message: say })
    }
    const may = canSuspend(episode.phase, reviewOn, desk.today)
    if (may.kind === 'refused') {
      findings.push(...may.findings.map((finding) => ({ ...finding, field: 'reviewOn' })))
    }
    findings.push(...freeTextFindings({ note: fields.notNote }, patient))
    if (findings.length > 0 || reviewOn === null || reason === undefined) {
      return refused(422, ...findings)
    }

    const event = { kind: 'decided-not', reviewOn } as const
    const happened = { what: 'decided-not', on: reviewOn, details: { reason, note } } as const
    const closed = await moveOn(desk, open, event, happened, { notBecause: reason })
    if (closed !== undefined) return closed
    const from = plan.lastDoseOn === null ? desk.today : addDays(day(plan.lastDoseOn), 1)
    const pause = { from: from < desk.today ? from : desk.today, until: reviewOn }
    const words = sentences(
      `Not taken again after a procedure, looked at again ${clinicalDate(reviewOn)}`,
      NOT_RESTARTING_WORDS[reason],
      note,
    )
    const course = { patient, episode, nextVersion: episode.version + 1 }
    const trouble = await pauseCourse(desk, course, pause, words)
    if (trouble !== undefined) return trouble
    const noted = { did: 'decided-not', because: reason, reviewOn }
    return { kind: 'done', patientId: patient.id, subject: plan.id, noted }
  },
})
