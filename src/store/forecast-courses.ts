import type { Boost } from '#clinical/boost.ts'
import type { Inr } from '#clinical/inr.ts'
import type { MedicineChange } from '#clinical/medicine-changes.ts'
import { seenAtVisit } from './results.ts'
import type { Tx } from './tx.ts'
import { isVoidResult } from './void-results.ts'

/** A course of warfarin, with what a forecast asks of the person. */
export type ForecastPerson = {
  readonly episodeId: string
  readonly patientId: string
  readonly dateOfBirth: string
  readonly startedOn: string | null
}

/** The running courses of warfarin after an id, in order, a slice at a time. */
export async function forecastPeople(tx: Tx, afterId: string, limit: number) {
  return tx.query<ForecastPerson>(
    `select e.id as "episodeId", e.patient_id as "patientId", p.date_of_birth as "dateOfBirth",
            e.started_on as "startedOn"
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and e.id > $2 and e.phase in ('maintaining', 'suspended')
        and not e.bridging and e.medicine = 'warfarin' and p.standing = 'live'
      order by e.id limit $3`,
    [tx.providerId, afterId, limit],
  )
}

/** A result that stands, the visit that it was entered at, and the day of the newest dose decided there. */
export type ForecastRow = Inr & {
  readonly episodeId: string
  readonly id: string
  readonly sampledOn: string
  readonly enteredAt: number
  readonly isCorrected: boolean
  readonly doseBeforeUg: number | null
  readonly omitDays: number | null
  readonly visitId: string | null
  readonly decidedOn: string | null
}

/** The results of courses since a day, oldest first. */
export async function forecastRows(tx: Tx, episodeIds: readonly string[], since: string) {
  return tx.query<ForecastRow>(
    `select r.episode_id as "episodeId", r.id, r.comparator, r.tenths, r.sampled_on as "sampledOn",
            r.entered_at as "enteredAt", r.status = 'corrected' as "isCorrected",
            r.dose_before_ug as "doseBeforeUg", r.omit_days as "omitDays", v.id as "visitId",
            (select newest.from_on from dose_decision newest
              where newest.provider_id = v.provider_id and newest.visit_id = v.id
              order by newest.sequence desc limit 1) as "decidedOn"
       from inr_result r
       left join lateral (select ${seenAtVisit('r')} as result_id offset 0) seen on true
       left join visit v on v.provider_id = r.provider_id and v.result_id = seen.result_id
      where r.provider_id = $1 and r.episode_id = any ($2::uuid[]) and r.sampled_on >= $3
        and r.status in ('final', 'corrected')
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on, r.entered_at, r.id`,
    [tx.providerId, [...episodeIds], since],
  )
}

/** What was said at a visit and a dose decided on it, if any: a visit has a row for each of its decisions. */
export type ForecastVisit = {
  readonly episodeId: string
  readonly id: string
  readonly visitOn: string
  readonly visitAt: number
  readonly missedDoses: number | null
  readonly illness: boolean | null
  readonly medicinesChanged: string | null
  readonly medicines: readonly MedicineChange[] | null
  /** The dose, told or not, whatever became of its result; null where the visit has none. */
  readonly dailyUg: number | null
  readonly omitDays: number | null
  readonly boosts: readonly Boost[] | null
  readonly fromOn: string | null
  readonly untilOn: string | null
  readonly decidedAt: number | null
  /** When the person first knew of it for certain: of a letter, or a text that nobody answered, nobody knows the day. */
  readonly toldAt: number | null
  readonly isVoid: boolean | null
}

/** The visits of courses since a day, each with every dose decided on it, oldest first; also those whose result is void. */
export async function forecastVisits(tx: Tx, episodeIds: readonly string[], since: string) {
  return tx.query<ForecastVisit>(
    `select v.episode_id as "episodeId", v.id, v.on_date as "visitOn",
            v.recorded_at as "visitAt", (v.answers ->> 'missedDoses')::int as "missedDoses",
            (v.answers ->> 'illness')::boolean as illness,
            v.answers ->> 'medicinesChanged' as "medicinesChanged", v.answers -> 'medicines' as medicines,
            d.daily_ug as "dailyUg", d.omit_days as "omitDays", d.boosts, d.from_on as "fromOn",
            d.until_on as "untilOn", d.decided_at as "decidedAt",
            (select min(t.at) from told t
              where t.provider_id = d.provider_id and t.decision_id = d.id
                and t.how in ('handed-over', 'read-back', 'message')) as "toldAt",
            case when d.id is not null then ${isVoidResult('d.provider_id', 'd.result_id')} end as "isVoid"
       from visit v
       left join dose_decision d on d.provider_id = v.provider_id and d.visit_id = v.id
      where v.provider_id = $1 and v.episode_id = any ($2::uuid[]) and v.on_date >= $3
      order by v.recorded_at, v.id, d.sequence`,
    [tx.providerId, [...episodeIds], since],
  )
}

/** What each person said they took, in micrograms a day, in the plan that stood at their first visit here. */
export async function statedDoses(tx: Tx, episodeIds: readonly string[]) {
  return tx.query<{ episodeId: string; dailyUg: number | null }>(
    `select distinct on (p.episode_id) p.episode_id as "episodeId", (p.plan ->> 'dailyUg')::int as "dailyUg"
       from episode_version p
      where p.provider_id = $1 and p.episode_id = any ($2::uuid[])
        and not exists (select from visit v where v.provider_id = p.provider_id
                         and v.episode_id = p.episode_id and v.recorded_at < p.recorded_at)
      order by p.episode_id, p.version desc`,
    [tx.providerId, [...episodeIds]],
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

/**
 * When a task of these courses was closed with vitamin K given, or with a stay in hospital, where it may have been given and
 * doses left out without anybody telling this record.
 */
export async function vitaminKOf(tx: Tx, episodeIds: readonly string[]) {
  return tx.query<{ episodeId: string; closedAt: number }>(
    `select episode_id as "episodeId", closed_at as "closedAt" from task
      where provider_id = $1 and episode_id = any ($2::uuid[])
        and closing_code in ('vitamin-k-given', 'sent-to-hospital')
      order by closed_at`,
    [tx.providerId, [...episodeIds]],
  )
}
