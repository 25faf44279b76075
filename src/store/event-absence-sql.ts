import { columns } from './absence-columns.ts'
import { UNANSWERED_FACTS } from './event-suggestions.ts'

/** That its analysis is not submitted and that it counts. */
const IS_UNANALYSED = `e.provider_id = $1
   and not exists (select from event_analysis a where a.provider_id = e.provider_id and a.event_id = e.id)
   and not exists (select from event_withdrawal w where w.provider_id = e.provider_id and w.event_id = e.id)`

/** The note of a fact is what the record says, that of an event its kind and class. */
export const EVENT_ABSENCE_ROWS = {
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
