import type { Route } from '#web/page.ts'
import { decidePage, postDecision } from './decide-page.tsx'
import { postDoacReview } from './post-review.ts'
import { postReviewTold, reviewPage } from './review-page.tsx'

/** Reviews of direct oral anticoagulants; the form of one is the patient's own page. */
export const doacRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/patients/:patientId/doac-review',
    page: postDoacReview,
    asksWho: () => true,
  },
  { method: 'GET', path: '/doac-reviews/:reviewId', page: reviewPage },
  { method: 'POST', path: '/doac-reviews/:reviewId/told', page: postReviewTold },
  { method: 'GET', path: '/doac-tasks/:taskId', page: decidePage },
  { method: 'POST', path: '/doac-tasks/:taskId', page: postDecision },
]
