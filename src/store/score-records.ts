import type { ScoreFacts } from '#clinical/scores/answer.ts'
import type { Score } from '#clinical/scores/score.ts'
import type { Tx } from './tx.ts'

/** Scores as they were recorded: what was asked and answered, and what followed by the version of that day. */
export type NewScoreRecord = {
  readonly id: string
  readonly patientId: string
  readonly facts: ScoreFacts
  readonly scores: readonly Score[]
  readonly recordedBy: string
  readonly recordedAt: string
}

export async function addScoreRecord(tx: Tx, record: NewScoreRecord): Promise<void> {
  await tx.query(
    `insert into score_record (provider_id, id, patient_id, facts, scores, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      tx.providerId,
      record.id,
      record.patientId,
      JSON.stringify(record.facts),
      JSON.stringify(record.scores),
      record.recordedBy,
      record.recordedAt,
    ],
  )
}

export type FoundScoreRecord = Pick<NewScoreRecord, 'id' | 'facts' | 'scores'> & {
  /** A measurement that was on record then has been taken back since. */
  readonly measureTakenBack: boolean
  readonly byName: string
  readonly at: number
}

/** Every record of scores of a person, newest first. */
export async function scoreRecordsOf(
  tx: Tx,
  patientId: string,
): Promise<readonly FoundScoreRecord[]> {
  return tx.query<FoundScoreRecord>(
    `select r.id, r.facts, r.scores, s.name as "byName", r.recorded_at as at,
            exists (select from measurement v
                      join measurement m on m.provider_id = v.provider_id and m.id = v.replaces
                     where v.provider_id = r.provider_id and v.patient_id = r.patient_id
                       and m.recorded_at <= r.recorded_at and v.recorded_at > r.recorded_at
                   ) as "measureTakenBack"
       from score_record r
       join staff s on s.provider_id = r.provider_id and s.account_id = r.recorded_by
      where r.provider_id = $1 and r.patient_id = $2
      order by r.recorded_at desc, r.id desc`,
    [tx.providerId, patientId],
  )
}

export type StoredScoreRecord = Pick<NewScoreRecord, 'id' | 'facts' | 'scores'>

/** Records of scores in the order of their ids; a verifier walks them in slices. */
export async function scoreRecordsAfter(tx: Tx, afterId: string, limit: number) {
  return tx.query<StoredScoreRecord>(
    `select id, facts, scores from score_record where provider_id = $1 and id > $2 order by id limit $3`,
    [tx.providerId, afterId, limit],
  )
}

/** The answers of the newest record of scores of a person; undefined when there is none. */
export async function newestScoreFacts(tx: Tx, patientId: string): Promise<ScoreFacts | undefined> {
  const [newest] = await tx.query<{ facts: ScoreFacts }>(
    `select facts from score_record where provider_id = $1 and patient_id = $2
      order by recorded_at desc, id desc limit 1`,
    [tx.providerId, patientId],
  )
  return newest?.facts
}
