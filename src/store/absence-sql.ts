import { INDICATIONS } from '#clinical/indications.ts'
import {
  type Absence,
  BOOK_AHEAD_DAYS,
  HIGH_RISK,
  LOOK_BACK_DAYS,
  WEEKS_WITH_A_CLINIC,
} from '#recall/absences.ts'
import { LONGEST_REVIEW_DAYS } from '#register/activation.ts'
import { CHECK_WARNING_DAYS } from '#register/self-testing.ts'
import { columns, ofCourse } from './absence-columns.ts'
import { ALERT_ABSENCE_ROWS, ESCALATED_ALERTS } from './alert-absence-sql.ts'
import { CHANGE_ABSENCE_ROWS, IS_PLANNED_CHANGE } from './change-absence-sql.ts'
import { CLINIC_NOT_CLOSED } from './clinic-endings.ts'
import { DOAC_ABSENCE_ROWS } from './doac-absence-sql.ts'
import { ESCALATED_ANALYSES } from './event-absence-sql.ts'
import { ESCALATED_LOOKS } from './look-absence-sql.ts'
import { WAITING_FILE_ROWS } from './meter-files.ts'
import { hasLaterVisit } from './overtaken.ts'
import { ESCALATED_PAPER } from './paper-absence-sql.ts'
import { ESCALATED_RESTARTS, PROCEDURE_ABSENCE_ROWS } from './procedure-absence-sql.ts'
import { READY_ABSENCE_ROWS } from './ready-absence-sql.ts'
import { SERVICE_ABSENCE_ROWS } from './service-absence-sql.ts'
import { ALARM_KINDS_SQL as ALARMS } from './tasks.ts'
import { FIRST_TEXT_SENT } from './texts-sent.ts'
import { isVoidResult } from './void-results.ts'

/** The day set for the review; where the plan has a stop date instead, a year after the last one or the start (S8). */
const REVIEW_ON = `coalesce(e.review_on, case when e.stop_on is not null
    then coalesce(e.reviewed_on, e.started_on, (e.recorded_at at time zone 'Europe/London')::date) + ${LONGEST_REVIEW_DAYS} end)`

/**
 * What the lists of absences have in common, read once a statement. `$1` is the provider, `$2` today, `$3` the bank
 * holidays from today on. Each part is materialized: twenty lists read it, and it is made once, in an order that leaves
 * few rows to look up. Days are cast before they are compared with instants: a comparison across the two types is not
 * leakproof, so row-level security would keep it from the index.
 */
export const COMMON_PARTS = `
  asked as (select $1::uuid as provider_id, $2::date as today, $3::date[] as bank_holidays),
  course as materialized (
    select e.id, e.patient_id, e.phase, e.standing, e.risk, e.started_on, e.indication, e.medicine, e.suspended_until,
           e.stop_on, ${REVIEW_ON} as review_on, e.next_test_on, e.last_tested_on, e.last_decision_id, e.last_told_id,
           e.recorded_at, e.reviewed_on, e.import_batch_id, e.method, p.education,
           e.bridging and e.medicine = 'heparin' as is_bridge,
           p.self_test_until, e.phase in ('initiating', 'maintaining') and not e.bridging as is_tested
      from episode e
      join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
     where e.provider_id = $1 and e.phase <> 'ended' and p.standing in ('live', 'left')),
  untested as materialized (
    select * from course
     where is_tested and next_test_on <= $2 and (last_tested_on is null or last_tested_on < next_test_on)),
  open_task as materialized (
    select t.id, t.kind, t.patient_id, t.episode_id, t.visit_id, t.title, t.for_whom, t.opened_at, t.state,
           t.taken_by, t.escalated_at
      from task t where t.provider_id = $1 and t.state <> 'closed'),
  without_dose as materialized (
    select v.id, v.patient_id, v.episode_id, v.result_id, v.on_date, v.recorded_at from visit v
     where v.provider_id = $1 and v.on_date >= $2 - ${LOOK_BACK_DAYS}
       and not exists (select from dose_decision d
                        where d.provider_id = $1 and d.visit_id = v.id
                          and d.decided_at >= ($2 - ${LOOK_BACK_DAYS + 1})::timestamptz)),
  undosed as materialized (
    select v.id, v.patient_id, v.episode_id, c.risk, v.recorded_at
      from without_dose v
      join course c on c.id = v.episode_id and v.on_date >= c.last_tested_on
     where not exists (select from task t where t.provider_id = $1 and t.visit_id = v.id)
       and not ${isVoidResult('$1', 'v.result_id')}),
  decided as materialized (
    select episode_id, max(closed_at) as at from task
     where provider_id = $1 and kind = 'non-attendance' and state = 'closed' group by episode_id),
  diary as materialized (
    select c.id, c.patient_id, c.risk,
           max(a.on_date) filter (where a.status = 'missed' and a.changed_at > coalesce(decided.at, '-infinity')) as missed_on,
           max(a.on_date) filter (where a.status = 'arrived' and a.on_date < $2) as came_on,
           min(a.on_date) filter (where a.status in ('booked', 'arrived') and a.on_date >= $2) as booked_on
      from course c
      join appointment a on a.provider_id = $1 and a.patient_id = c.patient_id and a.episode_id = c.id
       and a.on_date > coalesce(c.last_tested_on, '1900-01-01'::date)
      left join decided on decided.episode_id = c.id
     where c.is_tested and a.on_date >= $2 - ${LOOK_BACK_DAYS}
       and a.status in ('booked', 'arrived', 'missed')
     group by c.id, c.patient_id, c.risk),
  out_of_touch as materialized (
    select c.id, c.patient_id, c.risk, c.last_tested_on, d.missed_on
      from course c
      left join diary d on d.id = c.id
     where c.is_tested and d.booked_on is null
       and (d.missed_on is not null or c.id in (select id from untested where next_test_on < $2))
       and c.id not in (select t.episode_id from open_task t
                         where t.kind = 'non-attendance' and t.episode_id is not null)),
  ladder as materialized (
    select o.id, o.patient_id, o.risk, o.missed_on, count(k.id)::int as steps, max(k.due_on) as due_on
      from out_of_touch o
      left join decided on decided.episode_id = o.id
      left join contact k on k.provider_id = $1 and k.episode_id = o.id and k.purpose = 'missed-test'
       and k.at > coalesce(decided.at, '-infinity')
       and (o.last_tested_on is null or (k.at at time zone 'Europe/London')::date > o.last_tested_on)
     group by o.id, o.patient_id, o.risk, o.missed_on)`

/** Whom the last rung of its ladder called. */
const CALLED_LAST = `(select replace(k.to_role, '-', ' ') from task_event k
  where k.provider_id = $1 and k.task_id = t.id and k.to_role is not null order by k.at desc, k.rung desc limit 1)`
const ofTask = `${columns({
  key: 't.id',
  patient: 't.patient_id',
  episode: 't.episode_id',
  subject: 't.id',
  sinceAt: 't.opened_at',
  risk: 'coalesce(c.risk, 0)',
  owner: 't.taken_by',
  note: `t.title || coalesce(case when right(t.title, 1) = '?' then '' else '.' end || ' Called: ' || ${CALLED_LAST}, '')`,
  taskKind: 't.kind',
})} from open_task t left join course c on c.id = t.episode_id`

/** Tasks with a list of their own. */
const OWN_LISTS = "('non-attendance', 'medicine-change', 'bridging', 'pause-ended', 'stop-date')"
/** Who has the task of this kind of a course. */
const ownerOf = (kind: 'pause-ended' | 'stop-date') =>
  `(select t.taken_by from open_task t where t.episode_id = c.id and t.kind = '${kind}' limit 1)`
const untestedOver = (risk: string) =>
  `${ofCourse({ sinceOn: 'c.next_test_on' })} from untested c where c.next_test_on < $2 and ${risk}`

/** When treatment began, or when it was taken over from elsewhere: what is due from then on was not due here before. */
const SINCE_HERE = "greatest(c.started_on, (c.recorded_at at time zone 'Europe/London')::date)"

const AF = INDICATIONS.filter(({ isAtrialFibrillation }) => isAtrialFibrillation)
const AF_IDS = AF.map(({ id }) => `'${id}'`).join(', ')
const reassessmentOf = (indication: string) =>
  `${ofCourse({ sinceOn: 'r.due_on', note: "r.state || ':' || array_to_string(r.flags, ',')" })} from course c
    join reassessment r on r.provider_id = $1 and r.episode_id = c.id
   where r.due_on <= $2 and c.phase in ('initiating', 'maintaining', 'suspended') and (${indication})`

/** The list behind each count: the count is the number of its rows and nothing else. */
export const ABSENCE_ROWS: Readonly<Record<Absence, string>> = {
  'alarm-not-actioned': `${ofTask} where t.kind in ${ALARMS}`,
  escalated: `${ofTask} where t.escalated_at is not null union all ${ESCALATED_RESTARTS} union all ${ESCALATED_ALERTS} union all ${ESCALATED_LOOKS} union all ${ESCALATED_PAPER} union all ${ESCALATED_ANALYSES}`,
  'not-picked-up': `${ofTask}
    where t.kind not in ${ALARMS} and t.kind not in ${OWN_LISTS} and t.state = 'open'`,
  'picked-up-not-closed': `${ofTask}
    where t.kind not in ${ALARMS} and t.kind not in ${OWN_LISTS} and t.state = 'taken'`,
  'decision-waiting': `${ofTask} where t.kind = 'non-attendance'`,

  'not-told': `${ofCourse({ subject: 'd.id', sinceAt: 'd.decided_at', note: FIRST_TEXT_SENT })} from course c
    join dose_decision d on d.provider_id = $1 and d.id = c.last_decision_id
   where c.last_decision_id is not null and c.last_told_id is null and not ${isVoidResult('$1', 'd.result_id')}
     and not ${hasLaterVisit('d.visit_id')}`,
  'result-not-dosed': columns({
    key: 'u.id',
    patient: 'u.patient_id',
    episode: 'u.episode_id',
    subject: 'u.id',
    sinceAt: 'u.recorded_at',
    risk: 'u.risk',
  }).concat(' from undosed u'),

  ...DOAC_ABSENCE_ROWS,
  ...PROCEDURE_ABSENCE_ROWS,
  'no-next-test': `${ofCourse({ sinceOn: 'coalesce(c.last_tested_on, c.started_on)' })} from course c
   where c.is_tested and (c.next_test_on is null or c.next_test_on <= c.last_tested_on)
     and not exists (select 1 from open_task t where t.episode_id = c.id)
     and not exists (select 1 from undosed u where u.episode_id = c.id)`,
  'due-today': `${ofCourse({ sinceOn: 'c.next_test_on' })} from untested c where c.next_test_on = $2`,
  'overdue-high-risk': untestedOver(`c.risk >= ${HIGH_RISK}`),
  overdue: untestedOver(`c.risk < ${HIGH_RISK}`),
  'not-booked': `${ofCourse({ sinceOn: 'c.next_test_on' })} from course c left join diary d on d.id = c.id
   where c.is_tested and c.next_test_on > $2 and c.next_test_on <= $2 + ${BOOK_AHEAD_DAYS}
     and d.booked_on is null`,

  'came-not-tested': `${ofCourse({ sinceOn: 'c.came_on' })} from diary c where c.came_on is not null`,
  'missed-no-contact': `${ofCourse({ sinceOn: 'c.missed_on' })} from ladder c
   where c.missed_on is not null and c.steps = 0`,
  'contact-due': `${ofCourse({ sinceOn: 'c.due_on', note: 'c.steps' })} from ladder c
   where c.steps > 0 and c.due_on <= $2`,

  ...CHANGE_ABSENCE_ROWS,
  'suspension-past-end': `${ofCourse({ sinceOn: 'c.suspended_until', owner: ownerOf('pause-ended') })} from course c
   where c.phase = 'suspended' and c.suspended_until < $2`,
  'stop-date-reached': `${ofCourse({ sinceOn: 'c.stop_on', owner: ownerOf('stop-date') })} from course c
   where c.phase in ('initiating', 'maintaining', 'suspended') and c.stop_on <= $2 and not c.is_bridge`,
  'review-due': `${ofCourse({ sinceOn: 'c.review_on' })} from course c
   where c.phase in ('initiating', 'maintaining', 'suspended') and c.review_on <= $2`,
  'reassessment-due': reassessmentOf(`c.indication in (${AF_IDS})`),
  'poor-control': reassessmentOf(`c.indication is null or c.indication not in (${AF_IDS})`),
  'first-review-due': `${ofCourse({ sinceOn: SINCE_HERE })} from course c
   where c.phase in ('initiating', 'maintaining', 'suspended') and c.reviewed_on is null
     and c.import_batch_id is null`,
  'education-due': `${ofCourse({ sinceOn: SINCE_HERE, note: 'c.education' })} from course c
   where c.phase in ('initiating', 'maintaining', 'suspended')
     and (c.education = 'incomplete'
          or (c.education is null and (c.import_batch_id is null or c.method = 'own-meter')))`,
  'self-test-check-due': `${ofCourse({ sinceOn: 'c.self_test_until' })} from course c
   where c.phase in ('initiating', 'maintaining', 'suspended') and c.method = 'own-meter'
     and (c.self_test_until is null or c.self_test_until <= $2 + ${CHECK_WARNING_DAYS})`,
  'not-started': `${ofCourse({ sinceAt: 'c.recorded_at' })} from course c
   where c.phase in ('referred', 'accepted') and not ${IS_PLANNED_CHANGE}`,
  'unverified-plan': `${ofCourse({ sinceAt: 'c.recorded_at' })} from course c
   where c.standing = 'unverified'`,
  'unmapped-indication': `${ofCourse({ sinceAt: 'c.recorded_at' })} from course c where c.standing = 'unverified' and c.indication is null`,

  'sent-result-held': `${columns({
    key: 's.id',
    named: "'Laboratory result'",
    sinceAt: 's.received_at',
    note: 'p.says',
  })} from sent_result s
   left join lateral (select x.says from sent_result_step x
                       where x.provider_id = s.provider_id and x.sent_id = s.id
                       order by x.nth desc limit 1) p on true
   where s.provider_id = $1 and s.in_hand
  union all ${WAITING_FILE_ROWS}`,
  'held-row': `${columns({
    key: 'h.id',
    subject: 'h.batch_id',
    named: "h.kind || '.csv, line ' || h.line",
    sinceAt: 'b.staged_at',
    note: "h.findings -> 0 ->> 'message'",
  })} from import_held_row h
    join import_batch b on b.provider_id = h.provider_id and b.id = h.batch_id
   where h.provider_id = $1 and h.state = 'held' and b.state = 'committed'`,
  'booked-without-clinic': `${columns({
    key: 'a.id',
    patient: 'a.patient_id',
    episode: 'a.episode_id',
    subject: 'a.id',
    sinceOn: 'a.on_date',
    risk: 'c.risk',
    note: 'g.name',
  })} from appointment a
    join clinic_pattern g on g.provider_id = a.provider_id and g.id = a.pattern_id
    left join course c on c.id = a.episode_id
   where a.provider_id = $1 and a.on_date >= $2 and a.status = 'booked'
     and (extract(isodow from a.on_date) <> g.weekday or a.on_date < g.from_on or a.on_date > g.until_on
       or a.at_minute < g.start_minute or a.at_minute + g.slot_minutes > g.end_minute
       or (a.at_minute - g.start_minute) % g.slot_minutes <> 0
       or a.on_date = any ($3::date[])
       or exists (select 1 from clinic_closure x where x.provider_id = $1 and x.on_date = a.on_date))`,
  'clinic-not-closed': CLINIC_NOT_CLOSED,
  'week-without-clinic': `${columns({ key: 'monday::date', named: "'Week of'", sinceOn: 'monday' })}
    from generate_series(date_trunc('week', $2::date::timestamp),
           date_trunc('week', $2::date::timestamp) + interval '${WEEKS_WITH_A_CLINIC - 1} weeks', interval '1 week') monday
   where not exists (
     select 1 from clinic_pattern g, lateral (select monday::date + g.weekday - 1 as on_date) held
      where g.provider_id = $1 and not g.housebound and held.on_date >= g.from_on
        and (g.until_on is null or held.on_date <= g.until_on)
        and held.on_date <> all ($3::date[])
        and not exists (select 1 from clinic_closure x where x.provider_id = $1 and x.on_date = held.on_date))`,
  ...ALERT_ABSENCE_ROWS,
  ...READY_ABSENCE_ROWS,
  ...SERVICE_ABSENCE_ROWS,
}
