import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { isReadOnlyRefusal } from '#store/read-only.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from './desk.ts'

/** What the door alone knows of a request that no act and no look at one patient writes down (SR-70). */
export type NotedAtDoor =
  /** A page that was asked for by somebody who may not open it. */
  | { readonly refused: readonly ['page-not-permitted'] }
  /** A file of more than one patient, or of none. */
  | { readonly act: 'take-file' }

/**
 * Writes a line into the audit of the provider: who, in which role, what, and the row of the table of URLs. While the database takes no
 * changes it is written outside it; where it can be written nowhere, nothing is answered.
 */
export async function noteAtDoor(
  house: House,
  caller: Caller,
  page: string,
  noted: NotedAtDoor,
): Promise<void> {
  const at = new Date(house.clock()).toISOString()
  const role = caller.seenAs?.role
  const who = { at, by: caller.accountId, ...(role !== undefined && { role }) }
  const line = canonicalJson({ ...who, ...noted, page })
  await inTransaction(house.pool, caller.providerId, async (tx) => ({
    keep: true,
    answer: undefined,
    last: () => addAuditLine(tx, line),
  })).catch(async (error: unknown) => {
    if (house.looks === undefined || !isReadOnlyRefusal(error)) throw error
    await house.looks.add({ provider: caller.providerId, line })
  })
}
