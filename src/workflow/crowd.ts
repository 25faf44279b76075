import type { House } from './desk.ts'

/** So many wait for a connection that one more would wait for seconds. */
const MOST_WAITING = 100

/** Too many ask at once: whoever comes now is told so at once, and not after a wait (SR-07). */
export class Crowded extends Error {}

/** Refuses a request before it has asked or written anything, where it would wait behind too many others. */
export function mustNotBeCrowded({ pool }: House): void {
  if (pool.waitingCount >= MOST_WAITING) throw new Crowded('too many wait for the database')
}
