import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { House } from './desk.ts'

// What a passkey signs to show that it is there now. Nothing of it is kept: it says when it was given out, and bears a seal of what for
// and to whom. A passkey answers each challenge once, because what it answered last stands with it (store/passkeys.ts).

/** For what a challenge is good: a new passkey, one that is shown by whoever is known, or a sign-in. */
export type ChallengeFor = 'add' | 'show' | 'sign-in'

/** Who was given it: the session, or the browser that has none yet. */
type Bound = { readonly purpose: ChallengeFor; readonly to: string }

/** @technical As long as a proof of who it is counts; browsers themselves wait shorter. */
export const CHALLENGE_LASTS_MS = 5 * 60_000

const TIME_BYTES = 6
const RANDOM_BYTES = 16
const SEAL_BYTES = 32
const UNSEALED_BYTES = TIME_BYTES + RANDOM_BYTES

const sealOf = (secret: Buffer, unsealed: Buffer, { purpose, to }: Bound): Buffer =>
  createHmac('sha256', secret).update(`passkey\n${purpose}\n${to}\n`).update(unsealed).digest()

export function newChallenge({ secret, clock }: House, bound: Bound): Uint8Array<ArrayBuffer> {
  const unsealed = Buffer.concat([Buffer.alloc(TIME_BYTES), randomBytes(RANDOM_BYTES)])
  unsealed.writeUIntBE(clock(), 0, TIME_BYTES)
  return Uint8Array.from(Buffer.concat([unsealed, sealOf(secret, unsealed, bound)]))
}

/** When a challenge was given out, in milliseconds; undefined where it was not, not for this, not to this one, or too long ago. */
export function challengeAt(
  { secret, clock }: House,
  challenge: string,
  bound: Bound,
): number | undefined {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== UNSEALED_BYTES + SEAL_BYTES) return undefined
  const unsealed = bytes.subarray(0, UNSEALED_BYTES)
  if (!timingSafeEqual(bytes.subarray(UNSEALED_BYTES), sealOf(secret, unsealed, bound))) {
    return undefined
  }
  const at = unsealed.readUIntBE(0, TIME_BYTES)
  return clock() - at <= CHALLENGE_LASTS_MS ? at : undefined
}
