import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { providersOf } from '#store/providers.ts'
import { addTaskEvent, markEscalated } from '#store/tasks.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'

/**
 * Brings every task whose time has run out to the clinical lead, at each provider, once: a result that nobody
 * takes is never only on a list (H17). Doing it again changes nothing.
 */
export async function escalateOverdue(house: House): Promise<void> {
  const now = house.clock()
  for (const { providerId } of await providersOf(house.pool)) {
    await inTransaction(house.pool, providerId, async (tx) => ({
      keep: (await escalateAt(tx, now)) > 0,
      answer: undefined,
    }))
  }
}

/** Answers how many tasks it escalated. */
async function escalateAt(tx: Tx, now: number): Promise<number> {
  const at = new Date(now).toISOString()
  const late = await markEscalated(tx, at)
  for (const { id } of late) {
    const event = { id: newId(now), taskId: id, what: 'escalated', note: null, by: null, at }
    await addTaskEvent(tx, event)
  }
  if (late.length === 0) return 0
  const noted = late.map(({ id }) => id)
  await addAuditLine(tx, canonicalJson({ act: 'escalate-overdue', at, noted }))
  return late.length
}
