import type { Inr } from '#clinical/inr.ts'
import type { NamedPerson } from './named-people.ts'
import type { Span } from './suggestion-records.ts'
import type { Tx } from './tx.ts'

/** A result that was void soon after it was entered, and what its voider recorded on another patient soon after that. */
export type NearMiss = {
  readonly resultId: string
  readonly patient: NamedPerson
  readonly comparator: Inr['comparator']
  readonly tenths: number
  /** When a person first entered it, before any correction of it and after it had arrived. */
  readonly enteredAt: number
  readonly voidedAt: number
  /** Whether a dose had been decided on it, corrected or not. */
  readonly wasDosed: boolean
  readonly byName: string
  readonly other: NamedPerson
  readonly otherComparator: Inr['comparator']
  readonly otherTenths: number
  readonly otherAt: number
}

const person = (row: string): string =>
  `json_build_object('id', ${row}.id, 'familyName', ${row}.family_name, 'givenName', ${row}.given_name,
     'dateOfBirth', ${row}.date_of_birth)`

const LONDON = `at time zone 'Europe/London'`

/**
 * The near misses of the results that were void in a span, newest first: void at most so many minutes after the first entry, and
 * at most as many later a visit of another patient by whoever made it void. Of several visits the one with the same INR
 * counts, else the first.
 */
export async function nearMisses(
  tx: Tx,
  { since, before }: Span,
  minutes: number,
): Promise<readonly NearMiss[]> {
  return tx.query<NearMiss>(
    `select r.id as "resultId", ${person('p')} as patient, r.comparator, r.tenths, c.entered_at as "enteredAt",
            v.entered_at as "voidedAt", s.name as "byName", ${person('q')} as other,
            n.comparator as "otherComparator", n.tenths as "otherTenths", n.recorded_at as "otherAt",
            exists (select from dose_decision d
                     where d.provider_id = $1 and d.episode_id = r.episode_id and d.result_id = any (c.ids)) as "wasDosed"
       from inr_result v
       join inr_result r on r.provider_id = $1 and r.id = v.replaces
       join lateral (with recursive chain as (
                       select r.id, r.replaces, r.status, r.entered_at
                       union all
                       select f.id, f.replaces, f.status, f.entered_at
                         from chain l join inr_result f on f.provider_id = $1 and f.id = l.replaces)
                     select array_agg(id) as ids, min(entered_at) filter (where status <> 'preliminary') as entered_at
                       from chain) c on true
       join lateral (select t.patient_id, t.recorded_at, o.comparator, o.tenths
                       from visit t join inr_result o on o.provider_id = $1 and o.id = t.result_id
                      where t.provider_id = $1 and t.recorded_by = v.entered_by and t.patient_id <> v.patient_id
                        and t.on_date between (v.entered_at ${LONDON})::date
                                          and ((v.entered_at + make_interval(mins => $4)) ${LONDON})::date
                        and t.recorded_at between v.entered_at and v.entered_at + make_interval(mins => $4)
                      order by (o.comparator, o.tenths) = (r.comparator, r.tenths) desc, t.recorded_at, t.id
                      limit 1) n on true
       join patient p on p.provider_id = $1 and p.id = r.patient_id
       join patient q on q.provider_id = $1 and q.id = n.patient_id
       join staff s on s.provider_id = $1 and s.account_id = v.entered_by
      where v.provider_id = $1 and v.status = 'void' and v.entered_at >= $2 and v.entered_at < $3
        and c.entered_at >= v.entered_at - make_interval(mins => $4)
      order by v.entered_at desc, v.id`,
    [tx.providerId, new Date(since).toISOString(), new Date(before).toISOString(), minutes],
  )
}
