import { addDays, type Day, day } from '#base/day.ts'
import { LONGEST_EFFECT_DAYS } from '#clinical/interaction-retests.ts'
import { type RememberedMedicine, rememberedMedicines } from '#clinical/remembered-medicines.ts'
import { medicinesSaid } from '#store/medicines-said.ts'
import type { Tx } from '#store/tx.ts'

/** The interacting medicines of earlier visits, of any course, whose effect may still move this patient's INR. */
export async function medicinesRemembered(
  tx: Tx,
  patientId: string,
  today: Day,
): Promise<readonly RememberedMedicine[]> {
  const said = await medicinesSaid(tx, patientId, addDays(today, -LONGEST_EFFECT_DAYS))
  const changes = said.flatMap(({ onDate, medicines }) =>
    medicines.map((change) => ({ ...change, saidOn: day(onDate) })),
  )
  return rememberedMedicines(changes, today)
}
