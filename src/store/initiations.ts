import type { Competence } from '#access/policy.ts'
import type { InitiationInput, InitiationProtocol } from '#clinical/initiation/protocol.ts'
import type { DoseRun } from '#clinical/schedule.ts'
import type { InitiationChecklist } from '#register/initiation-checklist.ts'
import { maybeTaken } from './decided-doses.ts'
import { maybeOne, type Tx } from './tx.ts'

/** The start of one course by a protocol, as it was decided. */
export type InitiationRecord = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly protocol: InitiationProtocol
  readonly version: number
  readonly firstOn: string
  readonly sex: InitiationInput['sex']
  readonly age: number
  readonly checklist: InitiationChecklist
  readonly competence: Competence
  readonly startedBy: string
  readonly startedAt: string
}

export async function addInitiation(tx: Tx, start: InitiationRecord): Promise<void> {
  await tx.query(
    `insert into initiation (provider_id, id, patient_id, episode_id, protocol, protocol_version, first_on, sex,
       age, checklist, competence, started_by, started_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      tx.providerId,
      start.id,
      start.patientId,
      start.episodeId,
      start.protocol,
      start.version,
      start.firstOn,
      start.sex,
      start.age,
      JSON.stringify(start.checklist),
      JSON.stringify(start.competence),
      start.startedBy,
      start.startedAt,
    ],
  )
}

export type FoundInitiation = Omit<InitiationRecord, 'startedAt' | 'competence'> & {
  readonly startedAt: number
  readonly startedByName: string
  /** Treatment was paused since: the days of the protocol no longer hold. */
  readonly interrupted: boolean
}

/** The protocol by which a course was started, as planned last. */
export async function findInitiation(tx: Tx, episodeId: string) {
  return maybeOne<FoundInitiation>(
    tx,
    `select i.id, i.patient_id as "patientId", i.episode_id as "episodeId", i.protocol,
            i.protocol_version as version, i.first_on as "firstOn", i.sex, i.age, i.checklist,
            i.started_by as "startedBy", s.name as "startedByName", i.started_at as "startedAt",
            exists (select 1 from episode_version v
                     where v.provider_id = i.provider_id and v.episode_id = i.episode_id
                       and v.phase = 'suspended' and v.recorded_at >= i.started_at) as interrupted
       from initiation i
       join staff s on s.provider_id = i.provider_id and s.account_id = i.started_by
      where i.provider_id = $1 and i.episode_id = $2
      order by i.started_at desc, i.id desc limit 1`,
    [tx.providerId, episodeId],
  )
}

/** Every schedule of a course that may have been taken, newest first: which dose it was on each day since it began. */
export async function schedulesOf(tx: Tx, episodeId: string) {
  return tx.query<{ readonly fromOn: string; readonly runs: readonly DoseRun[] }>(
    `select d.from_on as "fromOn", d.schedule -> 'runs' as runs from dose_decision d
      where d.provider_id = $1 and d.episode_id = $2 and ${maybeTaken('d')}
      order by d.sequence desc`,
    [tx.providerId, episodeId],
  )
}
