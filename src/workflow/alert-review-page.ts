import { type AlertReviewId, uuid } from '#base/ids.ts'
import { type FoundAlertReview, findAlertReview } from '#store/alert-reviews.ts'
import { notHere, type Refused } from './outcome.ts'
import { isSafetyOfficer, safetyOfficer } from './safety-officer.ts'
import { view } from './view.ts'

export type AlertReviewPage = {
  readonly kind: 'alert-review'
  readonly review: FoundAlertReview
  /** The clinical safety officer by name; null while the site has named none. */
  readonly officerName: string | null
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
      mayClose: review.state === 'open' && isSafetyOfficer(actor, officer),
    }
  },
)
