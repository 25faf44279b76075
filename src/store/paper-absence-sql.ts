import { columns } from './absence-columns.ts'

/** What was told on paper and whose check is late; the note is the day it was due, whom its last rung called, and the number of the sheet. */
export const ESCALATED_PAPER = `${columns({
  key: 'e.id',
  patient: 'e.patient_id',
  episode: 'e.episode_id',
  subject: 'e.id',
  sinceAt: 'e.entered_at',
  risk: 'coalesce(c.risk, 0)',
  note: "concat_ws(':', x.due_on, x.to_role, e.sheet)",
  taskKind: "'paper-check'",
})} from paper_entry e
  join lateral (select l.due_on, l.to_role from paper_escalation l
                 where l.provider_id = e.provider_id and l.entry_id = e.id
                 order by l.rung desc limit 1) x on true
  left join course c on c.id = e.episode_id
 where e.provider_id = $1
   and not exists (select from paper_check k where k.provider_id = e.provider_id and k.entry_id = e.id)`
