import { onlyFor } from '#web/door/only-for.ts'
import type { Route } from '#web/page.ts'
import { educationPosted, educationShown } from './education.tsx'
import { reassessmentPosted, reassessmentShown } from './reassessment.tsx'
import { reviewPosted, reviewShown } from './review.tsx'
import { selfTestingPosted, selfTestingShown } from './self-testing.tsx'

const PATIENT = '/patients/:patientId'

/** How a patient's treatment goes, and what is done about it. */
export const reviewRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${PATIENT}/reassessment`,
    page: onlyFor('reassess-control', reassessmentShown),
  },
  { method: 'POST', path: `${PATIENT}/reassessment`, page: reassessmentPosted },
  { method: 'GET', path: `${PATIENT}/review`, page: onlyFor('review-treatment', reviewShown) },
  { method: 'POST', path: `${PATIENT}/review`, page: reviewPosted },
  {
    method: 'GET',
    path: `${PATIENT}/education`,
    page: onlyFor('record-education', educationShown),
  },
  { method: 'POST', path: `${PATIENT}/education`, page: educationPosted },
  {
    method: 'GET',
    path: `${PATIENT}/self-testing`,
    page: onlyFor('check-self-testing', selfTestingShown),
  },
  { method: 'POST', path: `${PATIENT}/self-testing`, page: selfTestingPosted },
]
