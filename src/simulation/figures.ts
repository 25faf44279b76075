// What one course came to: time in range as the clinic measures it, by the clinic's own functions.
import { POOR_CONTROL_PERCENT } from '#clinical/control.ts'
import { HIGH_TENTHS } from '#clinical/control-counts.ts'
import type { Target } from '#clinical/target.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from '#clinical/ttr.ts'
import { emptyTally, percentHundredthsOf, tallyInto } from '#clinical/ttr-tally.ts'
import { STABLE_DAYS_APART } from '#register/phases.ts'
import type { Chart } from './chart.ts'
import type { Outcome } from './clinic.ts'
import type { TrialSpec } from './spec.ts'
import type { CourseFigures } from './tallies.ts'

/** Figures of time begin after so many days too. @see docs/evidence.md#trial-visits */
const FIRST_WEEKS_DAYS = 28
/** A raised INR is above so many tenths. @see docs/evidence.md#trial-visits */
const RAISED_TENTHS = 40
/** @technical The calendar. */
export const DAYS_IN_A_YEAR = 365.25

/** The figures of a course; shares are percentages and counts are of a year. */
export function figuresOf(
  chart: Chart,
  outcome: Outcome,
  { days, target }: Pick<TrialSpec, 'days' | 'target'>,
): CourseFigures {
  const whole = tallied(chart, 0, days, target)
  const late = tallied(chart, FIRST_WEEKS_DAYS, days, target)
  const ttr = percent(percentHundredthsOf(whole))
  const high = countAbove(chart, HIGH_TENTHS)
  const stableOn = dayStable(chart, target)
  const aYear = DAYS_IN_A_YEAR / days
  return {
    ttr,
    ttrAfter28: percent(percentHundredthsOf(late)),
    below: percent(percentHundredthsOf(whole, 'below')),
    above: percent(percentHundredthsOf(whole, 'above')),
    trueInRange: (100 * outcome.trueDaysInRange) / days,
    ttrBelow65: ttr === null ? null : yes(ttr < POOR_CONTROL_PERCENT),
    tests: chart.tests * aYear,
    testsAbove4AYear: countAbove(chart, RAISED_TENTHS) * aYear,
    testsAbove5AYear: high * aYear,
    everAbove5: yes(high > 0),
    changes: outcome.doseChanges * aYear,
    everStable: yes(stableOn !== null),
    dayStable: stableOn,
  }
}

function tallied(chart: Chart, from: number, until: number, target: Target) {
  const tally = emptyTally()
  const rows = { first: 0, end: chart.tests }
  tallyInto(tally, chart, rows, { from, until }, target, LONGEST_INTERPOLATED_GAP_DAYS)
  return tally
}

/** A share of one person is all or nothing. */
const yes = (is: boolean): number => (is ? 100 : 0)

const percent = (hundredths: number | null): number | null =>
  hundredths === null ? null : hundredths / 100

function countAbove({ readings, tests }: Chart, tenths: number): number {
  let count = 0
  for (let nth = 0; nth < tests; nth += 1) if ((readings[nth] ?? 0) > tenths) count += 1
  return count
}

/** The day on which the course was stable: two INRs in range, far enough apart, with none out of range between. */
function dayStable({ days, readings, tests }: Chart, target: Target): number | null {
  let since: number | null = null
  for (let nth = 0; nth < tests; nth += 1) {
    const reading = readings[nth] ?? 0
    const day = days[nth] ?? 0
    if (reading < target.lowTenths || reading > target.highTenths) since = null
    else if (since === null) since = day
    else if (day - since >= STABLE_DAYS_APART) return day
  }
  return null
}
