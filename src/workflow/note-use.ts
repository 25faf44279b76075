import { countedFrom, looksShared, TURN_SECONDS } from '#access/shared-sign-in.ts'
import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { outside } from '#store/outside.ts'
import { type SessionRecord, type Turn, touchSession } from '#store/sessions.ts'
import { addTurn, openSharedSignIn, turnsAfter } from '#store/shared-sign-ins.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'

/** @technical Milliseconds of a second. */
const SECOND_MS = 1000

/**
 * Notes that a session is used, and a turn where another session of the same account was used just before; from some turns
 * on the account is shown as one that several people seem to use (H34). Nobody is locked out by it.
 */
export async function noteUse(
  house: House,
  tokenHash: Buffer,
  used: Pick<SessionRecord, 'accountId' | 'providerId' | 'lastSeenAt'>,
  now: number,
): Promise<void> {
  const seenAt = new Date(used.lastSeenAt).toISOString()
  const at = new Date(now).toISOString()
  const since = new Date(now - TURN_SECONDS * SECOND_MS).toISOString()
  const turn = await touchSession(outside(house.pool), tokenHash, { seenAt, at, since })
  if (turn === undefined) return
  await inTransaction(house.pool, used.providerId, async (tx) => {
    await keepTurn(tx, used.accountId, turn, now)
    return { keep: true, answer: undefined }
  })
}

async function keepTurn(tx: Tx, accountId: string, turn: Turn, now: number): Promise<void> {
  const at = new Date(now).toISOString()
  await addTurn(tx, { id: newId(now), accountId, at, ...turn })
  const after = new Date(countedFrom(now)).toISOString()
  if (!looksShared(await turnsAfter(tx, accountId, after), now)) return
  const id = newId(now)
  if (!(await openSharedSignIn(tx, { id, accountId, at }))) return
  await addAuditLine(tx, canonicalJson({ act: 'find-shared-sign-in', at, subject: id, accountId }))
}
