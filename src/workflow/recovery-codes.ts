import { createHmac, randomBytes } from 'node:crypto'
import type { Outside } from '#store/outside.ts'
import { addRecoveryCodes, endRecoveryCodes, takeRecoveryCode } from '#store/second-steps.ts'
import { GROUPED_LETTERS, inGroups } from './one-time-password.ts'

/** How many are made at once. */
export const RECOVERY_CODES = 10

/** With the secret of the installation, which no copy of the table alone has: 80 bits need no slow hash. */
const hashOf = (secret: Buffer, accountId: string, letters: string): Buffer =>
  createHmac('sha256', secret).update(`recovery ${accountId} ${letters}`).digest()

/** Makes ten new codes in place of those before; they are answered this once and kept only as hashes. */
export async function makeRecoveryCodes(
  outside: Outside,
  secret: Buffer,
  accountId: string,
  at: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => inGroups(randomBytes(GROUPED_LETTERS)))
  const hashes = codes.map((code) => hashOf(secret, accountId, code.replaceAll('-', '')))
  await endRecoveryCodes(outside, accountId, at)
  await addRecoveryCodes(outside, accountId, hashes, at)
  return codes
}

/** Uses a code of this account, once; its letters as they were typed, without what is between them. */
export const spendRecoveryCode = (
  outside: Outside,
  secret: Buffer,
  {
    accountId,
    letters,
    at,
  }: { readonly accountId: string; readonly letters: string; readonly at: string },
): Promise<boolean> =>
  takeRecoveryCode(outside, { accountId, hash: hashOf(secret, accountId, letters), at })
