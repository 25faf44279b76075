import { z } from 'zod'
import type { Day } from '#base/day.ts'
import { MEDICINE_ROWS, type MedicineChange, readMedicines } from '#clinical/medicine-changes.ts'
import { type RememberedMedicine, rememberedMedicines } from '#clinical/remembered-medicines.ts'
import { caseDay } from './case-words.ts'

/** A medicine that was started or stopped, as the form of a visit asks for it. */
export const caseMedicine = z.strictObject({
  name: z.string(),
  change: z.enum(['started', 'stopped']),
  on: z.union([caseDay, z.literal('not-known')]),
  /** That it is in no list: a name that the table of interactions does not have. */
  other: z.boolean().default(false),
})
type CaseMedicine = z.infer<typeof caseMedicine>

export const caseMedicines = z.array(caseMedicine).max(MEDICINE_ROWS.length)

/** A medicine named at an earlier visit, with the day of that visit. */
export const medicineSaid = caseMedicine.extend({ said_on: caseDay })

/** Each medicine as the table of interactions has it on the day it was said, or what is wrong with one. */
export function medicinesOf(
  given: readonly CaseMedicine[],
  today: Day,
): readonly MedicineChange[] | string {
  const named = given.flatMap(({ name, change, on, other }, nth) => {
    const row = MEDICINE_ROWS[nth] ?? ''
    return [
      [`medicinesChanged${row}`, change],
      [`medicine${row}`, name],
      [`medicineOn${row}`, on],
      ...(other ? [[`medicineOther${row}`, 'yes']] : []),
    ]
  })
  const { medicines, refusals } = readMedicines(
    { medicinesChanged: 'no', ...Object.fromEntries(named) },
    today,
  )
  const [wrong] = refusals
  return wrong === undefined ? medicines : `medicines: ${wrong.message}`
}

/** What still acts today of the medicines of earlier visits. */
export function rememberedOf(
  given: readonly z.infer<typeof medicineSaid>[],
  today: Day,
): readonly RememberedMedicine[] | string {
  const said = []
  for (const { said_on: saidOn, ...medicine } of given) {
    const read = medicinesOf([medicine], saidOn)
    if (typeof read === 'string') return read
    if (saidOn > today) return `medicines_before: ${saidOn} is after this visit`
    said.push(...read.map((one) => ({ ...one, saidOn })))
  }
  return rememberedMedicines(said, today)
}
