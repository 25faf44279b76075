import { BUDGETS, type BudgetName } from '#access/budgets.ts'
import type { PageAnswer, Route } from '#web/page.ts'
import { noteOverBudget } from '#workflow/note-over-budget.ts'
import type { SignedIn } from '#workflow/see-session.ts'
import { changesNothing } from './arrival.ts'
import { type Door, pageAnswer } from './receive.ts'
import { troublePage } from './trouble.tsx'
import type { Visit } from './visit.ts'

/** A budget that somebody has spent, and after how many seconds there is more. */
export type Over = { readonly budget: BudgetName; readonly seconds: number }

/** Counts a request against these budgets of the person; the first of them that is spent is noted and answered. */
export async function spendOf(
  { house, spending, settings }: Door,
  { caller }: SignedIn,
  costs: readonly (readonly [budget: BudgetName, what: string])[],
  request: string,
): Promise<Over | undefined> {
  for (const [budget, what] of costs) {
    const over = spending?.spend(caller.accountId, budget, what, house.clock())
    if (over === undefined) continue
    if (over.isFirst) {
      settings.log.warn({ request, budget }, 'a budget is spent')
      await noteOverBudget(house, caller, budget)
    }
    return over
  }
  return undefined
}

/** What answers a page that is beyond a budget of its visitor; nothing where there is enough left. */
export async function overBudget(
  door: Door,
  route: Route,
  visit: Visit,
  session: SignedIn,
): Promise<Response | undefined> {
  const { arrival, patientId } = visit
  const costs = route.isExport ? 'export' : route.costs
  const opens = patientId !== undefined && changesNothing(arrival)
  const spent = await spendOf(
    door,
    session,
    [
      ...(costs === undefined ? [] : [[costs, ''] as const]),
      ...(opens ? [['record', ''] as const, ['people', patientId] as const] : []),
    ],
    arrival.id,
  )
  if (spent === undefined) return undefined
  const response = pageAnswer(door, arrival, session, tooMuchPage(spent))
  response.headers.set('retry-after', String(spent.seconds))
  return response
}

const tooMuchPage = ({ budget, seconds }: Over): PageAnswer =>
  troublePage({
    status: 429,
    title: 'Too much in a short time',
    children: (
      <>
        <p>
          You have {BUDGETS[budget].says} in a short time, more than a clinic needs. Nothing was
          saved or taken out, and this has been noted.
        </p>
        <p>
          Wait {waitInWords(seconds)} and go on: then there is one more, and more the longer you
          wait. What you have open stays open, and a colleague can open any record meanwhile. If it
          was not you, change your password and tell your manager.
        </p>
      </>
    ),
  })

export const waitInWords = (seconds: number): string => {
  if (seconds === 1) return '1 second'
  return seconds < 100 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
