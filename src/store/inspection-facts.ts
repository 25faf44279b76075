import type { EpisodePlan, Phase } from '#register/episode.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A course under treatment with what the register holds of it, and nobody's name. */
export type RegisteredCourse = {
  readonly plan: EpisodePlan
  readonly phase: Phase
  readonly standing: 'unverified' | 'confirmed'
  readonly hasAllergies: boolean
  readonly nextTestOn: string | null
  readonly reviewedOn: string | null
  readonly education: 'complete' | 'incomplete' | null
}

/** Every course that is going on or paused. */
export async function registeredCourses(tx: Tx): Promise<readonly RegisteredCourse[]> {
  return tx.query<RegisteredCourse>(
    `select e.plan, e.phase, e.standing, coalesce(p.details ->> 'allergies', '') <> '' as "hasAllergies",
            e.next_test_on as "nextTestOn", e.reviewed_on as "reviewedOn", p.education
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and e.phase in ('initiating', 'maintaining', 'suspended') and not e.bridging`,
    [tx.providerId],
  )
}

export type WorkDone = {
  readonly visits: number
  readonly homeVisits: number
  readonly doses: number
  readonly changed: number
  readonly contacts: number
  readonly reviews: number
  readonly controls: number
  readonly failedControls: number
}

/** What was done here between two days, counted. */
export async function workDone(tx: Tx, from: string, until: string): Promise<WorkDone> {
  const during = (column: string) =>
    `(${column} at time zone 'Europe/London')::date between $2 and $3`
  const found = await maybeOne<WorkDone>(
    tx,
    `select (select count(*)::int from visit v where v.provider_id = $1 and v.on_date between $2 and $3) as visits,
            (select count(*)::int from visit v where v.provider_id = $1 and v.on_date between $2 and $3
                and v.place = 'home') as "homeVisits",
            (select count(*)::int from dose_decision d where d.provider_id = $1 and ${during('d.decided_at')}) as doses,
            (select count(*)::int from dose_decision d where d.provider_id = $1 and ${during('d.decided_at')}
                and d.kind <> 'accepted') as changed,
            (select count(*)::int from contact c where c.provider_id = $1 and ${during('c.at')}) as contacts,
            (select count(*)::int from annual_review r where r.provider_id = $1 and ${during('r.recorded_at')}) as reviews,
            (select count(*)::int from meter_control m where m.provider_id = $1 and m.done_on between $2 and $3) as controls,
            (select count(*)::int from meter_control m where m.provider_id = $1 and m.done_on between $2 and $3
                and m.outcome = 'failed') as "failedControls"`,
    [tx.providerId, from, until],
  )
  if (found === undefined) throw new Error('a count has no row')
  return found
}

/** Each month that was returned under any contract, as it was first submitted. */
export async function returnsSubmitted(tx: Tx, from: string) {
  return tx.query<{
    readonly monthOn: string
    readonly versions: number
    readonly firstAt: number
    readonly signedName: string
  }>(
    `select m.month_on as "monthOn", count(*)::int as versions, min(m.submitted_at) as "firstAt",
            (array_agg(m.signed_name order by m.version))[1] as "signedName"
       from monthly_return m where m.provider_id = $1 and m.month_on >= $2
      group by m.contract_id, m.month_on order by m.month_on`,
    [tx.providerId, from],
  )
}

/** Transfers by which side this provider is and how they stand. */
export async function transfersCounted(tx: Tx) {
  return tx.query<{ readonly side: string; readonly what: string; readonly count: number }>(
    `select t.side, l.what, count(*)::int as count
       from transfer t
       cross join lateral (select s.what from transfer_step s
                            where s.provider_id = $1 and s.transfer_id = t.id order by s.number desc limit 1) l
      where t.provider_id = $1 group by 1, 2 order by 1, 2`,
    [tx.providerId],
  )
}
