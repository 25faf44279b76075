import type { Tx } from './tx.ts'

export type HowTold = 'handed-over' | 'read-back' | 'message' | 'letter'

export async function addTold(
  tx: Tx,
  told: {
    readonly id: string
    readonly decisionId: string
    readonly patientId: string
    readonly how: HowTold
    readonly toWhom: string
    readonly by: string
    readonly at: string
  },
): Promise<void> {
  await tx.query(
    `insert into told (provider_id, id, decision_id, patient_id, how, to_whom, by, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      tx.providerId,
      told.id,
      told.decisionId,
      told.patientId,
      told.how,
      told.toWhom,
      told.by,
      told.at,
    ],
  )
}

/** How and when a dose was told, first to last. */
export async function toldOf(tx: Tx, decisionId: string) {
  return tx.query<{ id: string; how: HowTold; toWhom: string; byName: string; at: number }>(
    `select t.id, t.how, t.to_whom as "toWhom", s.name as "byName", t.at
       from told t
       join staff s on s.provider_id = t.provider_id and s.account_id = t.by
      where t.provider_id = $1 and t.decision_id = $2
      order by t.at`,
    [tx.providerId, decisionId],
  )
}
