import { maybeOne, type Tx } from './tx.ts'

/** A person at a screen and a patient: the session by the hash of the token that it began with. */
export type EncounterOf = { readonly sessionHash: Buffer; readonly patientId: string }

/** Whether it was said in this session whose record this is, after this instant. */
export async function isSaidSince(
  tx: Tx,
  { sessionHash, patientId }: EncounterOf,
  since: string,
): Promise<boolean> {
  const row = await maybeOne(
    tx,
    `select from encounter
      where provider_id = $1 and session_hash = $2 and patient_id = $3 and said_at > $4 limit 1`,
    [tx.providerId, sessionHash, patientId, since],
  )
  return row !== undefined
}

/** Notes that it was said; twice at one instant is once. */
export async function addSaid(
  tx: Tx,
  { sessionHash, patientId, at, by }: EncounterOf & { readonly at: string; readonly by: string },
): Promise<void> {
  await tx.query(
    `insert into encounter (provider_id, session_hash, patient_id, said_at, said_by)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [tx.providerId, sessionHash, patientId, at, by],
  )
}
