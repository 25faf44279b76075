import { canonicalJson } from '#base/canonical.ts'
import { rungsOf, rungsReached } from '#recall/escalation.ts'
import { paperCheckDueAt, paperCheckDueOn } from '#recall/paper-check.ts'
import { addAuditLine } from '#store/audit.ts'
import { addPaperRung, waitingPaper } from '#store/paper-rungs.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { siteRules } from './site-rules.ts'

/** @technical Rungs of the ladder of what has a day of its own. */
const MOST_RUNGS = 3

/**
 * Brings what was entered from paper and nobody checked in time to whom the ladder of the site calls, rung by rung (H29). A rung
 * is recorded once, however often this is done.
 */
export const escalatePaper = (house: House): Promise<void> => atEachProvider(house, escalateAt)

/** Answers how many rungs it recorded. */
async function escalateAt(tx: Tx, now: number): Promise<number> {
  const waiting = await waitingPaper(tx, MOST_RUNGS)
  if (waiting.length === 0) return 0
  const { ladder } = await siteRules(tx)
  const at = new Date(now).toISOString()
  const noted: string[] = []
  for (const { id, enteredAt, recorded } of waiting) {
    const climbed = { openedAt: enteredAt, dueAt: paperCheckDueAt(enteredAt), clinicEndsAt: null }
    const dueOn = paperCheckDueOn(enteredAt)
    for (const { number, to } of rungsReached(rungsOf('later', ladder), climbed, recorded, now)) {
      const reached = { entryId: id, rung: number, toRole: to, dueOn, at }
      if (await addPaperRung(tx, reached)) noted.push(`${id} ${number} ${to}`)
    }
  }
  if (noted.length > 0) {
    await addAuditLine(tx, canonicalJson({ act: 'escalate-paper-checks', at, noted }))
  }
  return noted.length
}
