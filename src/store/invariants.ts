import type { Boost } from '#clinical/boost.ts'
import type { Inr } from '#clinical/inr.ts'
import type { Schedule } from '#clinical/schedule.ts'
import { BRIDGE_MOST_DAYS } from '#register/bridging.ts'
import type { Suggestion } from './decisions.ts'
import { seenAtVisit } from './results.ts'
import { ALARM_KINDS_SQL } from './tasks.ts'
import type { Tx } from './tx.ts'

// What a live database must never show. Each query finds what breaks an invariant, so no row is good news.

export type Subject = { readonly subject: string }

/** NHS numbers under treatment here: one that two providers treat has two responsible for it (invariant 1). */
export async function nhsNumbersUnderTreatment(tx: Tx) {
  return tx.query<{ nhsNumber: string; patientId: string }>(
    `select p.nhs_number as "nhsNumber", p.id as "patientId"
       from patient p join episode e on e.provider_id = p.provider_id and e.patient_id = p.id
      where p.provider_id = $1 and p.standing = 'live' and p.nhs_number is not null
        and e.phase in ('initiating', 'maintaining', 'suspended')`,
    [tx.providerId],
  )
}

/** Invariant 2: under treatment, and neither a test date nor an open task. */
export async function withoutTestOrTask(tx: Tx) {
  return tx.query<Subject>(
    `select e.id as subject
       from episode e join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and p.standing = 'live' and e.next_test_on is null
        and (e.phase in ('initiating', 'maintaining')
             or (e.phase = 'suspended' and e.suspended_until is null))
        and not exists (select 1 from task t
                         where t.provider_id = e.provider_id and t.episode_id = e.id and t.state <> 'closed')`,
    [tx.providerId],
  )
}

/**
 * Invariant 3: more than one anticoagulant at a time, without a plan of dates that says so today: heparin until its last
 * day, within its limit and beside no direct oral anticoagulant, or a change that overlaps.
 */
export async function twoActiveEpisodes(tx: Tx, today: string) {
  return tx.query<Subject>(
    `select e.patient_id as subject from episode e
      where e.provider_id = $1 and e.phase in ('initiating', 'maintaining', 'suspended')
        and not (e.bridging and e.medicine = 'heparin' and e.stop_on >= $2
                 and e.stop_on <= e.started_on + ${BRIDGE_MOST_DAYS} and e.bridge_kept_until is null)
        and not (e.bridging and exists (select from medicine_switch m
               where m.provider_id = e.provider_id and m.id = e.switch_id and m.old_episode_id = e.id
                 and m.patient_id = e.patient_id and m.state = 'overlapping'))
      group by e.patient_id having count(*) > 1`,
    [tx.providerId, today],
  )
}

export type StoredDecision = {
  readonly id: string
  readonly kind: string
  readonly live: boolean
  readonly comparator: Inr['comparator']
  readonly resultStatus: string
  readonly samePatient: boolean
  readonly planKnown: boolean
  readonly answered: boolean
  readonly competence: unknown
  readonly suggestion: Suggestion
  readonly ruleSet: unknown
  readonly dailyUg: number
  readonly weeklyUg: number
  readonly boosts: readonly Boost[]
  readonly schedule: Schedule
  readonly fromOn: string
  readonly untilOn: string
  readonly nextTestOn: string
}

/** Doses in the order they were made, a slice at a time, with all that invariants 4 to 7 ask of them. */
export async function decisionsAfter(tx: Tx, afterId: string, limit: number) {
  return tx.query<StoredDecision>(
    `select d.id, d.kind, e.last_decision_id = d.id as live, r.comparator, r.status as "resultStatus",
            r.patient_id = d.patient_id and v.patient_id = d.patient_id and e.patient_id = d.patient_id
              and v.result_id = ${seenAtVisit('r')} as "samePatient",
            exists (select 1 from episode_version p where p.provider_id = d.provider_id
                      and p.episode_id = d.episode_id and p.version = d.plan_version) as "planKnown",
            v.answers <> '{}'::jsonb as answered, d.competence, d.suggestion, s.body as "ruleSet",
            d.daily_ug as "dailyUg", d.weekly_ug as "weeklyUg", d.boosts, d.schedule, d.from_on as "fromOn",
            d.until_on as "untilOn", d.next_test_on as "nextTestOn"
       from dose_decision d
       join episode e on e.provider_id = d.provider_id and e.id = d.episode_id
       join visit v on v.provider_id = d.provider_id and v.id = d.visit_id
       join inr_result r on r.provider_id = d.provider_id and r.id = d.result_id
       join rule_set s on s.provider_id = d.provider_id and s.hash = d.rule_set_hash
      where d.provider_id = $1 and d.id > $2
      order by d.id limit $3`,
    [tx.providerId, afterId, limit],
  )
}

/** How many doses there are: each must have come with its result, visit, episode and rule set. */
export async function countDecisions(tx: Tx): Promise<number> {
  const rows = await tx.query<{ count: number }>(
    'select count(*) as count from dose_decision where provider_id = $1',
    [tx.providerId],
  )
  return rows[0]?.count ?? 0
}

/** Invariant 8: an alarm, a step of a change of medicine or the end of heparin, past its time that nobody closed and that was not escalated. */
export async function lateAlarms(tx: Tx, latestDue: string) {
  return tx.query<Subject>(
    `select id as subject from task
      where provider_id = $1 and (kind in ${ALARM_KINDS_SQL} or kind in ('medicine-change', 'bridging')) and state <> 'closed' and escalated_at is null and due_at < $2`,
    [tx.providerId, latestDue],
  )
}

/** Invariant 10: a request that was committed and has no answer kept. */
export async function unansweredRequests(tx: Tx) {
  return tx.query<Subject>(
    'select key as subject from request_key where provider_id = $1 and outcome is null',
    [tx.providerId],
  )
}

/** The keys of everything that was acknowledged, to be met exactly once in the audit chain. */
export async function requestKeysAfter(tx: Tx, key: string, limit: number) {
  return tx.query<Subject>(
    'select key as subject from request_key where provider_id = $1 and key > $2 order by key limit $3',
    [tx.providerId, key, limit],
  )
}

/** What happens to a task while it is open; every other step closes it. */
const OPEN_STEPS = `('opened', 'taken', 'escalated', 'right-patient-named')`

/** Heads that differ from their newest version, or have none: what is shown would not be what was recorded. */
export async function headsWithoutTheirHistory(tx: Tx) {
  return tx.query<Subject>(
    `select p.id as subject from patient p
       left join patient_version v on v.provider_id = p.provider_id and v.patient_id = p.id and v.version = p.version
      where p.provider_id = $1
        and (v.version is null or v.details <> p.details or v.standing <> p.standing
             or (p.family_name, p.given_name, p.date_of_birth::text, p.sex, p.nhs_number, p.housebound)
                is distinct from (v.details ->> 'familyName', v.details ->> 'givenName', v.details ->> 'dateOfBirth',
                                  v.details ->> 'sex', v.details #>> '{nhs,number}', v.details ->> 'housebound' = 'yes')
             or (p.died_on is distinct from v.died_on and (v.died_on is not null or p.standing <> 'deceased')))
     union all
     select e.id from episode e
       left join episode_version v on v.provider_id = e.provider_id and v.episode_id = e.id and v.version = e.version
      where e.provider_id = $1
        and (v.version is null or v.plan <> e.plan or v.phase <> e.phase or v.standing <> e.standing
             or (e.medicine, e.indication, e.target_tenths::text, e.low_tenths::text, e.high_tenths::text, e.started_on::text, e.method)
                is distinct from (coalesce(v.plan ->> 'medicine', 'not-known'), v.plan ->> 'indication',
                                  v.plan #>> '{target,valueTenths}', v.plan #>> '{target,lowTenths}',
                                  v.plan #>> '{target,highTenths}', v.plan ->> 'startedOn', v.plan ->> 'method')
             or (e.stop_on::text, e.review_on::text)
                is distinct from (v.plan #>> '{duration,stopOn}', v.plan #>> '{duration,reviewOn}')
             or (v.suspended_until is not null
                 and (e.suspended_from, e.suspended_until) is distinct from (v.suspended_from, v.suspended_until))
             or (v.ended_on is not null and (e.ended_on, e.ended_reason) is distinct from (v.ended_on, v.ended_reason)))
     union all
     select t.id from task t
      where t.provider_id = $1 and t.state = 'closed'
        and not exists (select from task_event s
                         where s.provider_id = t.provider_id and s.task_id = t.id and s.at = t.closed_at
                           and s.by is not distinct from t.closed_by and s.what in (t.closing_code, 'closed')
                           and coalesce(s.note, '') = coalesce(t.closing_note, ''))
     union all
     select distinct s.task_id from task_event s join task t on t.provider_id = s.provider_id and t.id = s.task_id
      where t.provider_id = $1 and t.state <> 'closed' and (s.what not in ${OPEN_STEPS} or (s.what = 'taken' and t.state = 'open'))`,
    [tx.providerId],
  )
}

/** A present state of care that its own history does not say: a review, a check, a reassessment, a sent result (decision 0005). */
export async function statesWithoutTheirHistory(tx: Tx) {
  return tx.query<Subject>(
    `select e.id as subject from episode e
      where e.provider_id = $1
        and e.reviewed_on is distinct from (select max(r.reviewed_on) from annual_review r
                                             where r.provider_id = e.provider_id and r.episode_id = e.id)
     union all
     select p.id from patient p
      where p.provider_id = $1
        and p.self_test_until is distinct from (select c.competent_until from self_test_check c
                                                 where c.provider_id = p.provider_id and c.patient_id = p.id
                                                 order by c.recorded_at desc, c.id desc limit 1)
     union all
     select r.episode_id from reassessment r
      where r.provider_id = $1
        and (r.state = 'open') is distinct from (select v.what = 'opened' from reassessment_event v
                                                  where v.provider_id = r.provider_id and v.episode_id = r.episode_id
                                                  order by v.at desc, v.id desc limit 1)
     union all
     select m.id from medicine_switch m
      where m.provider_id = $1
        and m.state is distinct from (select v.state from medicine_switch_event v
                                       where v.provider_id = m.provider_id and v.switch_id = m.id
                                       order by v.sequence desc limit 1)
     union all
     select s.id from sent_result s
      where s.provider_id = $1
        and s.in_hand is distinct from coalesce((select x.step = 'held' from sent_result_step x
                                                  where x.provider_id = s.provider_id and x.sent_id = s.id
                                                  order by x.nth desc limit 1), true)`,
    [tx.providerId],
  )
}

/** Invariant 11: a row whose parent is another provider's. The keys forbid it; this looks all the same. */
export async function foreignRows(tx: Tx) {
  return tx.query<Subject>(
    `select r.id as subject from inr_result r
      where r.provider_id = $1
        and not exists (select 1 from patient p where p.provider_id = r.provider_id and p.id = r.patient_id)`,
    [tx.providerId],
  )
}
