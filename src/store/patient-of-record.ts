import { maybeOne, type Tx } from './tx.ts'

/** Where records are kept that are about one patient and have pages of their own. */
export const RECORD_TABLES = {
  result: 'inr_result',
  dose: 'dose_decision',
  task: 'task',
  'doac-review': 'doac_review',
} as const
export type RecordKind = keyof typeof RECORD_TABLES

/** Whose record this is; undefined where there is none of this id here. */
export async function patientOfRecord(
  tx: Tx,
  kind: RecordKind,
  id: string,
): Promise<string | undefined> {
  const row = await maybeOne<{ patientId: string }>(
    tx,
    `select patient_id as "patientId" from ${RECORD_TABLES[kind]} where provider_id = $1 and id = $2`,
    [tx.providerId, id],
  )
  return row?.patientId
}
