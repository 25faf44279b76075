import { columns } from './absence-columns.ts'

/** Whom the newest settings name; the account of somebody who has left is nobody's. */
const SAFETY_OFFICER = `(select s.account_id from staff s
  where s.provider_id = $1 and s.active and s.account_id::text = (
    select n.settings ->> 'safetyOfficer' from site_setting n where n.provider_id = $1 order by n.version desc limit 1))`

/** Alerts brought to the safety officer; the note is the alert, its figures and the day it is due. */
const openReviews = (narrowed = '') =>
  `${columns({
    key: 'a.id',
    subject: 'a.id',
    named: "'An alert of this site'",
    sinceAt: 'a.opened_at',
    owner: SAFETY_OFFICER,
    note: "concat_ws(':', a.kind, a.code, a.asked, a.gone_past, a.acted_on, a.due_on)",
    taskKind: "'alert-review'",
  })} from alert_review a where a.provider_id = $1 and a.state = 'open'${narrowed}`

export const ALERT_ABSENCE_ROWS = { 'alert-gone-past': openReviews() } as const

/** Those that nobody closed in time, for the list of what was escalated. */
export const ESCALATED_ALERTS = openReviews(' and a.escalated_at is not null')
