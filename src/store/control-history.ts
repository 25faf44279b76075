import type { Phase } from '#register/episode.ts'
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
  readonly endedReason: string | null
  /** The versions of the plan, oldest first. */
  readonly steps: readonly PlanStep[]
  readonly results: Buffer | null
  /** The newest result before those days. */
  readonly earlier: Buffer | null
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

/** A result that stands, as the record was at an instant. */
const standsAt = (at: string) => `r.status in ('final', 'corrected') and r.entered_at <= ${at}
  and not exists (select from inr_result later
                   where later.provider_id = r.provider_id and later.replaces = r.id and later.entered_at <= ${at})`

const MEASURED = `select r.episode_id as "episodeId", string_agg(${PACKED}, '') as packed
  from inr_result r
 where r.provider_id = $1 and r.sampled_on between $2 and $3 and ${standsAt('$4')}
   and ($5::uuid is null or r.patient_id = $5)
 group by r.episode_id`

/** The course as it was at $3: the newest version recorded by then. */
export const COURSES = `select e.id, e.patient_id as "patientId", coalesce(old.phase, e.phase) as phase,
       coalesce(old.standing, e.standing) as standing,
       coalesce(old.plan, e.plan) ->> 'startedOn' as "startedOn",
       case when coalesce(old.phase, e.phase) = 'ended' then e.ended_on end as "endedOn", e.ended_reason as "endedReason",
       (select coalesce(json_agg(json_build_object('recordedAt', (date_part('epoch', v.recorded_at) * 1000)::bigint,
                                          'phase', v.phase, 'target', v.plan -> 'target') order by v.version), '[]')
          from episode_version v
         where v.provider_id = $1 and v.episode_id = e.id and v.recorded_at <= $3) as steps,
       (select ${PACKED} from inr_result r
         where r.provider_id = $1 and r.episode_id = e.id and r.sampled_on < $2 and ${standsAt('$3')}
         order by r.sampled_on desc, r.entered_at desc, r.id desc limit 1) as earlier
  from episode e
  join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
  left join lateral (
    select v.phase, v.standing, v.plan from episode_version v
     where v.provider_id = e.provider_id and v.episode_id = e.id and v.recorded_at <= $3
     order by v.version desc limit 1) old on e.recorded_at > $3
 where e.provider_id = $1 and ($4::uuid is null or e.patient_id = $4)
   and p.standing <> 'withdrawn'
   and (e.recorded_at <= $3 or old.phase is not null)
   and not e.bridging and coalesce(coalesce(old.plan, e.plan) ->> 'medicine', 'not-known') = any($5)
   and coalesce(old.phase, e.phase) not in ('referred', 'accepted')
   and e.ended_reason is distinct from 'entered-in-error'
 order by e.patient_id, e.id`

/**
 * Every course that was ever active and is monitored by INR, with its results of those days. The two answers are joined
 * by the id of the course, so that what is written between them can only be missing, never be somebody else's.
 */
export async function courseHistory(
  tx: Tx,
  { from, until, asAt, patientId }: HistoryAsked,
  medicines: readonly string[],
): Promise<readonly CourseRow[]> {
  const at = new Date(asAt).toISOString()
  const [courses, measured] = await Promise.all([
    tx.query<Omit<CourseRow, 'results'>>(COURSES, [tx.providerId, from, at, patientId, medicines]),
    tx.query<{ episodeId: string; packed: Buffer }>(MEASURED, [
      tx.providerId,
      from,
      until,
      at,
      patientId,
    ]),
  ])
  const results = new Map(measured.map(({ episodeId, packed }) => [episodeId, packed]))
  return courses.map((course) => ({ ...course, results: results.get(course.id) ?? null }))
}

/** One result as it was packed; the day by its number, the entry in tenths of a second. */
export type PackedResult = {
  readonly day: number
  readonly entered: number
  readonly comparator: '=' | '>' | '<'
  readonly tenths: number
  readonly isLaboratory: boolean
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
