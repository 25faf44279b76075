import { day, dayNumber } from '#base/day.ts'
import type { Phase } from '#register/episode.ts'
import { keptResults } from './kept-results.ts'
import { daysOfPacked, PACKED_IN_ORDER, stoodAt } from './packed-inr.ts'
import { procedureSteps } from './procedure-breaks.ts'
import type { Tx } from './tx.ts'
import type { PlanStep } from './visits.ts'

/** Which part of the record is read: results of some days, as the record stood at an instant. */
export type HistoryAsked = {
  readonly from: string
  readonly until: string
  /** What was entered later is not seen: an earlier report can be made again. */
  readonly asAt: number
  /** One person; null for everybody. */
  readonly patientId: string | null
}

/** One course as the record stood, and its results packed (see `readPacked`). */
export type CourseRow = {
  readonly id: string
  readonly patientId: string
  readonly phase: Phase
  readonly standing: 'unverified' | 'confirmed'
  readonly startedOn: string | null
  readonly endedOn: string | null
  /** The versions of the plan, oldest first. */
  readonly steps: readonly PlanStep[]
  /** The days without a dose around procedures, as steps; null when there were none. */
  readonly pauses: readonly PlanStep[] | null
  readonly results: Buffer | null
  /** Those of its newest day before, where they came with the others. */
  readonly earlier: Buffer | 'not-read'
}

/** The results of some days of some courses. */
const MEASURED = `select r.episode_id as "episodeId", ${PACKED_IN_ORDER} as packed
  from inr_result r
 where r.provider_id = $1 and r.sampled_on between $2 and $3 and ${stoodAt('$4')} and r.episode_id = any($5)
 group by r.episode_id`

const stepOf = (version: 'e' | 'v') =>
  `json_build_object('recordedAt', (date_part('epoch', ${version}.recorded_at) * 1000)::bigint,
     'phase', ${version}.phase, 'target', ${version}.plan -> 'target')`

/** The course as it was at $2: the newest version recorded by then. */
export const COURSES = `select e.id, e.patient_id as "patientId", coalesce(old.phase, e.phase) as phase,
       coalesce(old.standing, e.standing) as standing, as_at.plan ->> 'startedOn' as "startedOn",
       case when coalesce(old.phase, e.phase) = 'ended' then e.ended_on end as "endedOn",
       case when e.version = 1 then json_build_array(${stepOf('e')})
            else (select json_agg(${stepOf('v')} order by v.version)
                    from episode_version v
                   where v.provider_id = $1 and v.episode_id = e.id and v.recorded_at <= $2) end as steps,
       paused.steps as pauses
  from episode e
  join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
  left join (
    select s.episode_id, json_agg(json_build_object(
             'recordedAt', (date_part('epoch', s.recorded_at) * 1000)::bigint, 'phase', s.phase, 'target', s.target)) as steps
      from (${procedureSteps('true')}) s
     where s.recorded_at <= $2 group by s.episode_id) paused on paused.episode_id = e.id
  left join lateral (
    select v.phase, v.standing, v.plan from episode_version v
     where v.provider_id = $1 and v.episode_id = e.id and v.recorded_at <= $2 and e.recorded_at > $2
     order by v.version desc limit 1) old on true
  cross join lateral (select coalesce(old.plan, e.plan) as plan) as_at
 where e.provider_id = $1 and ($3::uuid is null or e.patient_id = $3)
   and p.standing <> 'withdrawn'
   and (e.recorded_at <= $2 or old.phase is not null)
   and not e.bridging and coalesce(as_at.plan ->> 'medicine', 'not-known') = any($4)
   and coalesce(old.phase, e.phase) not in ('referred', 'accepted')
   and e.ended_reason is distinct from 'entered-in-error'
 order by e.patient_id, e.id`

/** The newest results before a day (of that day all), for some courses. */
const EARLIER = `select asked.id as "episodeId",
       (select ${PACKED_IN_ORDER} from inr_result r
         where r.provider_id = $1 and r.episode_id = asked.id and ${stoodAt('$4')}
           and r.sampled_on = (select max(r.sampled_on) from inr_result r
                                where r.provider_id = $1 and r.episode_id = asked.id and r.sampled_on < $3
                                  and ${stoodAt('$4')})) as packed
  from unnest($2::uuid[]) as asked(id)`

/** Every course that was ever active and is monitored by INR, with its results of those days. */
export async function courseHistory(
  tx: Tx,
  asked: HistoryAsked,
  medicines: readonly string[],
): Promise<readonly CourseRow[]> {
  const { from, until, asAt, patientId } = asked
  const values = [tx.providerId, new Date(asAt).toISOString(), patientId, medicines]
  const [courses, kept] = await Promise.all([
    tx.query<Omit<CourseRow, 'results' | 'earlier'>>(COURSES, values),
    patientId === null ? keptResults(tx, asAt) : NOTHING,
  ])
  const read = courses.filter(({ id }) => !kept.has(id)).map(({ id }) => id)
  const measured = read.length === 0 ? NOTHING : await measuredResults(tx, read, asked)
  const [first, last] = [dayNumber(day(from)), dayNumber(day(until))]
  return courses.map((course) => {
    const packed = kept.get(course.id)
    return packed === undefined
      ? { ...course, results: measured.get(course.id) ?? null, earlier: 'not-read' }
      : { ...course, ...daysOfPacked(packed, first, last) }
  })
}

const NOTHING: ReadonlyMap<string, Buffer> = new Map()

type PackedRow = { readonly episodeId: string; readonly packed: Buffer | null }

const byCourse = (rows: readonly PackedRow[]): ReadonlyMap<string, Buffer> =>
  new Map(
    rows.flatMap(({ episodeId, packed }) =>
      packed === null ? [] : [[episodeId, packed] as const],
    ),
  )

async function measuredResults(
  tx: Tx,
  episodeIds: readonly string[],
  { from, until, asAt }: HistoryAsked,
) {
  const at = new Date(asAt).toISOString()
  return byCourse(
    await tx.queryPlanned<PackedRow>(MEASURED, [tx.providerId, from, until, at, episodeIds]),
  )
}

/** The newest results of some courses before a day, packed, by the id of the course. */
export async function earlierResults(
  tx: Tx,
  episodeIds: readonly string[],
  { from, asAt }: Pick<HistoryAsked, 'from' | 'asAt'>,
): Promise<ReadonlyMap<string, Buffer>> {
  const at = new Date(asAt).toISOString()
  return byCourse(await tx.query<PackedRow>(EARLIER, [tx.providerId, episodeIds, from, at]))
}
