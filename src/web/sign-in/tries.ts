import { availableParallelism } from 'node:os'
import { unknownNames } from '#workflow/sign-in.ts'
import { type TryLedger, tryLedger } from '#workflow/try-ledger.ts'
import { type Lane, type Turnstile, turnstile } from './turnstile.ts'

/** Wrong tries that this process remembers. An account's own are in the database. */
export type Tries = {
  readonly unknownNames: TryLedger
  readonly addresses: TryLedger
  /** Sign-ins that were asked for at an address since the last that went well there. */
  readonly inVain: TryLedger
  /** Addresses at which somebody has signed in. */
  readonly wentWell: TryLedger
  readonly turnstile: Turnstile
}

/** A practice shares one address, so an address has many tries before it rests, and rests shortly. */
const FREE_TRIES = 40
const REST_MS = 60_000
const FORGET_AFTER_MS = 10 * 60_000

/** No more of the four threads than leave one for the journal; of an attack, one of two processors. */
const PROCESSORS = availableParallelism()
const MOST_HASHED_AT_ONCE = Math.min(3, Math.max(1, PROCESSORS))
const DOUBTFUL_AT_ONCE = Math.min(2, Math.max(1, Math.floor(PROCESSORS / 2)))
/** More than these would wait for longer than a second. */
const MOST_IN_LANE = 30
/** A practice shares one address: so many may mistype there, or sign in at once, and it stays known; of a new one, only one. */
const KNOWN_IN_VAIN = 20
const NEW_IN_VAIN = 2

export function laneOf({ inVain, wentWell }: Tries, address: string, now: number): Lane {
  const asked = inVain.triesOf(address, now)
  if (wentWell.triesOf(address, now) > 0 && asked < KNOWN_IN_VAIN) return 'known'
  return asked < NEW_IN_VAIN ? 'new' : 'doubtful'
}

export const freshTries = (): Tries => ({
  inVain: tryLedger({ restAfter: () => 0, forgetAfterMs: FORGET_AFTER_MS }),
  wentWell: tryLedger({ restAfter: () => 0, forgetAfterMs: Number.POSITIVE_INFINITY }),
  turnstile: turnstile({
    atOnce: MOST_HASHED_AT_ONCE,
    doubtfulAtOnce: DOUBTFUL_AT_ONCE,
    inLane: MOST_IN_LANE,
  }),
  unknownNames: unknownNames(),
  addresses: tryLedger({
    restAfter: (tries) => (tries < FREE_TRIES ? 0 : REST_MS),
    forgetAfterMs: FORGET_AFTER_MS,
  }),
})
