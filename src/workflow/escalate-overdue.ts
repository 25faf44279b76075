import { canonicalJson } from '#base/canonical.ts'
import { rungsReached } from '#recall/escalation.ts'
import { addAuditLine } from '#store/audit.ts'
import { addRung, climbingTasks } from '#store/task-rungs.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { newId } from './new-id.ts'
import { laddersHere } from './task-ladder.ts'

/** No ladder has more rungs. @technical Length of the longest ladder. */
const MOST_RUNGS = 3

/**
 * Brings every open task to whom its ladder calls, rung by rung, at each provider: a result that nobody takes is never only
 * on a list (H17). A rung is recorded once, whatever the clock does and however often this is done.
 */
export const escalateOverdue = (house: House): Promise<void> => atEachProvider(house, escalateAt)

/** Answers how many rungs it recorded. */
async function escalateAt(tx: Tx, now: number): Promise<number> {
  const climbing = await climbingTasks(tx, MOST_RUNGS)
  if (climbing.length === 0) return 0
  const { rungsOfKind, climbed } = await laddersHere(tx, climbing)
  const at = new Date(now).toISOString()
  const noted: string[] = []
  for (const task of climbing) {
    for (const { number, to } of rungsReached(
      rungsOfKind(task.kind),
      climbed(task),
      task.recorded,
      now,
    )) {
      const rung = { id: newId(now), taskId: task.id, rung: number, toRole: to, at }
      if (await addRung(tx, rung)) noted.push(`${task.id} ${number} ${to}`)
    }
  }
  if (noted.length > 0) {
    await addAuditLine(tx, canonicalJson({ act: 'escalate-overdue', at, noted }))
  }
  return noted.length
}
