import type { Target } from '#clinical/target.ts'
import type { PlanWarning, WarningReason } from '#register/plan-warnings.ts'
import type { EpisodeChange } from './episodes.ts'
import { maybeOne, type Tx } from './tx.ts'

/** What is done to a course when a second clinician agrees; empty where its plan is written and only waits. */
export type AgreedStep = Partial<Pick<EpisodeChange, 'plan' | 'phase' | 'standing' | 'nextTestOn'>>

export type NewTargetCheck = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly planVersion: number
  readonly indication: string
  readonly target: Target
  readonly step: AgreedStep
  readonly warnings: readonly PlanWarning[]
  readonly reasonCode: WarningReason
  readonly reasonNote: string
  /** The reason of the version that is written when it is agreed to. */
  readonly words: string
  readonly taskId: string
  readonly proposedBy: string
  readonly proposedAt: string
}

export async function addTargetCheck(tx: Tx, check: NewTargetCheck): Promise<void> {
  await tx.query(
    `insert into target_check (provider_id, id, patient_id, episode_id, plan_version, indication, target_tenths,
       low_tenths, high_tenths, step, warnings, reason_code, reason_note, words, task_id, state, proposed_by,
       proposed_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'open', $16, $17)`,
    [
      tx.providerId,
      check.id,
      check.patientId,
      check.episodeId,
      check.planVersion,
      check.indication,
      check.target.valueTenths,
      check.target.lowTenths,
      check.target.highTenths,
      JSON.stringify(check.step),
      JSON.stringify(check.warnings),
      check.reasonCode,
      check.reasonNote,
      check.words,
      check.taskId,
      check.proposedBy,
      check.proposedAt,
    ],
  )
}

export type FoundTargetCheck = Omit<NewTargetCheck, 'target' | 'proposedAt'> & {
  readonly valueTenths: number
  readonly lowTenths: number
  readonly highTenths: number
  readonly proposedByName: string
  readonly proposedAt: number
}

const OPEN = `select c.id, c.patient_id as "patientId", c.episode_id as "episodeId",
    c.plan_version as "planVersion", c.indication, c.target_tenths as "valueTenths",
    c.low_tenths as "lowTenths", c.high_tenths as "highTenths", c.step, c.warnings,
    c.reason_code as "reasonCode", c.reason_note as "reasonNote", c.words, c.task_id as "taskId",
    c.proposed_by as "proposedBy", s.name as "proposedByName", c.proposed_at as "proposedAt"
  from target_check c
  join staff s on s.provider_id = c.provider_id and s.account_id = c.proposed_by
 where c.provider_id = $1 and c.state = 'open'`

/** The target that waits for a second clinician on this course, if one does. */
export async function openTargetCheck(tx: Tx, episodeId: string) {
  return maybeOne<FoundTargetCheck>(tx, `${OPEN} and c.episode_id = $2`, [tx.providerId, episodeId])
}

/** Every target that waits for a second clinician, longest waiting first. */
export async function openTargetChecks(tx: Tx) {
  return tx.query<FoundTargetCheck>(`${OPEN} order by c.proposed_at, c.id`, [tx.providerId])
}

/** Whether two people have agreed to this target for this indication on this course. */
export async function isTargetAgreed(
  tx: Tx,
  episodeId: string,
  indication: string | null,
  { valueTenths, lowTenths, highTenths }: Target,
): Promise<boolean> {
  const agreed = await tx.query(
    `select id from target_check
      where provider_id = $1 and episode_id = $2 and state = 'agreed' and indication = $3
        and target_tenths = $4 and low_tenths = $5 and high_tenths = $6 limit 1`,
    [tx.providerId, episodeId, indication, valueTenths, lowTenths, highTenths],
  )
  return agreed.length === 1
}

/** Settles a check that is still open; answers whether it was. */
export async function settleTargetCheck(
  tx: Tx,
  settled: {
    readonly id: string
    readonly state: 'agreed' | 'declined' | 'withdrawn'
    readonly by: string
    readonly at: string
    readonly note: string
  },
): Promise<boolean> {
  const done = await tx.query(
    `update target_check set state = $3, settled_by = $4, settled_at = $5, settled_note = $6
      where provider_id = $1 and id = $2 and state = 'open' returning id`,
    [tx.providerId, settled.id, settled.state, settled.by, settled.at, settled.note],
  )
  return done.length === 1
}
