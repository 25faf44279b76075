// Which row of which table holds: for whom, after which doses, at which INR.
import type { MeasuredInr } from '#clinical/inr.ts'
import { dateOfDay } from './position.ts'
import type { Answer, InitiationInput, Row, StepTable } from './protocol.ts'
import { isForAge } from './tables.ts'

/** The first table that is for this person and these doses. */
export const tableFor = (
  tables: readonly StepTable[],
  initiation: InitiationInput,
): StepTable | undefined =>
  tables.find((table) => isForPerson(table, initiation) && isAfterDoses(table, initiation))

const isForPerson = (table: StepTable, { sex, age }: InitiationInput): boolean =>
  (table.sex === undefined || table.sex === sex) && isForAge(table, age)

function isAfterDoses(
  { inForceUg, sinceDay }: StepTable,
  { given, firstOn }: InitiationInput,
): boolean {
  if (inForceUg === undefined) return true
  const last = given.at(-1)
  if (last?.ug !== inForceUg) return false
  return sinceDay === undefined || last.from <= dateOfDay(firstOn, sinceDay)
}

/** The answer of the row that holds this INR. */
export function answerOf(table: StepTable | undefined, inr: MeasuredInr): Answer | 'no-row' {
  return table?.rows.find((row) => holds(row, inr.tenths))?.answer ?? 'no-row'
}

/** Whether an INR, in whole tenths, is in a row. */
export const holds = ({ fromTenths, belowTenths }: Row, tenths: number): boolean =>
  tenths >= fromTenths && (belowTenths === 'no-limit' || tenths < belowTenths)
