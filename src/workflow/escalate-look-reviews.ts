import { canonicalJson } from '#base/canonical.ts'
import { rungsOf, rungsReached } from '#recall/escalation.ts'
import { lookReviewDueAt, lookReviewDueOn } from '#recall/look-review.ts'
import { addAuditLine } from '#store/audit.ts'
import { addLookRung, waitingLooks } from '#store/look-rungs.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { siteRules } from './site-rules.ts'

/** @technical Rungs of the ladder of what has a day of its own. */
const MOST_RUNGS = 3

/**
 * Brings every look in an emergency that nobody reviewed in time to whom the ladder of the site calls, rung by rung, at each
 * of the two providers by itself (H34). A rung is recorded once, however often this is done.
 */
export const escalateLookReviews = (house: House): Promise<void> =>
  atEachProvider(house, escalateAt)

/** Answers how many rungs it recorded. */
async function escalateAt(tx: Tx, now: number): Promise<number> {
  const waiting = await waitingLooks(tx, MOST_RUNGS)
  if (waiting.length === 0) return 0
  const { ladder } = await siteRules(tx)
  const at = new Date(now).toISOString()
  const noted: string[] = []
  for (const { id, openedAt, recorded } of waiting) {
    const climbed = { openedAt, dueAt: lookReviewDueAt(openedAt), clinicEndsAt: null }
    const dueOn = lookReviewDueOn(openedAt)
    for (const { number, to } of rungsReached(rungsOf('later', ladder), climbed, recorded, now)) {
      const reached = { lookId: id, rung: number, toRole: to, dueOn, at }
      if (await addLookRung(tx, reached)) noted.push(`${id} ${number} ${to}`)
    }
  }
  if (noted.length > 0) {
    await addAuditLine(tx, canonicalJson({ act: 'escalate-look-reviews', at, noted }))
  }
  return noted.length
}
