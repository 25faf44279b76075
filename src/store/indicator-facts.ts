import type { Known, MechanicalValve } from '#register/patient-flags.ts'
import type { HistoryAsked } from './control-history.ts'
import type { Tx } from './tx.ts'

/** What the safety indicators ask of one course besides its INRs. */
export type IndicatorFactsRow = {
  readonly episodeId: string
  readonly patientId: string
  readonly indication: string | null
  readonly hasDuration: boolean
  readonly howStarted: string | null
  readonly valve: Extract<MechanicalValve, { readonly kind: 'valve' }> | null
  readonly mitralStenosis: Known | null
  readonly atrialFibrillation: Known | null
  readonly endedReason: string | null
  /** When the plan was first written, when that was in the period; and what it said then. */
  readonly plannedAt: number | null
  readonly plannedHow: string | null
  readonly plannedComplete: boolean | null
  readonly hasLoadingProtocol: boolean
  /** The yellow booklet, as the newest record of what was taught says. */
  readonly booklet: 'given' | 'has-one' | 'not-given' | null
  /** The newest dose decided here in the period: whether it reached the person in writing. */
  readonly lastDoseInWriting: boolean | null
}

/** Plans that were first written in the period, and what each said then. */
const FIRST = `select v.episode_id, v.recorded_at, v.plan ->> 'howStarted' as how,
       v.plan ->> 'indication' is not null and jsonb_typeof(v.plan -> 'target') = 'object'
         and jsonb_typeof(v.plan -> 'duration') = 'object' as is_complete
  from episode_version v
 where v.provider_id = $1 and v.version = 1 and v.recorded_at between $2 and $3 and v.recorded_at <= $4`

/** The newest record of what each person was taught. */
const TAUGHT = `select distinct on (x.patient_id) x.patient_id, x.booklet from education x
 where x.provider_id = $1 and x.recorded_at <= $4 order by x.patient_id, x.recorded_at desc`

/** The newest dose of a course decided in the period, and whether it reached the person in writing. */
const LAST_DOSE = `select exists (select from told t
                where t.provider_id = $1 and t.decision_id = d.id and t.at <= $4
                  and t.how in ('handed-over', 'letter'))
  from dose_decision d
 where d.provider_id = $1 and d.episode_id = e.id and d.decided_at between $2 and $3
 order by d.sequence desc limit 1`

/**
 * `$2` and `$3` the first and last instant of the period, `$4` the record as at, `$5` medicines. What few have is gathered
 * first: to look for it course by course would take as long as all the rest.
 */
const FACTS = `with first as materialized (${FIRST}), taught as materialized (${TAUGHT})
select e.id as "episodeId", e.patient_id as "patientId",
       as_at.plan ->> 'indication' as indication, coalesce(jsonb_typeof(as_at.plan -> 'duration') = 'object', false) as "hasDuration",
       as_at.plan ->> 'howStarted' as "howStarted",
       case when p.details #>> '{mechanicalValve,kind}' = 'valve' then p.details -> 'mechanicalValve' end as valve,
       p.details ->> 'mitralStenosis' as "mitralStenosis",
       p.details ->> 'atrialFibrillation' as "atrialFibrillation", e.ended_reason as "endedReason",
       first.recorded_at as "plannedAt", first.how as "plannedHow", first.is_complete as "plannedComplete",
       exists (select from initiation i
                where i.provider_id = $1 and i.episode_id = e.id and i.started_at <= $4) as "hasLoadingProtocol",
       taught.booklet, (${LAST_DOSE}) as "lastDoseInWriting"
  from episode e
  join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
  left join lateral (
    select v.plan from episode_version v
     where v.provider_id = $1 and v.episode_id = e.id and v.recorded_at <= $4 and e.recorded_at > $4
     order by v.version desc limit 1) old on true
  cross join lateral (select coalesce(old.plan, e.plan) as plan) as_at
  left join first on first.episode_id = e.id
  left join taught on taught.patient_id = e.patient_id
 where e.provider_id = $1 and p.standing <> 'withdrawn' and not e.bridging
   and (e.recorded_at <= $4 or old.plan is not null)
   and coalesce(as_at.plan ->> 'medicine', 'not-known') = any($5)
   and e.ended_reason is distinct from 'entered-in-error'`

/** First and last instant of a period, and the record as at. */
export type FactsAsked = Pick<HistoryAsked, 'asAt'> & {
  readonly begins: number
  readonly ends: number
}

const iso = (at: number): string => new Date(at).toISOString()

/** The facts of every course that is or was planned here and is monitored by INR. */
export async function indicatorFacts(
  tx: Tx,
  { begins, ends, asAt }: FactsAsked,
  medicines: readonly string[],
): Promise<readonly IndicatorFactsRow[]> {
  const values = [tx.providerId, iso(begins), iso(ends), iso(asAt), medicines]
  return tx.query<IndicatorFactsRow>(FACTS, values)
}

/** A major bleed that was reported at a visit. Every bleed alarms, so that each has a task: they are few. */
export async function reportedMajorBleeds(tx: Tx, asAt: number) {
  return tx.query<{ readonly episodeId: string; readonly on: string }>(
    `select distinct v.episode_id as "episodeId", v.on_date as on
       from task t
       join visit v on v.provider_id = t.provider_id and v.id = t.visit_id
      where t.provider_id = $1 and v.recorded_at <= $2 and v.answers ->> 'bleeding' = 'major'`,
    [tx.providerId, iso(asAt)],
  )
}

/** Heparin that was given and has been stopped: whose, from which day and to which. */
export async function stoppedHeparin(tx: Tx, asAt: number) {
  return tx.query<{ readonly patientId: string; readonly from: string; readonly until: string }>(
    `select patient_id as "patientId", started_on as from, ended_on as until
       from episode
      where provider_id = $1 and medicine = 'heparin' and phase = 'ended' and recorded_at <= $2
        and started_on is not null and ended_reason <> 'entered-in-error'`,
    [tx.providerId, iso(asAt)],
  )
}

/** Of some courses, each with a day: those for which by its end a later test was set, by a dose or an appointment. */
export async function coursesWithNextTest(
  tx: Tx,
  ended: readonly { readonly episodeId: string; readonly on: string; readonly endOfDay: number }[],
): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `select asked.id
       from unnest($2::uuid[], $3::date[], $4::timestamptz[]) as asked(id, on_date, ends)
      where exists (select from dose_decision d
                     where d.provider_id = $1 and d.episode_id = asked.id and d.decided_at <= asked.ends
                       and d.next_test_on > asked.on_date)
         or exists (select from appointment a
                     join episode e on e.provider_id = a.provider_id and e.id = a.episode_id
                    where a.provider_id = $1 and a.patient_id = e.patient_id and a.episode_id = asked.id
                      and a.made_at <= asked.ends and a.on_date >= asked.on_date)`,
    [
      tx.providerId,
      ended.map(({ episodeId }) => episodeId),
      ended.map(({ on }) => on),
      ended.map(({ endOfDay }) => iso(endOfDay)),
    ],
  )
  return rows.map(({ id }) => id)
}
