// Limits on a larger dose on named dates: for a measured INR below range only, and never far above the daily dose.
import { addDays, clinicalDate, daysBetween } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { isMeasured } from '#clinical/inr.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import { type DoseCheck, finding } from './dose-finding.ts'

/** A boost is at most so many times the daily dose. Source: University of Washington 2014 (S28). @see docs/evidence.md#boost */
const MOST_TIMES_DAILY = 2
/** Source: a choice of this service. Status: local setting. @see docs/evidence.md#boost */
export const MOST_BOOSTED_DAYS = 2

const onlyForLow: DoseCheck = ({ boosts, inr, target }) => {
  if (boosts.length === 0) return undefined
  if (isMeasured(inr) && inr.tenths < target.lowTenths) return undefined
  const message = 'A larger dose on one date is for an INR below range only. Take it out.'
  return finding('boost-not-low', 'refuse', message)
}

const fewDays: DoseCheck = ({ boosts, omitDays }) => {
  if (boosts.length === 0) return undefined
  if (omitDays > 0) {
    const message = 'Doses are left out and a larger one is given. Choose one of the two.'
    return finding('boost-and-omission', 'refuse', message)
  }
  if (boosts.length <= MOST_BOOSTED_DAYS) return undefined
  const message = `A larger dose is given on at most ${MOST_BOOSTED_DAYS} dates. Change the daily dose instead.`
  return finding('boost-too-often', 'refuse', message)
}

/** Against the smaller of the dose in force and the new one, where both are known. */
const notTooLarge: DoseCheck = ({ boosts, weeklyUg, currentDailyUg }) => {
  const current = currentDailyUg === 'not-known' ? 0 : weeklyUgOf(currentDailyUg)
  const weekly = current > 0 ? Math.min(current, weeklyUg) : weeklyUg
  const largest = Math.max(0, ...boosts.map(({ ug }) => ug))
  if (largest * 7 <= weekly * MOST_TIMES_DAILY) return undefined
  const message = `${formatMg(largest)} on one date is more than ${MOST_TIMES_DAILY} times the daily dose. Choose a smaller one.`
  return finding('boost-too-large', 'refuse', message)
}

const testSoon: DoseCheck = ({ boosts, today, nextTest }, { outOfRangeMaxDays }) => {
  if (boosts.length === 0 || daysBetween(today, nextTest) <= outOfRangeMaxDays) return undefined
  const message = `After a larger dose test again by ${clinicalDate(addDays(today, outOfRangeMaxDays))}.`
  return finding('boost-test-late', 'refuse', message)
}

export const BOOST_CHECKS: readonly DoseCheck[] = [onlyForLow, fewDays, notTooLarge, testSoon]
