import type { EpisodePlan, Phase } from '#register/episode.ts'
import type { PatientDetails } from '#register/patient.ts'
import { FLAGS_ASKED_LATER } from '#register/patient-flags.ts'
import type { Tx } from './tx.ts'

/** A course that somebody is treated by, with what its target is compared with. */
export type TargetInForce = {
  readonly id: string
  readonly patientId: string
  readonly phase: Phase
  readonly standing: 'unverified' | 'confirmed'
  readonly plan: EpisodePlan
  readonly details: PatientDetails
  readonly recordedBy: string
}

/** The courses with a target in force after an id, in order, a slice at a time. */
export const targetsInForce = (tx: Tx, afterId: string, limit: number) =>
  inForce(tx, 'e.id > $2 order by e.id limit $3', [afterId, limit])

/** One of them, as it stands now; undefined when nobody is treated by a target of this course. */
export async function targetInForce(tx: Tx, id: string): Promise<TargetInForce | undefined> {
  const [course] = await inForce(tx, 'e.id = $2', [id])
  return course
}

async function inForce(
  tx: Tx,
  which: string,
  values: readonly unknown[],
): Promise<readonly TargetInForce[]> {
  const rows = await tx.query<TargetInForce>(
    `select e.id, e.patient_id as "patientId", e.phase, e.standing, e.plan, p.details,
            e.recorded_by as "recordedBy"
       from episode e
       join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
      where e.provider_id = $1 and e.phase in ('initiating', 'maintaining', 'suspended')
        and e.standing = 'confirmed' and e.target_tenths is not null and p.standing = 'live' and ${which}`,
    [tx.providerId, ...values],
  )
  return rows.map((row) => ({ ...row, details: { ...FLAGS_ASKED_LATER, ...row.details } }))
}

/** The courses whose target in force is somebody's task. */
export async function coursesInDoubt(tx: Tx): Promise<ReadonlySet<string>> {
  const rows = await tx.query<{ episodeId: string }>(
    `select episode_id as "episodeId" from task
      where provider_id = $1 and kind = 'target-doubt' and state <> 'closed'`,
    [tx.providerId],
  )
  return new Set(rows.map(({ episodeId }) => episodeId))
}
