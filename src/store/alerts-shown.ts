import type { AlikeAlerts } from '#clinical/alerts/alert-answers.ts'
import { OVERRIDDEN } from './decision-sql.ts'
import type { Span } from './suggestion-records.ts'
import type { Tx } from './tx.ts'

const month = (at: string): string =>
  `to_char(${at} at time zone 'Europe/London', 'YYYY-MM') as month`

/**
 * Each alarm that a task was opened with, and how that visit ended: the first dose decided on it, else what its last
 * closed task says. A task that only passes the same visit on to a second clinician is no other alarm.
 */
const ALARMS = `select ${month('t.opened_at')}, 'alarm' as kind, alarm ->> 'code' as code,
       case when d.reason_code is null then c.closing_code else 'dosed' end as ended, d.reason_code as reason,
       case when d.reason_code is null then null
            when d.omit_days > 0 or d.boosts <> '[]'::jsonb then 'other'
            when jsonb_typeof(d.suggestion #> '{inputs,currentDailyUg}') <> 'number' then 'not-known'
            when abs(d.weekly_ug - 7 * (d.suggestion #>> '{inputs,currentDailyUg}')::int) <= 3 then 'as-before'
            else 'other' end as dose
  from task t
  cross join lateral jsonb_array_elements(t.details #> '{suggestion,advice,alarms}') alarm
  left join lateral (
    select d.reason_code, d.omit_days, d.boosts, d.weekly_ug, d.suggestion from dose_decision d
     where d.provider_id = $1 and d.visit_id = t.visit_id and d.decided_at >= t.opened_at and d.advised = 'alarm'
     order by d.sequence limit 1) d on true
  left join lateral (
    select l.closing_code from task l
     where l.provider_id = $1 and l.visit_id = t.visit_id and l.opened_at >= t.opened_at
       and l.kind in ('alarm', 'referral', 'sent-back')
     order by l.opened_at desc, l.id desc limit 1) c on true
 where t.provider_id = $1 and t.opened_at >= $2 and t.opened_at < $3 and t.kind = 'alarm'
   and t.details #>> '{suggestion,advice,kind}' = 'alarm'
   and coalesce(t.details -> 'proposed', 'null'::jsonb) = 'null'::jsonb`

/**
 * A question about one course on one day is one, however often the page was sent. Its end is the first dose that was
 * decided on the course after it, on that day or the next: saved through the question, with why, or so that it was not asked.
 */
const QUESTIONS = `select ${month('q.first_at')}, q.kind, q.code,
       case when d.id is null then null
            when p.id is not null then 'confirmed' else 'dosed-otherwise' end as ended,
       p.reason_code as reason, null as dose
  from (select n.episode_id, n.kind, n.code, (n.at at time zone 'Europe/London')::date as on_date, min(n.at) as first_at
          from dose_question n
         where n.provider_id = $1 and n.at >= $2 and n.at < $3 and n.what = 'asked'
         group by n.episode_id, n.kind, n.code, on_date) q
  left join lateral (
    select d.id from dose_decision d
     where d.provider_id = $1 and d.episode_id = q.episode_id and d.decided_at >= q.first_at
       and (d.decided_at at time zone 'Europe/London')::date <= q.on_date + 1
     order by d.sequence limit 1) d on true
  left join lateral (
    select p.id, p.reason_code from dose_question p
     where p.provider_id = $1 and p.decision_id = d.id and p.kind = q.kind and p.code = q.code
     order by p.id limit 1) p on true`

/** Reviews whose dose is not the rule's: what was decided, or whether the next review, or the plan, has another dose. */
const DOAC_REVIEWS = `select ${month('r.reviewed_at')}, 'doac' as kind, r.outcome as code,
       case when r.task_id is null then null else coalesce(t.closing_code, 'waiting') end as ended,
       r.reason_code as reason,
       case when jsonb_typeof(r.inputs -> 'dose') <> 'object' or jsonb_typeof(later.dose) <> 'object' then 'not-known'
            when r.inputs -> 'dose' = later.dose then 'as-before' else 'other' end as dose
  from doac_review r
  join episode e on e.provider_id = r.provider_id and e.id = r.episode_id
  left join task t on t.provider_id = r.provider_id and t.id = r.task_id
  left join lateral (
    select n.inputs -> 'dose' as dose from doac_review n
     where n.provider_id = $1 and n.episode_id = r.episode_id and n.sequence > r.sequence
     order by n.sequence limit 1) n on true
  cross join lateral (select coalesce(n.dose, e.plan #> '{doac,dose}', 'null'::jsonb) as dose) later
 where r.provider_id = $1 and r.reviewed_at >= $2 and r.reviewed_at < $3 and r.outcome <> 'matches'`

const SUGGESTIONS = `select ${month('d.decided_at')}, 'suggestion' as kind, d.advised_protocol as code,
       case when ${OVERRIDDEN} then 'overridden' else 'kept' end as ended, null as reason, null as dose
  from dose_decision d
 where d.provider_id = $1 and d.decided_at >= $2 and d.decided_at < $3 and d.advised = 'dose'`

const instants = ({ since, before }: Span) => [
  new Date(since).toISOString(),
  new Date(before).toISOString(),
]

/** Every alert that was shown in a span with its recorded end, counted by what may be asked of them. */
export async function alertsShown(tx: Tx, span: Span) {
  return tx.query<AlikeAlerts>(
    `select month, kind, code, ended, reason, dose, count(*)::int as count
       from (${ALARMS} union all ${QUESTIONS} union all ${DOAC_REVIEWS} union all ${SUGGESTIONS}) shown
      group by 1, 2, 3, 4, 5, 6
      order by 1, 2, 3, 4, 5, 6`,
    [tx.providerId, ...instants(span)],
  )
}

/** The routine doses of each month: decided on what one of these protocols suggested, or a DOAC that goes on at its review. */
export async function routineDoses(tx: Tx, span: Span, protocols: readonly string[]) {
  return tx.query<{ readonly month: string; readonly count: number }>(
    `select month, count(*)::int as count
       from (select ${month('d.decided_at')} from dose_decision d
              where d.provider_id = $1 and d.decided_at >= $2 and d.decided_at < $3 and d.advised = 'dose'
                and d.advised_protocol = any ($4::text[])
             union all
             select ${month('r.reviewed_at')} from doac_review r
              where r.provider_id = $1 and r.reviewed_at >= $2 and r.reviewed_at < $3
                and r.outcome in ('matches', 'differs')) routine
      group by 1 order by 1`,
    [tx.providerId, ...instants(span), [...protocols]],
  )
}
