import { ofCourse } from './absence-columns.ts'

const OPEN = "q.state in ('planned', 'done', 'called-off')"

/** The plans of one list; the note is the state, how often it was escalated and the day of the procedure. */
const ofPlan = (since: string) =>
  `${ofCourse({
    subject: 'q.id',
    sinceOn: since,
    risk: 'greatest(c.risk, 2)',
    owner: 'q.owner',
    note: "q.state || ':' || q.escalations || ':' || q.procedure_on",
  })} from procedure_plan q join course c on c.id = q.episode_id where q.provider_id = $1 and ${OPEN}`

/** The lists of plans around a procedure; they read the parts that every list does. */
export const PROCEDURE_ABSENCE_ROWS = {
  'procedure-restart-overdue': `${ofPlan('q.restart_due_on')} and q.restart_due_on < $2`,
  'procedure-restart-due': `${ofPlan('q.restart_due_on')} and q.restart_due_on = $2`,
  'procedure-step-due': `${ofPlan('q.step_due_on')} and q.step_due_on <= $2 and q.restart_due_on > $2`,
} as const

/** Restarts that were escalated, for the list of what was. */
export const ESCALATED_RESTARTS = `${ofPlan('q.restart_due_on')} and q.escalations > 0`
