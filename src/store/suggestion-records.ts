import type { Inr } from '#clinical/inr.ts'
import type { Alarm } from '#clinical/warfarin/advice.ts'
import { FOLLOWED, type Following, OVERRIDDEN, WHAT_FOLLOWED } from './decision-sql.ts'
import type { DecisionKind } from './decisions.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Which suggestions of a period a list shows. A null is no narrowing. */
export type SuggestionFilter = {
  readonly protocol: string | null
  readonly how:
    | 'accepted'
    | 'changed'
    | 'authorised'
    | 'alarm'
    | 'overridden'
    | 'kept'
    | 'not-dosed'
    | null
  readonly reason: string | null
  readonly followed: Following | null
}

export type SuggestionRow = {
  readonly key: string
  readonly at: number
  readonly patientId: string
  readonly familyName: string
  readonly givenName: string
  readonly dateOfBirth: string
  readonly comparator: Inr['comparator']
  readonly tenths: number
  /** Null for a visit on which no dose was decided. */
  readonly kind: DecisionKind | null
  readonly overridden: boolean
  readonly protocol: string | null
  readonly advisedWeeklyUg: number | null
  readonly advisedOmitDays: number | null
  readonly alarms: readonly Alarm['code'][] | null
  readonly weeklyUg: number | null
  readonly omitDays: number | null
  readonly reasonCode: string | null
  readonly byName: string
  readonly following: Following | null
  readonly followedComparator: Inr['comparator'] | null
  readonly followedTenths: number | null
  readonly followedOn: string | null
}

/**
 * Every suggestion that was saved: with the dose that was decided on it, or with the task of a visit on which none
 * was. Newest first.
 */
const RECORDS = `select d.id as key, d.decided_at as at, d.patient_id, d.result_id, d.kind,
       d.advised = 'dose' and ${OVERRIDDEN} as overridden, d.advised, d.advised_protocol as protocol,
       d.advised_weekly_ug, d.advised_omit_days, d.suggestion, d.weekly_ug, d.omit_days, d.reason_code,
       coalesce(d.authorised_by, d.decided_by) as by, ${WHAT_FOLLOWED} as following,
       f.comparator as followed_comparator, f.tenths as followed_tenths, f.sampled_on as followed_on
  from dose_decision d
  ${FOLLOWED}
 where d.provider_id = $1 and d.decided_at >= $2 and d.decided_at < $3
 union all
select t.id, t.opened_at, t.patient_id, v.result_id, null, false, t.details #>> '{suggestion,advice,kind}',
       t.details #>> '{suggestion,advice,protocol}', (t.details #>> '{suggestion,advice,weeklyUg}')::int,
       (t.details #>> '{suggestion,advice,omitDays}')::int, t.details -> 'suggestion', null, null, null,
       t.opened_by, null, null, null, null
  from task t
  join visit v on v.provider_id = t.provider_id and v.id = t.visit_id
 where t.provider_id = $1 and t.opened_at >= $2 and t.opened_at < $3 and t.details ? 'suggestion'
   and not exists (select from dose_decision d where d.provider_id = t.provider_id and d.visit_id = t.visit_id)
   and not exists (select from task earlier
                    where earlier.provider_id = t.provider_id and earlier.visit_id = t.visit_id
                      and (earlier.opened_at, earlier.id) < (t.opened_at, t.id))`

const NARROWED = `from (${RECORDS}) m
 where ($4::text is null or m.protocol = $4)
   and ($5::text is null or case $5
         when 'alarm' then m.advised = 'alarm'
         when 'overridden' then m.overridden
         when 'kept' then m.kind is not null and m.advised = 'dose' and not m.overridden
         when 'not-dosed' then m.kind is null
         else m.kind = $5 end)
   and ($6::text is null or m.reason_code = $6)
   and ($7::text is null or m.following = $7)`

/** The first instant of the first day and of the day after the last, as people here count days. */
export type Span = { readonly since: number; readonly before: number }

const valuesOf = (
  tx: Tx,
  filter: SuggestionFilter,
  { since, before }: Span,
): readonly unknown[] => [
  tx.providerId,
  new Date(since).toISOString(),
  new Date(before).toISOString(),
  filter.protocol,
  filter.how,
  filter.reason,
  filter.followed,
]

export async function countSuggestions(
  tx: Tx,
  filter: SuggestionFilter,
  span: Span,
): Promise<number> {
  const row = await maybeOne<{ count: number }>(
    tx,
    `select count(*) as count ${NARROWED}`,
    valuesOf(tx, filter, span),
  )
  return row?.count ?? 0
}

export async function listSuggestions(
  tx: Tx,
  filter: SuggestionFilter,
  span: Span,
  slice: { readonly offset: number; readonly limit: number },
) {
  return tx.query<SuggestionRow>(
    `select m.key, m.at, m.patient_id as "patientId", p.family_name as "familyName", p.given_name as "givenName",
            p.date_of_birth as "dateOfBirth", r.comparator, r.tenths, m.kind, m.overridden, m.protocol,
            m.advised_weekly_ug as "advisedWeeklyUg", m.advised_omit_days as "advisedOmitDays",
            jsonb_path_query_array(m.suggestion, '$.advice.alarms[*].code') as alarms,
            m.weekly_ug as "weeklyUg", m.omit_days as "omitDays", m.reason_code as "reasonCode",
            s.name as "byName", m.following, m.followed_comparator as "followedComparator",
            m.followed_tenths as "followedTenths", m.followed_on as "followedOn"
       from (select m.* ${NARROWED} order by m.at desc, m.key desc limit $8 offset $9) m
       join patient p on p.provider_id = $1 and p.id = m.patient_id
       join inr_result r on r.provider_id = $1 and r.id = m.result_id
       join staff s on s.provider_id = $1 and s.account_id = m.by
      order by m.at desc, m.key desc`,
    [...valuesOf(tx, filter, span), slice.limit, slice.offset],
  )
}

/** The INR that followed a dose, and whether the dose still was the one in force. */
export async function followedBy(tx: Tx, decisionId: string) {
  return maybeOne<{
    following: Following
    comparator: Inr['comparator'] | null
    tenths: number | null
    sampledOn: string | null
    overridden: boolean
  }>(
    tx,
    `select ${WHAT_FOLLOWED} as following, f.comparator, f.tenths, f.sampled_on as "sampledOn",
            d.advised = 'dose' and ${OVERRIDDEN} as overridden
       from dose_decision d
       ${FOLLOWED}
      where d.provider_id = $1 and d.id = $2`,
    [tx.providerId, decisionId],
  )
}
