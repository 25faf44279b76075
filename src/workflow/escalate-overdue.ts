import { canonicalJson } from '#base/canonical.ts'
import { addAuditLine } from '#store/audit.ts'
import { addTaskEvent, markEscalated } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'

/**
 * Brings every task whose time has run out to the clinical lead, at each provider, once: a result that nobody
 * takes is never only on a list (H17). Doing it again changes nothing.
 */
export const escalateOverdue = (house: House): Promise<void> => atEachProvider(house, escalateAt)

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
