import type { EpisodePlan, Phase } from '#register/episode.ts'
import { insertRows } from './insert-rows.ts'
import { toSeal } from './seals.ts'
import { maybeOne, type Tx } from './tx.ts'
import { versionSealId } from './version-seals.ts'

/** The newest version of one course of anticoagulation. */
export type EpisodeRecord = {
  readonly id: string
  readonly patientId: string
  readonly version: number
  readonly phase: Phase
  readonly standing: 'unverified' | 'confirmed'
  readonly bridging: boolean
  readonly plan: EpisodePlan
  readonly suspendedFrom: string | null
  readonly suspendedUntil: string | null
  readonly endedOn: string | null
  readonly endedReason: string | null
  readonly nextTestOn: string | null
  readonly lastTestedOn: string | null
  readonly lastDecisionId: string | null
  readonly lastToldId: string | null
  /** 0 (least) to 3: who is looked for first when a test is missed. */
  readonly risk: number
  readonly importBatchId: string | null
  readonly recordedBy: string
  readonly recordedAt: string
}

export type FoundEpisode = Omit<EpisodeRecord, 'recordedBy' | 'recordedAt' | 'importBatchId'>

const FOUND = `id, patient_id as "patientId", version, phase, standing, bridging, plan,
  suspended_from as "suspendedFrom", suspended_until as "suspendedUntil", ended_on as "endedOn",
  ended_reason as "endedReason", next_test_on as "nextTestOn", last_tested_on as "lastTestedOn",
  last_decision_id as "lastDecisionId", last_told_id as "lastToldId", risk`

export async function findEpisode(tx: Tx, id: string): Promise<FoundEpisode | undefined> {
  return maybeOne<FoundEpisode>(
    tx,
    `select ${FOUND} from episode where provider_id = $1 and id = $2`,
    [tx.providerId, id],
  )
}

/** A course among others of a person, with the day from which its control is to be reassessed (null: not now). */
export type PersonsEpisode = FoundEpisode & { readonly reassessOn: string | null }

/** Every course of a person, the running one first, then the newest. */
export async function episodesOf(tx: Tx, patientId: string): Promise<readonly PersonsEpisode[]> {
  return tx.query<PersonsEpisode>(
    `select ${FOUND},
            (select r.due_on from reassessment r
              where r.provider_id = episode.provider_id and r.episode_id = episode.id) as "reassessOn"
       from episode where provider_id = $1 and patient_id = $2
      order by phase = 'ended', started_on desc nulls first, id desc`,
    [tx.providerId, patientId],
  )
}

const COLUMNS = [
  'provider_id',
  'id',
  'patient_id',
  'version',
  'phase',
  'standing',
  'bridging',
  'medicine',
  'indication',
  'target_tenths',
  'low_tenths',
  'high_tenths',
  'started_on',
  'method',
  'plan',
  'suspended_from',
  'suspended_until',
  'ended_on',
  'ended_reason',
  'stop_on',
  'review_on',
  'next_test_on',
  'last_tested_on',
  'last_decision_id',
  'last_told_id',
  'risk',
  'import_batch_id',
  'recorded_by',
  'recorded_at',
] as const

/** What the plan says, as the columns that constraints and worklists read. */
function planColumns(plan: EpisodePlan): readonly unknown[] {
  return [
    plan.medicine ?? 'not-known',
    plan.indication,
    plan.target?.valueTenths ?? null,
    plan.target?.lowTenths ?? null,
    plan.target?.highTenths ?? null,
    plan.startedOn,
    plan.method,
    JSON.stringify(plan),
  ]
}

const stopOn = ({ duration }: EpisodePlan) => (duration?.kind === 'until' ? duration.stopOn : null)
const reviewOn = ({ duration }: EpisodePlan) =>
  duration?.kind === 'long-term' ? duration.reviewOn : null

/** Writes courses' first versions: the head and its history together. */
export async function addEpisodes(tx: Tx, episodes: readonly EpisodeRecord[], reason: string) {
  const rows = episodes.map((episode) => [
    tx.providerId,
    episode.id,
    episode.patientId,
    episode.version,
    episode.phase,
    episode.standing,
    episode.bridging,
    ...planColumns(episode.plan),
    episode.suspendedFrom,
    episode.suspendedUntil,
    episode.endedOn,
    episode.endedReason,
    stopOn(episode.plan),
    reviewOn(episode.plan),
    episode.nextTestOn,
    episode.lastTestedOn,
    episode.lastDecisionId,
    episode.lastToldId,
    episode.risk,
    episode.importBatchId,
    episode.recordedBy,
    episode.recordedAt,
  ])
  await insertRows(tx, 'episode', COLUMNS, rows)
  await addVersions(tx, episodes, reason)
}

const VERSION_COLUMNS = [
  'provider_id',
  'episode_id',
  'version',
  'phase',
  'standing',
  'plan',
  'suspended_from',
  'suspended_until',
  'ended_on',
  'ended_reason',
  'reason',
  'recorded_by',
  'recorded_at',
] as const

async function addVersions(tx: Tx, episodes: readonly EpisodeVersionEntry[], reason: string) {
  const rows = episodes.map((episode) => [
    tx.providerId,
    episode.id,
    episode.version,
    episode.phase,
    episode.standing,
    JSON.stringify(episode.plan),
    episode.suspendedFrom,
    episode.suspendedUntil,
    episode.endedOn,
    episode.endedReason,
    reason,
    episode.recordedBy,
    episode.recordedAt,
  ])
  await insertRows(tx, 'episode_version', VERSION_COLUMNS, rows)
  toSeal(tx, 'episode_version', ...episodes.map(versionSealId))
}

type EpisodeVersionEntry = Pick<
  EpisodeRecord,
  | 'id'
  | 'version'
  | 'phase'
  | 'standing'
  | 'plan'
  | 'suspendedFrom'
  | 'suspendedUntil'
  | 'endedOn'
  | 'endedReason'
  | 'recordedBy'
  | 'recordedAt'
>

/** A new version of the plan or the phase; `version` is the new one. */
export type EpisodeChange = EpisodeVersionEntry & Pick<EpisodeRecord, 'nextTestOn' | 'risk'>

/** Puts a new version in the place of the one before it, if that is still the newest; answers whether it did. */
export async function changeEpisode(
  tx: Tx,
  change: EpisodeChange,
  reason: string,
): Promise<boolean> {
  const changed = await tx.query(
    `update episode set version = $3, phase = $4, standing = $5, medicine = $6, indication = $7,
        target_tenths = $8, low_tenths = $9, high_tenths = $10, started_on = $11, method = $12, plan = $13,
        suspended_from = $14, suspended_until = $15, ended_on = $16, ended_reason = $17, stop_on = $18,
        review_on = $19, next_test_on = $20, risk = $21, recorded_by = $22, recorded_at = $23
      where provider_id = $1 and id = $2 and version = $3 - 1 returning id`,
    [
      tx.providerId,
      change.id,
      change.version,
      change.phase,
      change.standing,
      ...planColumns(change.plan),
      change.suspendedFrom,
      change.suspendedUntil,
      change.endedOn,
      change.endedReason,
      stopOn(change.plan),
      reviewOn(change.plan),
      change.nextTestOn,
      change.risk,
      change.recordedBy,
      change.recordedAt,
    ],
  )
  if (changed.length === 0) return false
  await addVersions(tx, [change], reason)
  return true
}

export async function episodeVersions(tx: Tx, episodeId: string) {
  return tx.query<{
    version: number
    phase: Phase
    standing: string
    plan: EpisodePlan
    reason: string
    recordedByName: string
    recordedAt: number
  }>(
    `select v.version, v.phase, v.standing, v.plan, v.reason, s.name as "recordedByName",
            v.recorded_at as "recordedAt"
       from episode_version v
       join staff s on s.provider_id = v.provider_id and s.account_id = v.recorded_by
      where v.provider_id = $1 and v.episode_id = $2
      order by v.version desc`,
    [tx.providerId, episodeId],
  )
}
