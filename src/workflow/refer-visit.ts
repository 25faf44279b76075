import type { Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { formatInr } from '#clinical/inr.ts'
import { act, type Done } from './act.ts'
import { CHANGE_FIELDS, type ReadChange, readChange } from './changed-dose.ts'
import { noDoseOnAlarm } from './dose-visit.ts'
import { freeTextFindings } from './free-text.ts'
import { openVisit } from './open-visit.ts'
import { openVisitTask } from './open-visit-task.ts'
import { refused } from './outcome.ts'
import { readTextFields, type TextFields } from './text-fields.ts'
import { VISIT_FIELDS } from './visit-form.ts'
import { seenOpinion } from './visit-opinion.ts'

const FIELDS = [...VISIT_FIELDS, ...CHANGE_FIELDS, 'note', 'secondOpinion'] as const
type Referral = TextFields<(typeof FIELDS)[number]>

/** What a visit that became a task answers. */
export type TaskOpened = Done & { readonly taskId: string }

/** Hands a result to the next authorised person, with a dose proposed or none; it stays on a list until decided. */
export const referVisit = act<Referral, TaskOpened>({
  name: 'refer-visit',
  parse: (input) => readTextFields(input, FIELDS),
  async perform(desk, fields) {
    const open = await openVisit(desk, fields, 'to-save')
    if (open.kind === 'refused') return open
    const { known, visit, suggestion } = open
    if (suggestion.advice.kind === 'alarm') return noDoseOnAlarm
    const proposal = readProposal(fields, desk.today)
    if (proposal !== null && proposal.kind === 'refused') return refused(422, ...proposal.findings)
    const findings = freeTextFindings(fields, known.patient)
    if (findings.length > 0) return refused(422, ...findings)

    const taskId = await openVisitTask(desk, open, {
      kind: 'referral',
      title: `INR ${formatInr(visit.inr)} referred`,
      forWhom: 'authoriser',
      withinMinutes: known.site.referralMinutes,
      note: trimAscii(fields.note ?? ''),
      proposed: proposal && { order: proposal.order, reason: proposal.reason },
      takenBy: null,
      secondOpinion: await seenOpinion(desk, open, fields.secondOpinion),
    })
    return { kind: 'done', patientId: known.patient.id, subject: taskId, taskId }
  },
})

/** A dose is proposed only by whoever typed one. */
function readProposal(fields: Referral, today: Day): ReadChange | null {
  const isProposed = CHANGE_FIELDS.some((name) => trimAscii(fields[name] ?? '') !== '')
  return isProposed ? readChange(fields, today) : null
}
