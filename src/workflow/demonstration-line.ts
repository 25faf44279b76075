// A line of a list in the demonstration: how it is worked off, what is read for it, and the luck of whom it is about.
import type { Day } from '#base/day.ts'
import type { Absence } from '#recall/absences.ts'
import { diceOf } from '#simulation/dice.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { WorklistRow } from '#store/worklists.ts'
import type { Years } from './demonstration-days.ts'

/** How a line of a list is worked off. */
export type Worked = {
  readonly kind: Absence
  /** Days that a line waits, with the share of lines that wait so long. */
  readonly waits: readonly (readonly [days: number, share: number])[]
  readonly work: (years: Years, on: Day, line: WorklistRow) => Promise<void>
}

/** Reads something of a site. */
export const lookUp = <Found>(
  { house, open }: Years,
  read: (tx: Tx) => Promise<Found>,
): Promise<Found> =>
  inTransaction(house.pool, open.providerId, async (tx) => ({
    keep: false,
    answer: await read(tx),
  }))

/** Whom a line is about, or what. */
export type Person = Pick<WorklistRow, 'familyName' | 'givenName' | 'dateOfBirth'> &
  Partial<Pick<WorklistRow, 'named'>>

/** The luck of whoever a line is about, above 0 and below 1: the same each time that it is asked. */
export function luckOf(line: Person, of: string): number {
  const { familyName, givenName, dateOfBirth, named } = line
  const text = [of, familyName, givenName, dateOfBirth, named].join()
  const hash = [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7)
  return diceOf(hash, 0).even()
}
