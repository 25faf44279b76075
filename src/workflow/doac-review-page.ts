import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import type { MonitoringTable } from '#clinical/doac/monitoring.ts'
import { doacReviewsOf, type FoundDoacReview, findDoacReview } from '#store/doac-reviews.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { type PatientOnScreen, patientOnScreen } from '#store/patient-on-screen.ts'
import { type FoundTask, findTask } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import { doacTaskDetails } from './doac-task.ts'
import { notHere, type Refused } from './outcome.ts'
import { siteMonitoring } from './site-monitoring.ts'
import { idTyped } from './typed-id.ts'
import { view } from './view.ts'

/** One review as it was saved: what was entered, what the rules said, what became of it. */
export type DoacReviewPage = {
  readonly kind: 'doac-review'
  readonly today: Day
  readonly patient: PatientOnScreen
  readonly episode: FoundEpisode
  readonly review: FoundDoacReview
  readonly task: FoundTask | null
  readonly isNewest: boolean
  readonly mayDecide: boolean
  /** By which this site monitors today. */
  readonly monitoring: MonitoringTable
}

/** A review by its own id, or by the task that it opened. */
type Asked = { readonly reviewId: string } | { readonly taskId: string }

export const doacReviewPage = view<Asked, DoacReviewPage>(
  'see-patient',
  async (desk, asked) => {
    const task = 'taskId' in asked ? await findTask(desk.tx, idTyped(asked.taskId)) : undefined
    const details = task === undefined ? null : doacTaskDetails(task)
    const reviewId = 'reviewId' in asked ? asked.reviewId : details?.reviewId
    return open(desk, reviewId)
  },
  (_asked, { patient }) => patient.id,
)

async function open(
  { tx, today, actor }: Desk,
  reviewId: string | undefined,
): Promise<DoacReviewPage | Refused> {
  const review = await findDoacReview(tx, idTyped(reviewId))
  if (review === undefined) return notHere('review')
  const [patient, episode, newest, task, monitoring] = await Promise.all([
    patientOnScreen(tx, review.patientId),
    findEpisode(tx, review.episodeId),
    doacReviewsOf(tx, review.episodeId, 1),
    review.taskId === null ? undefined : findTask(tx, review.taskId),
    siteMonitoring({ tx, today }),
  ])
  if (patient === undefined || episode === undefined) return notHere('review')
  return {
    kind: 'doac-review',
    today,
    patient,
    episode,
    review,
    task: task ?? null,
    monitoring,
    isNewest: newest[0]?.id === review.id,
    mayDecide: permission('decide-doac-review', actor, today).kind === 'allowed',
  }
}
