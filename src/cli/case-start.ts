import { z } from 'zod'
import type { Day } from '#base/day.ts'
import { INITIATION_PROTOCOLS, type InitiationInput } from '#clinical/initiation/protocol.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { wholeBetween } from './case-numbers.ts'
import { caseDay, caseMg } from './case-words.ts'

const OLDEST = 120
const LONGEST_RUN_DAYS = 366

/** A course that is being started by a protocol, and what was taken on each day of it so far. */
export const caseStart = z.strictObject({
  protocol: z.enum(INITIATION_PROTOCOLS),
  first_on: caseDay,
  sex: z.enum(['female', 'male', 'not-known']),
  age: wholeBetween(0, OLDEST),
  given: z
    .array(
      z.strictObject({ from: caseDay, days: wholeBetween(1, LONGEST_RUN_DAYS), dose_mg: caseMg }),
    )
    .default([]),
  interrupted: z.boolean().default(false),
})

/** The start as the rules take it; one by a table that nobody has verified is closed until a site has checked it. */
export function startOf(
  { protocol, first_on: firstOn, sex, age, given, interrupted }: z.infer<typeof caseStart>,
  isChecked: boolean,
): InitiationInput {
  const { version, status } = INITIATION_TABLES[protocol]
  const runs = given
    .map(({ from, days, dose_mg: ug }): { from: Day; days: number; ug: number } => ({
      from,
      days,
      ug,
    }))
    .sort((one, other) => (one.from < other.from ? -1 : 1))
  const input = { protocol, version, firstOn, sex, age, given: runs, interrupted }
  return isChecked || status === 'verified' ? input : { ...input, closed: true }
}
