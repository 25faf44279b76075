// Other weeks that a clinician may choose in the place of the suggested one: the nearest that the tablets make.
import { otherWeeks, type WeekAlternative, weeklyUgOf } from '#clinical/week-plan.ts'
import type { AdviseInput, DoseAdvice } from './advice.ts'
import type { RuleSet } from './rule-set.ts'

/**
 * The weeks nearest to a suggestion, with their difference in a week. None is offered that would need a second
 * clinician: against the INR, or further from the dose in force than one step may go (H11).
 */
export function offeredWeeks(
  { weeklyUg }: Pick<DoseAdvice, 'weeklyUg'>,
  { currentDailyUg, inr, target, tabletSet }: AdviseInput,
  { capPercent }: Pick<RuleSet, 'capPercent'>,
): readonly WeekAlternative[] {
  if (currentDailyUg === 'not-known') return []
  const current = weeklyUgOf(currentDailyUg)
  const isHigh = inr.tenths > target.highTenths
  const isLow = inr.tenths < target.lowTenths
  return otherWeeks(weeklyUg, tabletSet).filter(({ weeklyUg: other }) => {
    const isAgainst = (isHigh && other > current) || (isLow && other < current)
    return !isAgainst && Math.abs(other - current) * 100 <= capPercent * current
  })
}
