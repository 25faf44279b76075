import { createHmac } from 'node:crypto'

/** Thirty-two letters and digits, without those that are read for each other (l, o, 0, 1). */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789'
const GROUPS = 4
const GROUP_LETTERS = 4
/** How many letters a password or code has that this product makes: 80 bits. */
export const GROUPED_LETTERS = GROUPS * GROUP_LETTERS
/** @technical A password, no treatment. */
const LIVES_MS = 3 * 86_400_000

/** A password that an administrator hands over ends after three days, used or not. */
export const endOfOneTimePassword = (now: number): string => new Date(now + LIVES_MS).toISOString()

/**
 * The first password of an account, made from the secret of the installation, so that it is kept nowhere: asked
 * again with the same key, the act shows the same one. It opens nothing but the page to change it.
 */
export function oneTimePassword(secret: Buffer, accountId: string, until: string): string {
  const bytes = createHmac('sha256', secret).update(`one-time ${accountId} ${until}`).digest()
  return inGroups(bytes)
}

/** Bytes as letters in groups that can be read out and typed: `abcd-efgh-2345-6789`. */
export function inGroups(bytes: Buffer): string {
  const letters = [...bytes.subarray(0, GROUPED_LETTERS)].map((byte) => LETTERS[byte % 32])
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LETTERS, (group + 1) * GROUP_LETTERS).join(''),
  ).join('-')
}
