import type { Boost } from '#clinical/boost.ts'
import type { Inr } from '#clinical/inr.ts'
import type { MedicineChange } from '#clinical/medicine-changes.ts'
import { seenAtVisit } from './results.ts'
import type { Tx } from './tx.ts'

/** A course of warfarin that is running, with what a forecast asks of the person. */
export type ForecastPerson = {
  readonly episodeId: string
  readonly patientId: string
  readonly dateOfBirth: string
  readonly startedOn: string | null
  /** What the person said they take when the plan was confirmed. */
  readonly statedUg: number | null
}

/** The running courses of warfarin after an id, in order, a slice at a time. */
export async function forecastPeople(tx: Tx, afterId: string, limit: number) {
  return tx.query<ForecastPerson>(
    `select e.id as "episodeId", e.patient_id as "patientId", p.date_of_birth as "dateOfBirth",
            e.started_on as "startedOn", (e.plan ->> 'dailyUg')::int as "statedUg"
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and e.id > $2 and e.phase in ('maintaining', 'suspended')
        and not e.bridging and e.medicine = 'warfarin' and p.standing = 'live'
      order by e.id limit $3`,
    [tx.providerId, afterId, limit],
  )
}

/** A result that stands, what was said at its visit, and the newest dose decided on it. */
export type ForecastRow = Inr & {
  readonly episodeId: string
  readonly id: string
  readonly sampledOn: string
  readonly doseBeforeUg: number | null
  readonly omitDays: number | null
  readonly visitOn: string | null
  readonly missedDoses: number | null
  readonly illness: boolean | null
  readonly medicinesChanged: string | null
  readonly medicines: readonly MedicineChange[] | null
  readonly dailyUg: number | null
  readonly decidedOmitDays: number | null
  readonly boosts: readonly Boost[] | null
  readonly fromOn: string | null
  readonly untilOn: string | null
}

/** The results of courses since a day with what a forecast asks of each, oldest first. */
export async function forecastRows(tx: Tx, episodeIds: readonly string[], since: string) {
  return tx.query<ForecastRow>(
    `select r.episode_id as "episodeId", r.id, r.comparator, r.tenths, r.sampled_on as "sampledOn",
            r.dose_before_ug as "doseBeforeUg", r.omit_days as "omitDays", v.on_date as "visitOn",
            (v.answers ->> 'missedDoses')::int as "missedDoses", (v.answers ->> 'illness')::boolean as illness,
            v.answers ->> 'medicinesChanged' as "medicinesChanged", v.answers -> 'medicines' as medicines,
            d.daily_ug as "dailyUg", d.omit_days as "decidedOmitDays", d.boosts, d.from_on as "fromOn",
            d.until_on as "untilOn"
       from inr_result r
       left join lateral (select ${seenAtVisit('r')} as result_id offset 0) seen on true
       left join visit v on v.provider_id = r.provider_id and v.result_id = seen.result_id
       left join lateral (
         select daily_ug, omit_days, boosts, from_on, until_on from dose_decision newest
          where newest.provider_id = v.provider_id and newest.visit_id = v.id
          order by newest.sequence desc limit 1) d on true
      where r.provider_id = $1 and r.episode_id = any ($2::uuid[]) and r.sampled_on >= $3
        and r.status in ('final', 'corrected')
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on, r.entered_at, r.id`,
    [tx.providerId, [...episodeIds], since],
  )
}

/** What these people weighed, in grams, oldest first. */
export async function weightsOf(tx: Tx, patientIds: readonly string[]) {
  return tx.query<{ patientId: string; measuredOn: string; grams: number }>(
    `select m.patient_id as "patientId", m.measured_on as "measuredOn", m.value as grams
       from measurement m
      where m.provider_id = $1 and m.patient_id = any ($2::uuid[]) and m.kind = 'weight'
        and m.status = 'final' and m.comparator = '='
        and not exists (select 1 from measurement later
                         where later.provider_id = m.provider_id and later.replaces = m.id)
      order by m.measured_on, m.recorded_at, m.id`,
    [tx.providerId, [...patientIds]],
  )
}

/** When it was recorded of these courses that vitamin K was given: a task was closed with it. */
export async function vitaminKOf(tx: Tx, episodeIds: readonly string[]) {
  return tx.query<{ episodeId: string; closedAt: number }>(
    `select episode_id as "episodeId", closed_at as "closedAt" from task
      where provider_id = $1 and episode_id = any ($2::uuid[]) and closing_code = 'vitamin-k-given'
      order by closed_at`,
    [tx.providerId, [...episodeIds]],
  )
}
