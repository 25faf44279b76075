import type { Day } from '#base/day.ts'
import type { ReviewFigures } from '#register/review-figures.ts'
import { type FoundReview, reviewsOf } from '#store/annual-reviews.ts'
import { episodesOf, type FoundEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { notHere } from './outcome.ts'
import { figuresNow } from './review-figures-now.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'
import { runningEpisode } from './visit-case.ts'

/** What whoever reviews treatment has before them. */
export type ReviewPage = {
  readonly kind: 'review-page'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly course: { readonly episode: FoundEpisode; readonly figures: ReviewFigures } | null
  /** Newest first. */
  readonly reviews: readonly FoundReview[]
}

/** The review of a person's running course: the figures of the year, and the reviews before. */
export const reviewPage = view<{ readonly patientId: string }, ReviewPage>(
  'review-treatment',
  async (desk, { patientId }) => {
    const { tx, today } = desk
    const patient = await patientOnScreen(tx, idTyped(patientId))
    if (patient === undefined) return notHere('patient')
    const episode = runningEpisode(await episodesOf(tx, patient.id))
    const reviews = await reviewsOf(tx, patient.id)
    const course = episode ? { episode, figures: await figuresNow(desk, episode) } : null
    return { kind: 'review-page', today, patient, course, reviews }
  },
  ({ patientId }) => patientId,
)
