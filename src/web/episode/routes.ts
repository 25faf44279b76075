import { onlyFor } from '#web/door/only-for.ts'
import type { Route } from '#web/page.ts'
import { newPlanPage, saveNewPlanPage } from './new-plan-page.tsx'
import { plansPage } from './plans-page.tsx'
import { COURSE_STEPS } from './steps.tsx'

const PLAN = '/patients/:patientId/plan'

/** The treatment plan of a patient and every step on it. */
export const episodeRoutes: readonly Route[] = [
  { method: 'GET', path: PLAN, page: plansPage },
  { method: 'GET', path: `${PLAN}/new`, page: onlyFor('plan-episode', newPlanPage) },
  { method: 'POST', path: `${PLAN}/new`, page: saveNewPlanPage },
  ...COURSE_STEPS.flatMap(({ name, act, open, save }): readonly Route[] => [
    { method: 'GET', path: `${PLAN}/:episodeId/${name}`, page: onlyFor(act, open) },
    { method: 'POST', path: `${PLAN}/:episodeId/${name}`, page: save },
  ]),
]
