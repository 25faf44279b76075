import type { Advice, AdviseInput, Alarm, DoseAdvice, Fired } from '#clinical/warfarin/advice.ts'
import type { RuleSet } from '#clinical/warfarin/rule-set.ts'
import { dateDose } from '#workflow/dose-order.ts'
import { beyondTest } from '#workflow/initiation-limits.ts'
import { writtenDays } from './written-days.ts'

/** Advice in the words of a file: doses in mg, the calendar of the dose, every rule with its source. */
export const writtenAdvice = (advice: Advice, visit: AdviseInput, rules: RuleSet) =>
  advice.kind === 'dose'
    ? writtenDose(advice, visit, rules)
    : {
        kind: 'alarm',
        alarms: advice.alarms.map(writtenAlarm),
        rules: advice.fired.map(writtenRule),
      }

function writtenDose(advice: DoseAdvice, visit: AdviseInput, rules: RuleSet) {
  const { today, tabletSet } = visit
  const { nextTest, initiation } = advice
  return {
    kind: 'dose',
    protocol: advice.protocol,
    band: advice.band,
    calculated_daily_mg: advice.rawNg / 1_000_000,
    limited_daily_mg: advice.clampedUg / 1000,
    daily_mg: advice.roundedUg / 1000,
    weekly_mg: advice.weeklyUg / 1000,
    pattern: advice.pattern,
    change_percent: advice.changePercentHundredths / 100,
    omit_days: advice.omitDays,
    ...(initiation && {
      day_of_treatment: initiation.day,
      if_not_tested: initiation.ifNotTested,
    }),
    next_test: {
      latest_on: nextTest.latestOn,
      days: nextTest.days,
      because: nextTest.because.map(writtenRule),
    },
    rules: advice.fired.map(writtenRule),
    notes: advice.notes,
    days: calendar(
      advice,
      { from: today, nextTest: nextTest.latestOn, ...beyondTest(rules, visit) },
      tabletSet,
    ),
  }
}

function calendar(
  { roundedUg, omitDays }: DoseAdvice,
  span: Parameters<typeof dateDose>[2],
  tabletSet: AdviseInput['tabletSet'],
) {
  const dated = dateDose({ dose: { kind: 'daily', dailyUg: roundedUg }, omitDays }, tabletSet, span)
  return dated.kind === 'dated' ? writtenDays(dated.schedule) : []
}

/** A rule that took part, with where it comes from. */
export const writtenRule = ({ rule, says, source, status }: Fired) => ({
  rule,
  says,
  source,
  status,
})

const writtenAlarm = (alarm: Alarm) => ({
  code: alarm.code,
  title: alarm.title,
  action: alarm.action,
  source: alarm.source,
  grade: alarm.grade,
  status: alarm.status,
  who: alarm.who,
  within_minutes: alarm.withinMinutes,
  ...(alarm.retestWithinDays !== undefined && { retest_within_days: alarm.retestWithinDays }),
})
