import { columns } from './absence-columns.ts'

/** Looks in an emergency whose review is late; the note is whose patient it was, the day it was due and whom its last rung called. */
export const ESCALATED_LOOKS = `${columns({
  key: 'l.id',
  subject: 'l.id',
  named: "'A look in an emergency'",
  sinceAt: 'l.opened_at',
  note: "concat_ws(':', l.side, x.due_on, x.to_role)",
  taskKind: "'look-review'",
})} from emergency_look l
  join lateral (select e.due_on, e.to_role from emergency_escalation e
                 where e.provider_id = l.provider_id and e.look_id = l.id
                 order by e.rung desc limit 1) x on true
 where l.provider_id = $1
   and not exists (select from emergency_review r where r.provider_id = l.provider_id and r.look_id = l.id)`
