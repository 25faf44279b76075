import { columns } from './absence-columns.ts'
import { UNANSWERED_FACTS } from './event-suggestions.ts'

/** That its analysis is not submitted and that it counts. */
const IS_UNANALYSED = `e.provider_id = $1
   and not exists (select from event_analysis a where a.provider_id = e.provider_id and a.event_id = e.id)
   and not exists (select from event_withdrawal w where w.provider_id = e.provider_id and w.event_id = e.id)`

/** Breaches that wait for a plan of this provider: the newest decision on one is later than its newest plan, or there is neither. */
const OWES_PLAN = `select b.id, b.at, b.plan_due_on
  from commissioning.breach b
  left join lateral (select s.step, s.at from commissioning.breach_step s where s.breach_id = b.id
                      order by s.nth desc limit 1) s on true
  left join lateral (select p.at from action_plan p where p.provider_id = $1 and p.breach_id = b.id
                      order by p.version desc limit 1) p on true
 where b.decision = 'notified' and coalesce(s.step, 'plan-returned') = 'plan-returned'
   and (p.at is null or p.at <= s.at)`

/** The note of a fact is what the record says, that of an event its kind and class. */
export const EVENT_ABSENCE_ROWS = {
  'action-plan-due': `${columns({
    key: 'b.id',
    subject: 'b.id',
    named: "'Action plan'",
    sinceAt: 'b.at',
    note: 'b.plan_due_on',
  })} from (${OWES_PLAN}) b`,
  'event-not-recorded': `${columns({
    key: 'f.source',
    patient: 'f.patient_id',
    sinceOn: 'f.known_on',
    note: 'f.fact',
  })} from (${UNANSWERED_FACTS}) f`,
  'analysis-due': `${columns({
    key: 'e.id',
    patient: 'e.patient_id',
    subject: 'e.id',
    sinceOn: 'e.aware_on',
    note: "concat_ws(':', e.kind, e.severity)",
  })} from significant_event e where ${IS_UNANALYSED}`,
} as const

/** Analyses that are late; the note is the day it was due, whom its last rung called, the kind and the class. */
export const ESCALATED_ANALYSES = `${columns({
  key: 'e.id',
  patient: 'e.patient_id',
  subject: 'e.id',
  sinceAt: 'e.recorded_at',
  note: "concat_ws(':', x.due_on, x.to_role, e.kind, e.severity)",
  taskKind: "'event-analysis'",
})} from significant_event e
  join lateral (select l.due_on, l.to_role from event_escalation l
                 where l.provider_id = e.provider_id and l.event_id = e.id
                 order by l.rung desc limit 1) x on true
 where ${IS_UNANALYSED}`
