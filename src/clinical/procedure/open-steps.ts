import { type Day, daysBetween } from '#base/day.ts'
import type { ProcedureState } from './plan-state.ts'
import type { PlanDays } from './steps.ts'

/** What somebody records of a plan until the procedure is over; `procedure` is whether it took place. */
export const FOLLOWED_STEPS = [
  'tell-patient',
  'tell-department',
  'last-dose',
  'heparin-first',
  'heparin-last',
  'inr-before',
  'procedure',
] as const
export type FollowedStep = (typeof FOLLOWED_STEPS)[number]

export type DueStep = { readonly step: FollowedStep; readonly dueOn: Day }

/**
 * What is still to be recorded before the restart, the earliest first. Telling the patient and the department is due on
 * the day on which these dates were decided. Once it is recorded what became of the procedure only the restart is left.
 */
export function openSteps(plan: {
  readonly state: ProcedureState
  readonly days: PlanDays
  readonly decidedOn: Day
  readonly recorded: readonly FollowedStep[]
}): readonly DueStep[] {
  const { state, days, decidedOn, recorded } = plan
  if (state !== 'planned') return []
  return FOLLOWED_STEPS.filter((step) => !recorded.includes(step))
    .flatMap((step) => {
      const dueOn = step === 'tell-patient' || step === 'tell-department' ? decidedOn : days[step]
      return dueOn === null ? [] : [{ step, dueOn }]
    })
    .sort((one, other) => daysBetween(other.dueOn, one.dueOn))
}
