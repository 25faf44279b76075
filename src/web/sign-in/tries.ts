import { unknownNames } from '#workflow/sign-in.ts'
import { type TryLedger, tryLedger } from '#workflow/try-ledger.ts'

/** Wrong tries that this process remembers. An account's own are in the database. */
export type Tries = { readonly unknownNames: TryLedger; readonly addresses: TryLedger }

/** A practice shares one address, so an address has many tries before it rests, and rests shortly. */
const FREE_TRIES = 40
const REST_MS = 60_000
const FORGET_AFTER_MS = 10 * 60_000

export const freshTries = (): Tries => ({
  unknownNames: unknownNames(),
  addresses: tryLedger({
    restAfter: (tries) => (tries < FREE_TRIES ? 0 : REST_MS),
    forgetAfterMs: FORGET_AFTER_MS,
  }),
})
