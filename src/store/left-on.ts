import type { Tx } from './tx.ts'

/** Notes the day on which a patient left this service; null when the patient is here. */
export async function setLeftOn(tx: Tx, patientId: string, on: string | null): Promise<void> {
  await tx.query('update patient set left_on = $3 where provider_id = $1 and id = $2', [
    tx.providerId,
    patientId,
    on,
  ])
}
