import { procedureSteps } from './procedure-breaks.ts'
import type { FoundReassessment } from './reassessments.ts'
import type { Method } from './results.ts'
import type { Tx } from './tx.ts'
import type { PlanStep } from './visits.ts'

/** One course under treatment as detection reads it: by the thousand, once a night. */
export type CourseToCheck = {
  readonly id: string
  readonly patientId: string
  readonly startedOn: string
}

/** The running courses after an id, in order, a slice at a time. */
export async function coursesToCheck(tx: Tx, afterId: string, limit: number) {
  return tx.query<CourseToCheck>(
    `select e.id, e.patient_id as "patientId", e.started_on as "startedOn"
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and e.id > $2 and e.phase in ('initiating', 'maintaining', 'suspended')
        and not e.bridging and e.started_on is not null and p.standing = 'live'
      order by e.id limit $3`,
    [tx.providerId, afterId, limit],
  )
}

/** A result that stands, with no more than control asks of it. */
export type ControlRow = {
  readonly episodeId: string
  readonly comparator: '=' | '>' | '<'
  readonly tenths: number
  readonly sampledOn: string
  readonly method: Method
  readonly enteredAt: number
}

/** The results that stand of several courses since a day, in the order in which they were entered on each day. */
export async function resultsOfCourses(tx: Tx, episodeIds: readonly string[], since: string) {
  return tx.query<ControlRow>(
    `select r.episode_id as "episodeId", r.comparator, r.tenths, r.sampled_on as "sampledOn", r.method,
            r.entered_at as "enteredAt"
       from inr_result r
      where r.provider_id = $1 and r.episode_id = any ($2::uuid[]) and r.sampled_on >= $3
        and r.status in ('final', 'corrected')
        and not exists (select 1 from inr_result later
                         where later.provider_id = r.provider_id and later.replaces = r.id)
      order by r.sampled_on, r.entered_at, r.id`,
    [tx.providerId, [...episodeIds], since],
  )
}

/** The ranges and phases of several courses, oldest version first. */
export async function stepsOfCourses(tx: Tx, episodeIds: readonly string[]) {
  return tx.query<PlanStep & { readonly episodeId: string }>(
    `select episode_id as "episodeId", recorded_at as "recordedAt", phase, target, version = 0 as "ofProcedure"
       from (select episode_id, recorded_at, phase, plan -> 'target' as target, version
               from episode_version where provider_id = $1 and episode_id = any ($2::uuid[])
             union all ${procedureSteps('q.episode_id = any ($2::uuid[])')}) steps
      order by episode_id, recorded_at, version`,
    [tx.providerId, [...episodeIds]],
  )
}

/** The reassessments that several courses have had. */
export async function reassessmentsOfCourses(tx: Tx, episodeIds: readonly string[]) {
  return tx.query<FoundReassessment>(
    `select episode_id as "episodeId", state, flags, due_on as "dueOn", answered_at as "answeredAt", version
       from reassessment where provider_id = $1 and episode_id = any ($2::uuid[])`,
    [tx.providerId, [...episodeIds]],
  )
}

/** Whether the night's work of this name is done for a day. */
export async function isNightDone(tx: Tx, job: string, on: string): Promise<boolean> {
  const done = await tx.query(
    'select job from nightly_run where provider_id = $1 and job = $2 and on_date = $3',
    [tx.providerId, job, on],
  )
  return done.length > 0
}

/** Whether it was done on the day on which the first import was taken, or since. */
export async function isNightDoneSinceImport(tx: Tx, job: string): Promise<boolean> {
  const done = await tx.query(
    `select n.job from nightly_run n
      where n.provider_id = $1 and n.job = $2
        and n.on_date >= (select min((b.committed_at at time zone 'Europe/London')::date) from import_batch b
                           where b.provider_id = $1)
      limit 1`,
    [tx.providerId, job],
  )
  return done.length > 0
}

/** Notes that the night's work of this name is done for a day. */
export async function noteNightDone(tx: Tx, job: string, on: string, at: string): Promise<void> {
  await tx.query(
    `insert into nightly_run (provider_id, job, on_date, at) values ($1, $2, $3, $4)
     on conflict do nothing`,
    [tx.providerId, job, on, at],
  )
}
