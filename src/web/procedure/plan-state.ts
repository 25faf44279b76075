import { formatMg, mgNumber } from '#clinical/dose.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import { DAY_FIELD } from '#register/procedure-days.ts'
import type { TypedForm } from '#web/register/typed-form.tsx'
import type { ProcedurePage, ShownPlan } from '#workflow/procedure-page.ts'
import type { Proposal } from '#workflow/procedure-typed.ts'

/** The form of a plan where it is: what was typed, and the dates once they are worked out. */
export type PlanState = {
  readonly page: ProcedurePage
  readonly form: TypedForm
  readonly proposal: Proposal | null
  readonly csrf: string
  readonly key: string
  /** Whether an open plan moves, or a new one is made. */
  readonly isMove: boolean
}

/** The days as proposed, in the boxes of the form. */
export const proposedBoxes = ({ proposed }: Proposal): Readonly<Record<string, string>> =>
  Object.assign({}, ...proposed.map(({ kind, on }) => typedBoxes(DAY_FIELD[kind], on)))

/** What stands in the form of a plan that moves: all but its days and why they differed. */
export function typedOfPlan({ plan, newest }: ShownPlan): Readonly<Record<string, string>> {
  const { order, usualUg, restartUg, restartReason } = newest.details
  const isUsual = restartUg !== null && restartUg === usualUg
  return {
    what: order.what,
    askedBy: order.askedBy,
    bleeding: order.bleeding,
    daysWithout:
      order.rule.kind === 'ask' && order.daysWithout !== null ? `${order.daysWithout}` : '',
    advisedBy: order.advisedBy,
    restartAfter: `${order.restartAfterDays}`,
    heparin: order.heparin === 'not-asked' ? '' : order.heparin,
    heparinBy: order.heparinBy,
    restartAt: restartUg === null ? '' : isUsual ? 'usual' : 'other',
    restartDose: restartUg === null || isUsual ? '' : mgNumber(restartUg),
    restartReason,
    version: `${plan.version}`,
  }
}

/** mg a day in words, or that it is not known. */
export const doseShown = (dose: number | 'not-known' | null): string =>
  dose === null || dose === 'not-known' ? 'not known' : `${formatMg(dose)} a day`
