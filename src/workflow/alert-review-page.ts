import { day } from '#base/day.ts'
import { type AlertReviewId, uuid } from '#base/ids.ts'
import { goneBecause, type ReasonCount } from '#clinical/alerts/gone-because.ts'
import { type FoundAlertReview, findAlertReview } from '#store/alert-reviews.ts'
import { alertsShown } from '#store/alerts-shown.ts'
import type { Tx } from '#store/tx.ts'
import { notHere, type Refused } from './outcome.ts'
import { instantsOf } from './report-period.ts'
import { isSafetyOfficer, safetyOfficer } from './safety-officer.ts'
import { view } from './view.ts'

export type AlertReviewPage = {
  readonly kind: 'alert-review'
  readonly review: FoundAlertReview
  /** The clinical safety officer by name; null while the site has named none. */
  readonly officerName: string | null
  /** Why it was gone past in the days that judged it, where it is a question; empty for any other alert. */
  readonly because: readonly ReasonCount[]
  /** Whether whoever looks is the one to close it. */
  readonly mayClose: boolean
}

/** One alert that nearly everybody went past: its figures, whose it is, and what was decided. */
export const alertReviewPage = view<{ readonly id: string }, AlertReviewPage>(
  'see-alerts',
  async ({ tx, actor }, asked): Promise<AlertReviewPage | Refused> => {
    const id = uuid<AlertReviewId>(asked.id)
    const review = id && (await findAlertReview(tx, id))
    if (review === undefined) return notHere('review of an alert')
    const officer = await safetyOfficer(tx)
    return {
      kind: 'alert-review',
      review,
      officerName: officer?.name ?? null,
      because: await becauseOf(tx, review),
      mayClose: review.state === 'open' && isSafetyOfficer(actor, officer),
    }
  },
)

async function becauseOf(
  tx: Tx,
  { kind, code, fromOn, untilOn }: FoundAlertReview,
): Promise<readonly ReasonCount[]> {
  if (kind !== 'confirm') return []
  const shown = await alertsShown(tx, instantsOf({ from: day(fromOn), until: day(untilOn) }))
  return goneBecause(shown).find((one) => one.code === code)?.reasons ?? []
}
