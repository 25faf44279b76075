import { analysisDueAt, analysisDueOn } from '#assurance/event-clock.ts'
import { canonicalJson } from '#base/canonical.ts'
import { type Day, londonDay } from '#base/day.ts'
import { rungsOf, rungsReached } from '#recall/escalation.ts'
import { lookReviewDueAt, lookReviewDueOn } from '#recall/look-review.ts'
import { paperCheckDueAt, paperCheckDueOn } from '#recall/paper-check.ts'
import { addAuditLine } from '#store/audit.ts'
import { addSecondLookRung, type SecondLook, waitingForSecond } from '#store/second-look-rungs.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'
import { siteRules } from './site-rules.ts'

/** @technical Rungs of the ladder of what has a day of its own. */
const MOST_RUNGS = 3

type Late = {
  readonly what: SecondLook
  /** As the audit names it. */
  readonly act: string
  readonly dueOn: (openedAt: number) => Day
  readonly dueAt: (openedAt: number) => number
}

const LOOK_REVIEWS: Late = {
  what: 'look',
  act: 'escalate-look-reviews',
  dueOn: lookReviewDueOn,
  dueAt: lookReviewDueAt,
}
const PAPER_CHECKS: Late = {
  what: 'paper',
  act: 'escalate-paper-checks',
  dueOn: paperCheckDueOn,
  dueAt: paperCheckDueAt,
}

const ANALYSES: Late = {
  what: 'event',
  act: 'escalate-analyses',
  dueOn: (knownAt) => analysisDueOn(londonDay(knownAt)),
  dueAt: (knownAt) => analysisDueAt(londonDay(knownAt)),
}

/** Brings every look in an emergency that nobody reviewed in time to whom the ladder of the site calls, at each of the two providers (H34). */
export const escalateLookReviews = (house: House): Promise<void> =>
  atEachProvider(house, (tx, now) => escalateAt(tx, now, LOOK_REVIEWS))

/** Brings what was entered from paper and nobody checked in time to whom the ladder of the site calls (H29). */
export const escalatePaper = (house: House): Promise<void> =>
  atEachProvider(house, (tx, now) => escalateAt(tx, now, PAPER_CHECKS))

/** Brings every event whose analysis nobody submitted in time to whom the ladder of the site calls (S28). */
export const escalateAnalyses = (house: House): Promise<void> =>
  atEachProvider(house, (tx, now) => escalateAt(tx, now, ANALYSES))

/** Rung by rung, each recorded once, however often this is done; answers how many it recorded. */
async function escalateAt(tx: Tx, now: number, { what, act, dueOn, dueAt }: Late): Promise<number> {
  const waiting = await waitingForSecond(tx, what, MOST_RUNGS)
  if (waiting.length === 0) return 0
  const { ladder } = await siteRules(tx)
  const at = new Date(now).toISOString()
  const noted: string[] = []
  for (const { id, openedAt, recorded } of waiting) {
    const climbed = { openedAt, dueAt: dueAt(openedAt), clinicEndsAt: null }
    for (const { number, to } of rungsReached(rungsOf('later', ladder), climbed, recorded, now)) {
      const reached = { id, rung: number, toRole: to, dueOn: dueOn(openedAt), at }
      if (await addSecondLookRung(tx, what, reached)) noted.push(`${id} ${number} ${to}`)
    }
  }
  if (noted.length > 0) await addAuditLine(tx, canonicalJson({ act, at, noted }))
  return noted.length
}
