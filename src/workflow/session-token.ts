import { createHash, randomBytes } from 'node:crypto'

const TOKEN_BYTES = 32
/** What a browser holds: 256 bits, written in 43 letters. */
const TOKEN = /^[\w-]{43}$/

export const newToken = (): string => randomBytes(TOKEN_BYTES).toString('base64url')

/** The database knows a session only by this hash, so a stolen copy of it opens nothing. */
export function hashOfToken(token: string): Buffer | undefined {
  return TOKEN.test(token) ? createHash('sha256').update(token).digest() : undefined
}
