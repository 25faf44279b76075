import type { Inr } from '#clinical/inr.ts'
import type { PreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import type { Target } from '#clinical/target.ts'
import type { Phase } from '#register/episode.ts'
import { KNOWN_DAYS } from './overtaken.ts'
import { procedureSteps } from './procedure-breaks.ts'
import { type Device, type HistoryResult, seenAtVisit } from './results.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'

/** Where a patient was seen. */
export type VisitPlace = 'clinic' | 'home'

export type NewVisit = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly resultId: string
  readonly onDate: string
  readonly answers: PreDoseAnswers
  /** Nothing where nobody said. */
  readonly place: VisitPlace | null
  readonly recordedBy: string
  readonly recordedAt: string
}

/** Writes a visit, after its result, with which results of the course it knew; nobody else saves one meanwhile. */
export async function addVisit(tx: Tx, visit: NewVisit): Promise<void> {
  const { id, patientId, episodeId, resultId, onDate, recordedBy, recordedAt, place } = visit
  const answers = JSON.stringify(visit.answers)
  await tx.query(
    `insert into visit (provider_id, id, patient_id, episode_id, result_id, on_date, answers, recorded_by,
       recorded_at, place, knew)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, array(
       select r.id from inr_result own
         join inr_result r on r.provider_id = $1 and r.episode_id = $4
                          and r.sampled_on >= own.sampled_on - ${KNOWN_DAYS}
        where own.provider_id = $1 and own.id = $5))`,
    [
      tx.providerId,
      id,
      patientId,
      episodeId,
      resultId,
      onDate,
      answers,
      recordedBy,
      recordedAt,
      place,
    ],
  )
  toSeal(tx, 'visit', id)
}

export async function findVisit(tx: Tx, id: string) {
  return maybeOne<Omit<NewVisit, 'recordedAt'> & { readonly recordedAt: number }>(
    tx,
    `select id, patient_id as "patientId", episode_id as "episodeId", result_id as "resultId",
            on_date as "onDate", answers, place, recorded_by as "recordedBy", recorded_at as "recordedAt"
       from visit where provider_id = $1 and id = $2`,
    [tx.providerId, id],
  )
}

/** The visits at which one of these results was entered. */
export async function visitsOfResults(tx: Tx, resultIds: readonly string[]) {
  const rows = await tx.query<{ id: string }>(
    'select id from visit where provider_id = $1 and result_id = any($2::uuid[])',
    [tx.providerId, resultIds],
  )
  return rows.map(({ id }) => id)
}

/** A result that stands, with the dose that was decided on it (if any) and who decided. */
export type HistoryVisit = HistoryResult & {
  /** It was measured at a visit here: of an earlier result, a transfer letter or an import there is none. */
  readonly hasVisit: boolean
  /** Where that was; nothing where nobody said. */
  readonly place: VisitPlace | null
  readonly decisionId: string | null
  readonly kind: 'accepted' | 'changed' | 'authorised' | null
  readonly dailyUg: number | null
  readonly decidedOmitDays: number | null
  readonly fromOn: string | null
  readonly nextTestOn: string | null
  readonly reasonText: string | null
  readonly decidedByName: string | null
  readonly toldAt: number | null
}

/**
 * Results that stand with their newest dose decision, told or not. Whoever asks says of when and in which order. The row
 * that was seen at the visit is asked for by itself (`offset 0`): under row-level security no index is searched by what a
 * function of ours answers, and every visit of the provider would be read.
 */
const VISITS = `
  select r.id, r.comparator, r.tenths, r.sampled_on as "sampledOn", r.method, r.status,
         r.dose_before_ug as "doseBeforeUg", r.omit_days as "omitDays",
         r.planned_next_on as "plannedNextOn", r.comment,
         r.import_batch_id is not null as imported, entered.name as "enteredByName",
         r.entered_at as "enteredAt", v.id is not null as "hasVisit", v.place,
         d.id as "decisionId", d.kind, d.daily_ug as "dailyUg", d.omit_days as "decidedOmitDays",
         d.from_on as "fromOn",
         d.next_test_on as "nextTestOn", d.reason_text as "reasonText", decided.name as "decidedByName",
         (select max(t.at) from told t
           where t.provider_id = d.provider_id and t.decision_id = d.id and t.how <> 'letter') as "toldAt"
    from inr_result r
    left join lateral (select ${seenAtVisit('r')} as result_id offset 0) seen on true
    left join visit v on v.provider_id = r.provider_id and v.result_id = seen.result_id
    left join lateral (
      select * from dose_decision newest
       where newest.provider_id = v.provider_id and newest.visit_id = v.id
       order by newest.sequence desc limit 1) d on true
    left join staff entered on entered.provider_id = r.provider_id and entered.account_id = r.entered_by
    left join staff decided on decided.provider_id = d.provider_id and decided.account_id = d.decided_by
   where r.provider_id = $1 and r.episode_id = $2 and r.status in ('final', 'corrected')
     and not exists (select 1 from inr_result later
                      where later.provider_id = r.provider_id and later.replaces = r.id)`

/** The results that stand of an episode since a day, oldest first, each with its newest dose decision. */
export async function visitHistory(tx: Tx, episodeId: string, since: string) {
  return tx.query<HistoryVisit>(
    `${VISITS} and r.sampled_on >= $3 order by r.sampled_on, r.entered_at, r.id`,
    [tx.providerId, episodeId, since],
  )
}

/** The newest results that stand of an episode, newest first. */
export async function newestVisits(tx: Tx, episodeId: string, limit: number) {
  return tx.query<HistoryVisit>(
    `${VISITS} order by r.sampled_on desc, r.entered_at desc, r.id desc limit $3`,
    [tx.providerId, episodeId, limit],
  )
}

/** What figures and charts need of a result that stands and of the dose decided on it. */
export type CoursePoint = Pick<
  HistoryVisit,
  | 'id'
  | 'comparator'
  | 'tenths'
  | 'sampledOn'
  | 'method'
  | 'doseBeforeUg'
  | 'omitDays'
  | 'dailyUg'
  | 'decidedOmitDays'
  | 'fromOn'
>

/**
 * The course of an episode since a day, oldest first. The rows of one course lie scattered over the years, so everything
 * named here stands in the indexes of the three tables, side by side: the page of a patient is opened far more often
 * than anything else.
 */
export async function coursePoints(tx: Tx, episodeId: string, since: string) {
  return tx.query<CoursePoint>(
    `with seen as materialized (
       select id, result_id from visit where provider_id = $1 and episode_id = $2),
     decided as materialized (
       select distinct on (d.visit_id) seen.result_id, d.daily_ug, d.omit_days, d.from_on
         from dose_decision d join seen on seen.id = d.visit_id
        where d.provider_id = $1 and d.episode_id = $2
        order by d.visit_id, d.sequence desc)
     select r.id, r.comparator, r.tenths, r.sampled_on as "sampledOn", r.method,
            r.dose_before_ug as "doseBeforeUg", r.omit_days as "omitDays", d.daily_ug as "dailyUg",
            d.omit_days as "decidedOmitDays", d.from_on as "fromOn"
       from inr_result r
       left join decided d on d.result_id = ${seenAtVisit('r')}
      where r.provider_id = $1 and r.episode_id = $2 and r.sampled_on >= $3
        and r.status in ('final', 'corrected')
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on, r.entered_at, r.id`,
    [tx.providerId, episodeId, since],
  )
}

/**
 * The meter and strips that this person used last on this day, to be offered for the next patient. The day stands in a
 * select of its own, or the statement would be planned anew for each day, which takes longer than to answer it.
 */
export async function lastDeviceOf(tx: Tx, accountId: string, on: string) {
  const row = await maybeOne<{ device: Device | null }>(
    tx,
    `select r.device
       from visit v
       join inr_result r on r.provider_id = v.provider_id and r.id = v.result_id
      where v.provider_id = $1 and v.on_date = (select $2::date) and v.recorded_by = $3
        and r.device is not null
      order by v.recorded_at desc limit 1`,
    [tx.providerId, on, accountId],
  )
  return row?.device ?? undefined
}

/**
 * Makes whoever saves a visit of this patient wait for whoever is saving one now, so that the second reads what
 * the first has written. The courses of one patient are taken in one order, whoever takes them.
 */
export async function waitForVisit(tx: Tx, patientId: string): Promise<void> {
  await tx.query(
    'select id from episode where provider_id = $1 and patient_id = $2 order by id for update',
    [tx.providerId, patientId],
  )
}

/** A result of this episode that has arrived and that nobody has looked at yet. */
export async function waitingResult(tx: Tx, episodeId: string) {
  return maybeOne<
    Inr & {
      readonly id: string
      readonly sampledOn: string
      readonly sampledAt: number | null
      readonly method: HistoryResult['method']
      readonly device: Device | null
    }
  >(
    tx,
    `select r.id, r.sampled_on as "sampledOn", r.sampled_at as "sampledAt", r.method, r.device,
            r.comparator, r.tenths
       from inr_result r
      where r.provider_id = $1 and r.episode_id = $2 and r.status = 'preliminary'
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on desc limit 1`,
    [tx.providerId, episodeId],
  )
}

/** The range and the phase of a plan since a version of it was recorded, oldest first. */
export type PlanStep = {
  readonly recordedAt: number
  readonly phase: Phase
  readonly target: Target | null
  /** A stop for a procedure, or its end; no version of the plan. */
  readonly ofProcedure?: boolean
}

export async function planSteps(tx: Tx, episodeId: string) {
  return tx.query<PlanStep>(
    `select recorded_at as "recordedAt", phase, target, version = 0 as "ofProcedure"
       from (select episode_id, recorded_at, phase, plan -> 'target' as target, version
               from episode_version where provider_id = $1 and episode_id = $2
             union all ${procedureSteps('q.episode_id = $2')}) steps
      order by recorded_at, version`,
    [tx.providerId, episodeId],
  )
}
