import type { MedicineChange } from '#clinical/medicine-changes.ts'
import type { Tx } from './tx.ts'

/** What a patient said about medicines at visits since a day, oldest first; a voided result unsays nothing. */
export async function medicinesSaid(tx: Tx, patientId: string, since: string) {
  return tx.query<{ onDate: string; medicines: readonly MedicineChange[] }>(
    `select v.on_date as "onDate", v.answers -> 'medicines' as medicines
       from episode e
       join visit v on v.provider_id = e.provider_id and v.episode_id = e.id and v.on_date >= (select $3::date)
      where e.provider_id = $1 and e.patient_id = $2 and v.answers ? 'medicines'
      order by v.on_date, v.recorded_at`,
    [tx.providerId, patientId, since],
  )
}
