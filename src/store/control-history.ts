import type { Phase } from '#register/episode.ts'
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
}

const BYTES = 8
const BITS_OF_READING = 12
const BITS_OF_ENTERED = 34
const ENTERED_IN_LOW_HALF = 2 ** 20

/**
 * A result in eight bytes: 17 bits of the day number, 34 of when it was entered (tenths of a second since 2000), 2 of
 * the comparator, 9 of the tenths and 1 for a laboratory. A provider's ten years are over a million results: as
 * rows of text they would take seconds to read.
 */
const PACKED = `int8send(((r.sampled_on - date '1970-01-01')::bigint << ${BITS_OF_ENTERED + BITS_OF_READING})
  | (greatest(0, (date_part('epoch', r.entered_at) - 946684800) * 10)::bigint << ${BITS_OF_READING})
  | (case r.comparator when '=' then 0 when '>' then 1 else 2 end << 10)
  | (r.tenths << 1) | (r.method = 'laboratory')::int)`

/**
 * A result that stands, as the record was at an instant. That few results replace another is said although it follows:
 * else the database takes them for as many as all results, and sorts those.
 */
const standsAt = (at: string) => `r.status in ('final', 'corrected') and r.entered_at <= ${at}
  and not exists (select from inr_result later
                   where later.provider_id = r.provider_id and later.replaces = r.id and later.replaces is not null
                     and later.entered_at <= ${at})`

/** All results of some courses, each behind the place of its course among those asked for; in no order. */
const MEASURED = `select string_agg(int4send(asked.place::int) || ${PACKED}, '') as packed
  from inr_result r
  join unnest($5::uuid[]) with ordinality as asked(id, place) on asked.id = r.episode_id
 where r.provider_id = $1 and r.sampled_on between $2 and $3 and ${standsAt('$4')}`

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
       (select string_agg(${PACKED}, '') from inr_result r
         where r.provider_id = $1 and r.episode_id = asked.id and ${standsAt('$4')}
           and r.sampled_on = (select max(r.sampled_on) from inr_result r
                                where r.provider_id = $1 and r.episode_id = asked.id and r.sampled_on < $3
                                  and ${standsAt('$4')})) as packed
  from unnest($2::uuid[]) as asked(id)`

/** Every course that was ever active and is monitored by INR, with its results of those days. */
export async function courseHistory(
  tx: Tx,
  { from, until, asAt, patientId }: HistoryAsked,
  medicines: readonly string[],
): Promise<readonly CourseRow[]> {
  const at = new Date(asAt).toISOString()
  const asked = [tx.providerId, at, patientId, medicines]
  const courses = await tx.query<Omit<CourseRow, 'results'>>(COURSES, asked)
  const ids = courses.map(({ id }) => id)
  const [measured] = await tx.queryPlanned<{ packed: Buffer | null }>(MEASURED, [
    tx.providerId,
    from,
    until,
    at,
    ids,
  ])
  const results = resultsByPlace(measured?.packed ?? NO_RESULTS, courses.length)
  return courses.map((course, nth) => ({ ...course, results: results[nth] ?? null }))
}

const NO_RESULTS = Buffer.alloc(0)
const BYTES_OF_PLACE = 4

/** The results of each course, packed as `readPacked` reads them, in the order in which they came. */
function resultsByPlace(packed: Buffer, courses: number): readonly Buffer[] {
  const sizes = new Uint32Array(courses)
  const each = BYTES_OF_PLACE + BYTES
  for (let at = 0; at < packed.length; at += each) {
    const nth = packed.readUInt32BE(at) - 1
    sizes[nth] = (sizes[nth] ?? 0) + BYTES
  }
  const parts = Array.from(sizes, (size) => Buffer.allocUnsafe(size))
  const filled = new Uint32Array(courses)
  for (let at = 0; at < packed.length; at += each) {
    const nth = packed.readUInt32BE(at) - 1
    const place = filled[nth] ?? 0
    parts[nth]?.writeUInt32BE(packed.readUInt32BE(at + BYTES_OF_PLACE), place)
    parts[nth]?.writeUInt32BE(packed.readUInt32BE(at + each - BYTES / 2), place + BYTES / 2)
    filled[nth] = place + BYTES
  }
  return parts
}

/** The newest results of some courses before a day, packed, by the id of the course. */
export async function earlierResults(
  tx: Tx,
  episodeIds: readonly string[],
  { from, asAt }: Pick<HistoryAsked, 'from' | 'asAt'>,
): Promise<ReadonlyMap<string, Buffer>> {
  const at = new Date(asAt).toISOString()
  const rows = await tx.query<{ readonly episodeId: string; readonly packed: Buffer | null }>(
    EARLIER,
    [tx.providerId, episodeIds, from, at],
  )
  return new Map(
    rows.flatMap(({ episodeId, packed }) =>
      packed === null ? [] : [[episodeId, packed] as const],
    ),
  )
}

/** One result as it was packed; the day by its number, the entry in tenths of a second. */
export type PackedResult = {
  readonly day: number
  readonly entered: number
  readonly comparator: '=' | '>' | '<'
  readonly tenths: number
  readonly isLaboratory: boolean
}

/** The number of the day of each packed result: the first of them. */
export const firstDayOf = (packed: Buffer): number => {
  let first = Number.POSITIVE_INFINITY
  readPacked(packed, ({ day }) => {
    first = Math.min(first, day)
  })
  return first
}

/** Reads packed results one after the other, in the order in which the database found them. */
export function readPacked(packed: Buffer, take: (result: PackedResult) => void): void {
  for (let at = 0; at < packed.length; at += BYTES) {
    const high = packed.readUInt32BE(at)
    const low = packed.readUInt32BE(at + BYTES / 2)
    take({
      day: high >>> 14,
      entered: (high & 0x3fff) * ENTERED_IN_LOW_HALF + (low >>> BITS_OF_READING),
      comparator: COMPARATORS[(low >>> 10) & 3] ?? '=',
      tenths: (low >>> 1) & 0x1ff,
      isLaboratory: (low & 1) === 1,
    })
  }
}

const COMPARATORS = ['=', '>', '<'] as const
