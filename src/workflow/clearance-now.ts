import { bloodsMonths } from '#clinical/doac/monitoring.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { renalFunction } from '#clinical/renal.ts'
import { newestMeasurements } from '#store/measurements.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { datedInputs } from './doac-section.ts'
import { siteMonitoring } from './site-monitoring.ts'

/** The creatinine clearance of today from what is on record, or that it is not known: stale inputs give none (H20). */
export async function clearanceNow(
  desk: Desk,
  { id, details }: FoundPatient,
): Promise<Fraction | 'not-known'> {
  const { tx, today } = desk
  const [newest, table] = await Promise.all([newestMeasurements(tx, id), siteMonitoring(desk)])
  const facts = { today, bornOn: details.dateOfBirth, sex: details.sex, ...datedInputs(newest) }
  const renal = renalFunction(facts, (clearance, age) => bloodsMonths(table, clearance, age))
  return renal.kind === 'clearance' ? renal.clearance : 'not-known'
}
