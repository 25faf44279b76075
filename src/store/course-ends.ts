import type { Phase } from '#register/episode.ts'
import type { EndReason } from '#register/phases.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A course of which a day has passed, with who is asked about it. */
export type EndingCourse = {
  readonly id: string
  readonly patientId: string
  readonly phase: Phase
  readonly suspendedUntil: string | null
  readonly stopOn: string | null
  readonly endRecordedOn: string | null
  readonly endedReason: EndReason | null
  readonly wasLookedAt: boolean
  readonly hasOther: boolean
  readonly medicine: string
  readonly endedOn: string | null
  /** Who reviews the pause, or recorded the course last; null when that person works here no more. */
  readonly owner: string | null
  /** Who recorded it last. */
  readonly recordedBy: string
  /** The kinds of its tasks that nobody has closed. */
  readonly openKinds: readonly string[]
}

const LONDON = `at time zone 'Europe/London'`

/** Courses of people who are here with a day that has passed; what is to be decided about each is the core's to say. */
export async function endingCourses(tx: Tx, today: string): Promise<readonly EndingCourse[]> {
  return tx.query<EndingCourse>(
    `select e.id, e.patient_id as "patientId", e.phase, e.suspended_until as "suspendedUntil", e.stop_on as "stopOn",
            case when e.phase = 'ended' then (e.recorded_at ${LONDON})::date end as "endRecordedOn",
            e.ended_reason as "endedReason", e.medicine, e.ended_on as "endedOn", e.recorded_by as "recordedBy",
            exists (select from task t where t.provider_id = $1 and t.episode_id = e.id and t.kind = 'second-look') as "wasLookedAt",
            exists (select from episode o where o.provider_id = $1 and o.patient_id = e.patient_id and o.id <> e.id
                      and o.phase in ('initiating', 'maintaining', 'suspended')) as "hasOther",
            (select s.account_id from staff s where s.provider_id = $1 and s.active and s.account_id = coalesce(
               case when e.phase = 'suspended' then (select w.owner from pause_owner w
                 where w.provider_id = $1 and w.episode_id = e.id order by w.version desc limit 1) end,
               e.recorded_by)) as owner,
            array(select t.kind from task t where t.provider_id = $1 and t.episode_id = e.id and t.state <> 'closed') as "openKinds"
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
       join provider r on r.provider_id = e.provider_id
      where e.provider_id = $1 and p.standing in ('live', 'left') and e.standing = 'confirmed'
        and not (e.bridging and e.medicine = 'heparin')
        and ((e.phase = 'suspended' and (e.suspended_until is null or e.suspended_until < $2))
             or (e.phase in ('initiating', 'maintaining', 'suspended') and e.stop_on < $2)
             or (e.phase = 'ended' and (e.recorded_at ${LONDON})::date >= coalesce(r.second_looks_from, 'infinity')
                 and not exists (select from task t where t.provider_id = $1 and t.episode_id = e.id and t.kind = 'second-look')))
      order by e.id`,
    [tx.providerId, today],
  )
}

/** Keeps who reviews a pause, with the version of the course that pauses it. */
export async function addPauseOwner(
  tx: Tx,
  pause: {
    readonly episodeId: string
    readonly version: number
    readonly reviewOn: string
    readonly owner: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into pause_owner (provider_id, episode_id, version, review_on, owner, by, at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.providerId,
      pause.episodeId,
      pause.version,
      pause.reviewOn,
      pause.owner,
      pause.by,
      pause.at,
    ],
  )
}

/** Who reviews the newest pause of a course, by name. */
export async function pauseOwnerName(tx: Tx, episodeId: string): Promise<string | undefined> {
  const row = await maybeOne<{ name: string }>(
    tx,
    `select s.name from pause_owner w
       join staff s on s.provider_id = w.provider_id and s.account_id = w.owner
      where w.provider_id = $1 and w.episode_id = $2 order by w.version desc limit 1`,
    [tx.providerId, episodeId],
  )
  return row?.name
}
