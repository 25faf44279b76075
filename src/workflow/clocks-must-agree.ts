import { databaseClock } from '#store/database-clock.ts'
import { LARGEST_CLOCK_DIFFERENCE_MS } from '#store/gate.ts'
import type { Tx } from '#store/tx.ts'
import type { House } from './desk.ts'

/** The clocks of application and database differ: nothing is saved until somebody has put them right (H13). */
export class ClocksDiffer extends Error {
  override readonly name = 'ClocksDiffer'
}

/** Looks before each act, because a date written by a wrong clock stays wrong for ever. */
export async function clocksMustAgree(tx: Tx, house: House): Promise<void> {
  const here = house.machineClock ?? Date.now
  const before = here()
  const there = await databaseClock(tx)
  // An answer that is long in coming says nothing of the clocks.
  const differ = Math.max(before - there, there - here())
  if (differ <= LARGEST_CLOCK_DIFFERENCE_MS) return
  throw new ClocksDiffer(`the clocks differ by ${Math.round(differ)} ms`)
}
