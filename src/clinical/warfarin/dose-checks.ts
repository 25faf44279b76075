// Limits on the dose that a person accepts, changes or writes, whatever the suggestion was (H09, H11, H14).
import { formatMg } from '#clinical/dose.ts'
import { piecesOf } from '#clinical/tablets.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import { BOOST_CHECKS } from './boost-checks.ts'
import { commentAgainst } from './comment-scan.ts'
import { type DoseCheck, type DoseFinding, finding, type ProposedDose } from './dose-finding.ts'
import type { RuleSet } from './rule-set.ts'
import { TEST_DATE_CHECKS } from './test-date-checks.ts'

/** Everything about a proposed dose that must be refused, checked by a second clinician, or confirmed. */
export function doseChecks(proposed: ProposedDose, rules: RuleSet): readonly DoseFinding[] {
  return [...DOSE_CHECKS, ...BOOST_CHECKS, ...TEST_DATE_CHECKS].flatMap(
    (check) => check(proposed, rules) ?? [],
  )
}

const someDose: DoseCheck = ({ weeklyUg, omitDays }) =>
  weeklyUg === 0 && omitDays === 0
    ? finding(
        'no-dose-at-all',
        'refuse',
        'Every day has no dose. To withhold, enter the days without a dose as well, give the reason, and say who was told.',
      )
    : undefined

const weeklyAsDaily: DoseCheck = ({ weeklyUg, currentDailyUg }) => {
  if (currentDailyUg === 'not-known' || currentDailyUg === 0) return undefined
  return weeklyUg === weeklyUgOf(currentDailyUg) * 7
    ? finding(
        'weekly-total-as-daily',
        'refuse',
        `${formatMg(weeklyUg / 7)} is the weekly total. Enter mg a day.`,
      )
    : undefined
}

/** Above range never more, below range never less (H09). */
const direction: DoseCheck = ({ inr, target, currentDailyUg, weeklyUg }) => {
  if (currentDailyUg === 'not-known') return undefined
  const current = weeklyUgOf(currentDailyUg)
  const isHigh = inr.comparator === '>' || inr.tenths > target.highTenths
  const isLow = inr.comparator === '<' || inr.tenths < target.lowTenths
  const message = isHigh
    ? 'The INR is above range and the dose goes up. Check the dose.'
    : 'The INR is below range and the dose goes down. Check the dose.'
  const isAgainst = (isHigh && weeklyUg > current) || (isLow && weeklyUg < current)
  return isAgainst ? finding('against-direction', 'second-clinician', message) : undefined
}

/** Nothing at all is no size: it is withheld for named days, or `someDose` refuses it. */
const sizeOfChange: DoseCheck = ({ currentDailyUg, weeklyUg }, rules) => {
  if (currentDailyUg === 'not-known' || currentDailyUg === 0) return undefined
  if (weeklyUg === 0) return undefined
  const current = weeklyUgOf(currentDailyUg)
  const change = Math.abs(weeklyUg - current) * 100
  if (change > rules.hardCapPercent * current) {
    const message = `The weekly dose changes by more than ${rules.hardCapPercent} %. To withhold, enter 0 mg and the days without a dose.`
    return finding('change-too-large', 'refuse', message)
  }
  if (change <= rules.capPercent * current) return undefined
  const message = `The weekly dose changes by more than ${rules.capPercent} %. A second clinician must agree.`
  return finding('large-change', 'second-clinician', message)
}

const dailyLimit: DoseCheck = ({ schedule }, rules) => {
  const largest = Math.max(0, ...schedule.runs.map((run) => run.ug))
  if (largest > rules.hardDailyUg) {
    const message = `${formatMg(largest)} is above the highest daily dose of ${formatMg(rules.hardDailyUg)}.`
    return finding('daily-dose-too-high', 'refuse', message)
  }
  if (largest <= rules.softDailyUg) return undefined
  const message = `${formatMg(largest)} is above ${formatMg(rules.softDailyUg)} a day. A second clinician must agree.`
  return finding('high-daily-dose', 'second-clinician', message)
}

const tabletBurden: DoseCheck = ({ schedule }, rules) => {
  const most = Math.max(0, ...schedule.runs.map((run) => piecesOf(run.tablets)))
  if (most <= rules.mostTabletsADay) return undefined
  const message = `${most} tablets on one day. Consider other strengths for this plan.`
  return finding('many-tablets', 'confirm', message)
}

/** Asked when the dose changes only: at each visit the question would soon be answered unread (H33). */
const lookAlike: DoseCheck = ({ schedule, weeklyUg, currentDailyUg }) => {
  const isAsBefore = currentDailyUg !== 'not-known' && weeklyUg === weeklyUgOf(currentDailyUg)
  if (isAsBefore) return undefined
  const given = new Set(schedule.runs.flatMap((run) => run.tablets.map((line) => line.strength)))
  const message =
    'The patient gets both 0.5 mg and 5 mg tablets, which are taken for each other. Confirm that the patient can tell them apart.'
  return given.has(500) && given.has(5000)
    ? finding('look-alike-tablets', 'confirm', message)
    : undefined
}

const contradiction: DoseCheck = (proposed) => {
  const message = commentAgainst(proposed)
  return message === undefined ? undefined : finding('comment-contradicts', 'confirm', message)
}

const DOSE_CHECKS: readonly DoseCheck[] = [
  someDose,
  weeklyAsDaily,
  direction,
  sizeOfChange,
  dailyLimit,
  tabletBurden,
  lookAlike,
  contradiction,
]
