import { z } from 'zod'
import { addDays } from '#base/day.ts'
import { type Ug, ug } from '#clinical/dose.ts'
import { checkSchedule, expand } from '#clinical/schedule.ts'
import { SMALLEST_STEP_UG, type TabletSet } from '#clinical/tablets.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { meanDailyUg, otherWeeks, type WeekAlternative, weeksNear } from '#clinical/week-plan.ts'
import { type DatedDose, type DoseOrder, dateDose } from '#workflow/dose-order.ts'
import type { CaseAnswer, CaseRefused } from './calculation.ts'
import { wholeBetween } from './case-numbers.ts'
import { caseDay, caseMg, caseStrength, caseTablets, halvesOfTablet, UNREAD } from './case-words.ts'
import { writtenDays } from './written-days.ts'

const LONGEST_SPAN_DAYS = 100

const doseKeys = ['daily_dose_mg', 'weekly_dose_mg', 'weekday_doses_mg', 'written_days'] as const

/** One date of a schedule that somebody has written: its mg and its tablets, in whole or half ones. */
const writtenDay = z.strictObject({
  date: caseDay,
  dose_mg: caseMg,
  tablets: z.array(z.strictObject({ strength_mg: caseStrength, count: halvesOfTablet })),
})

const scheduleCase = z
  .strictObject({
    ...UNREAD,
    name: z.string(),
    from: caseDay,
    next_test: caseDay,
    grace_days: wholeBetween(0, LONGEST_SPAN_DAYS).default(DEFAULT_RULE_SET.graceDays),
    omit_days: wholeBetween(0, LONGEST_SPAN_DAYS).default(0),
    daily_dose_mg: caseMg.optional(),
    weekly_dose_mg: caseMg.optional(),
    /** Seven doses, Monday first. */
    weekday_doses_mg: z.array(caseMg).length(7).optional(),
    /** A schedule as written, to be checked: every date once, in order, the tablets adding up to the mg. */
    written_days: z.array(writtenDay).optional(),
    /** Larger doses on named dates: all that is taken on that date. */
    boosts: z.array(z.strictObject({ date: caseDay, dose_mg: caseMg })).default([]),
    tablets: caseTablets,
  })
  .refine(
    (given) => doseKeys.filter((key) => given[key] !== undefined).length === 1,
    `needs one of ${doseKeys.join(', ')}`,
  )

/** Cases of a dose laid over the calendar from the tablets that a person has. */
export const scheduleCases = z.object({
  kind: z.literal('schedule').optional(),
  vectors: z.array(scheduleCase),
})

type ScheduleCase = z.infer<typeof scheduleCase>

/** Each date with its mg and tablets; or, when the tablets cannot make it, the nearest weeks that they make. */
export function answerSchedule(given: ScheduleCase): CaseAnswer | CaseRefused {
  const { name, tablets } = given
  if (given.written_days !== undefined) return checkedSchedule(given, given.written_days)
  const weekly = weeklyOf(given)
  if (weekly % SMALLEST_STEP_UG !== 0) return { name, answer: cannotBeMade(weekly, tablets) }
  const order = {
    dose: doseOf(given),
    omitDays: given.omit_days,
    boosts: given.boosts.map(({ date, dose_mg }) => ({ on: date, ug: dose_mg })),
  }
  const dated = dateDose(order, tablets, {
    from: given.from,
    nextTest: given.next_test,
    graceDays: given.grace_days,
  })
  if (dated.kind === 'dated') return { name, answer: writtenSchedule(dated, tablets) }
  const [finding] = dated.findings
  if (finding?.code === 'cannot-be-made') return { name, answer: cannotBeMade(weekly, tablets) }
  return { name, refused: finding?.message ?? 'cannot be laid out' }
}

/** What is wrong with a schedule as written refuses it; one that is right answers what it holds. */
function checkedSchedule(
  { name, from, next_test, grace_days }: ScheduleCase,
  days: readonly z.infer<typeof writtenDay>[],
): CaseAnswer | CaseRefused {
  const runs = days.map(({ date, dose_mg, tablets }) => ({
    from: date,
    days: 1,
    ug: dose_mg,
    tablets: tablets.map(({ strength_mg, count }) => ({ strength: strength_mg, halves: count })),
  }))
  const until = addDays(next_test, grace_days)
  const [fault] = checkSchedule({ runs }, from, until)
  if (fault !== undefined) return { name, refused: `${fault.day}: ${fault.message}` }
  return { name, answer: { kind: 'checked', from, until, days: days.length } }
}

function weeklyOf({ daily_dose_mg, weekly_dose_mg, weekday_doses_mg }: ScheduleCase): Ug {
  if (daily_dose_mg !== undefined) return ug(daily_dose_mg * 7)
  return ug(weekly_dose_mg ?? (weekday_doses_mg ?? []).reduce((sum, dose) => sum + dose, 0))
}

function doseOf(given: ScheduleCase): DoseOrder['dose'] {
  const { daily_dose_mg: daily, weekday_doses_mg: doses } = given
  if (doses !== undefined) return { kind: 'weekdays', doses }
  return { kind: 'daily', dailyUg: daily ?? meanDailyUg(weeklyOf(given)) }
}

function writtenSchedule(dated: DatedDose, tablets: TabletSet) {
  const { weeklyUg, dailyUg, schedule, from, until } = dated
  return {
    kind: 'schedule',
    pattern: isConstant(dated) ? 'constant' : 'weekly',
    weekly_mg: weeklyUg / 1000,
    mean_daily_mg: dailyUg / 1000,
    from,
    until,
    days: writtenDays(schedule),
    other_weeks: otherWeeks(weeklyUg, tablets).map(writtenWeek),
  }
}

/** One dose on every date but those without a dose and those with a larger one. */
function isConstant({ schedule, boosts }: DatedDose): boolean {
  const usual = expand(schedule).filter(
    ({ day, ug: dose }) => dose > 0 && !boosts.some(({ on }) => on === day),
  )
  return usual.every(({ ug: dose }) => dose === usual[0]?.ug)
}

const cannotBeMade = (weekly: Ug, tablets: TabletSet) => ({
  kind: 'cannot-be-made',
  weekly_mg: weekly / 1000,
  other_weeks: weeksNear(weekly, tablets).map(writtenWeek),
})

const writtenWeek = (week: WeekAlternative) => ({
  pattern: week.pattern,
  weekly_mg: week.weeklyUg / 1000,
  mean_daily_mg: week.meanDailyUg / 1000,
  difference_weekly_mg: week.differenceUg / 1000,
})
