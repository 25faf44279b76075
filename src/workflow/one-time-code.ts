import { createHmac, timingSafeEqual } from 'node:crypto'

// Codes of an authenticator app: HOTP of the number of the half minute (RFC 4226, RFC 6238), by SHA-1 and in six figures, which is
// what every such app does.

/** @technical RFC 6238, section 5.2: the step that is recommended, and that every app has. */
const STEP_MS = 30_000
const FIGURES = 6
/** RFC 6238, section 5.2: one step early or late for clocks that differ, and for the time that typing takes. */
const STEPS_AROUND = [0, -1, 1]

/** The number of the half minute since 1970. */
export const stepAt = (now: number): number => Math.floor(now / STEP_MS)

/** The code of one half minute. */
export function codeOfStep(secret: Buffer, step: number, figures: number = FIGURES): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  const number = digest.readUInt32BE(offset) & 0x7fffffff
  return String(number % 10 ** figures).padStart(figures, '0')
}

/** The half minute that a code is of, when that is this one or one beside it. */
export function stepOfCode(secret: Buffer, code: string, now: number): number | undefined {
  const typed = Buffer.from(code)
  const steps = STEPS_AROUND.map((away) => stepAt(now) + away)
  return steps.find((step) => {
    const right = Buffer.from(codeOfStep(secret, step))
    return right.length === typed.length && timingSafeEqual(right, typed)
  })
}

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const BITS_OF_LETTER = 5

/** A secret as an app takes it when it is typed (RFC 4648), without the padding that apps do not want. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups
    .map((group) => BASE32[Number.parseInt(group.padEnd(BITS_OF_LETTER, '0'), 2)])
    .join('')
}

/** What an app reads from the square: the secret, and the names under which it keeps it. */
export function authenticatorAddress(secret: Buffer, username: string): string {
  const issuer = 'Evenkeel'
  return `otpauth://totp/${issuer}:${encodeURIComponent(username)}?secret=${base32(secret)}&issuer=${issuer}`
}
