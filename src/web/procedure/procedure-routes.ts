import { onlyFor } from '#web/door/only-for.ts'
import type { Route } from '#web/page.ts'
import { DEEDS, posted } from './deeds.ts'
import { moveShown, planPosted, procedureShown } from './plan-page.tsx'
import { departmentLetter, patientSheet } from './sheets.ts'

const PLAN = '/patients/:patientId/procedure'

/** The plan around a procedure: made, moved, followed to its restart, printed. */
export const procedureRoutes: readonly Route[] = [
  { method: 'GET', path: PLAN, page: procedureShown },
  { method: 'POST', path: PLAN, page: planPosted },
  { method: 'GET', path: `${PLAN}/move`, page: onlyFor('plan-procedure', moveShown) },
  { method: 'POST', path: `${PLAN}/move`, page: planPosted },
  { method: 'GET', path: `${PLAN}/:planId/sheet`, page: patientSheet },
  { method: 'GET', path: `${PLAN}/:planId/letter`, page: departmentLetter },
  ...Object.entries(DEEDS).map(
    ([deed, act]): Route => ({
      method: 'POST',
      path: `${PLAN}/:planId/${deed}`,
      page: posted(act),
    }),
  ),
]
