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
  readonly turnstile: Turnstile
}

/** A practice shares one address, so an address has many tries before it rests, and rests shortly. */
const FREE_TRIES = 40
const REST_MS = 60_000
const FORGET_AFTER_MS = 10 * 60_000

/** Half of the processors, and no more of the four threads than leave one for the journal, look at passwords. */
const MOST_HASHED_AT_ONCE = Math.min(3, Math.max(1, Math.floor(availableParallelism() / 2)))
/** More than these would wait for longer than a second. */
const MOST_IN_LANE = 30
/** Somebody may be at it already, or have mistyped. */
const TRUSTED_IN_VAIN = 2

export const laneOf = ({ inVain }: Tries, address: string, now: number): Lane =>
  inVain.triesOf(address, now) < TRUSTED_IN_VAIN ? 'trusted' : 'doubtful'

export const freshTries = (): Tries => ({
  inVain: tryLedger({ restAfter: () => 0, forgetAfterMs: FORGET_AFTER_MS }),
  turnstile: turnstile({ atOnce: MOST_HASHED_AT_ONCE, inLane: MOST_IN_LANE }),
  unknownNames: unknownNames(),
  addresses: tryLedger({
    restAfter: (tries) => (tries < FREE_TRIES ? 0 : REST_MS),
    forgetAfterMs: FORGET_AFTER_MS,
  }),
})
