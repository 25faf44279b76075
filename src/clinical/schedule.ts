// The dose calendar: explicit dates, each with mg and tablets, from the first dose to the next test and a
// tail beyond it. Weekday patterns are fixed to dates here, so that none can drift (H12).
import { addDays, type Day, daysBetween, weekday } from '#base/day.ts'
import { type Ug, ug } from './dose.ts'
import { doseOfTablets, type TabletLine, type TabletSet, tabletsThatMake } from './tablets.ts'
import { nearestWeeks, type WeekAlternative, type WeekPlan, weekForMean } from './week-plan.ts'

/** The same dose on consecutive days. */
export type DoseRun = {
  readonly from: Day
  readonly days: number
  readonly ug: Ug
  readonly tablets: readonly TabletLine[]
}
export type Schedule = { readonly runs: readonly DoseRun[] }
export type DayDose = {
  readonly day: Day
  readonly ug: Ug
  readonly tablets: readonly TabletLine[]
}

export type ScheduleOrder = {
  readonly from: Day
  readonly nextTest: Day
  /** Days covered beyond the next test, in case it is late. */
  readonly graceDays: number
  /** Days without a dose, before the first dose. */
  readonly omitDays: number
  /** The mean daily dose; see `meanDailyUg` for what a weekly total rounds to. */
  readonly dailyUg: Ug
  readonly tabletSet: TabletSet
  /** `constant-only` refuses a dose that would need different doses on different days. */
  readonly pattern: 'constant-preferred' | 'constant-only'
}

export type BuiltSchedule =
  | {
      readonly kind: 'schedule'
      readonly schedule: Schedule
      readonly meanDailyUg: Ug
      readonly weeklyUg: Ug
      readonly pattern: WeekPlan['pattern']
    }
  | {
      readonly kind: 'cannot-be-made'
      readonly message: string
      readonly alternatives: readonly WeekAlternative[]
    }
  | { readonly kind: 'refused'; readonly code: 'dates' | 'omit-days'; readonly message: string }

/** Lays a mean daily dose over the calendar; offers what can be made when it cannot. */
export function buildSchedule(order: ScheduleOrder): BuiltSchedule {
  const refusal = refuseOrder(order)
  if (refusal !== undefined) return refusal
  const week = weekForMean(order.dailyUg, order.tabletSet)
  const usable =
    week !== undefined && (week.pattern === 'constant' || order.pattern !== 'constant-only')
  if (!usable) {
    return {
      kind: 'cannot-be-made',
      message: 'These tablets cannot make that dose every day. Choose one of the doses offered.',
      alternatives: nearestWeeks(order.dailyUg, order.tabletSet),
    }
  }
  const { meanDailyUg, weeklyUg, pattern } = week
  const schedule = layOut(order, week)
  return { kind: 'schedule', schedule, meanDailyUg, weeklyUg, pattern }
}

function refuseOrder(order: ScheduleOrder): BuiltSchedule | undefined {
  if (order.nextTest <= order.from) {
    const message = 'The next test must be after the first dose. Choose a later day.'
    return { kind: 'refused', code: 'dates', message }
  }
  if (order.omitDays < 0 || order.omitDays > daysBetween(order.from, order.nextTest)) {
    const message = 'More days without a dose than there are before the next test. Check both.'
    return { kind: 'refused', code: 'omit-days', message }
  }
  return undefined
}

function layOut(order: ScheduleOrder, week: WeekPlan): Schedule {
  const days = daysBetween(order.from, order.nextTest) + order.graceDays + 1
  const runs: DoseRun[] = []
  for (let offset = 0; offset < days; offset += 1) {
    const on = addDays(order.from, offset)
    const dose = offset < order.omitDays ? ug(0) : doseOnWeekday(week, weekday(on))
    const last = runs.at(-1)
    if (last !== undefined && last.ug === dose)
      runs[runs.length - 1] = { ...last, days: last.days + 1 }
    else runs.push({ from: on, days: 1, ug: dose, tablets: tabletsThatMake(dose, order.tabletSet) })
  }
  return { runs }
}

const doseOnWeekday = (week: WeekPlan, on: number): Ug =>
  week.pattern === 'weekly' && week.highDays.includes(on) ? week.highUg : week.lowUg

/** The schedule with no dose from a day on; the days that it covers stay the same. */
export function nothingFrom({ runs }: Schedule, on: Day): Schedule {
  const kept: DoseRun[] = []
  let daysWithout = 0
  for (const run of runs) {
    const before = Math.min(run.days, Math.max(0, daysBetween(run.from, on)))
    if (before > 0) kept.push({ ...run, days: before })
    daysWithout += run.days - before
  }
  if (daysWithout === 0) return { runs }
  return { runs: [...kept, { from: on, days: daysWithout, ug: ug(0), tablets: [] }] }
}

/** Each date of the schedule, once, in order. */
export const expand = (schedule: Schedule): readonly DayDose[] =>
  schedule.runs.flatMap((run) =>
    Array.from({ length: run.days }, (_, offset) => ({
      day: addDays(run.from, offset),
      ug: run.ug,
      tablets: run.tablets,
    })),
  )

/** The dose on one day; a day that the schedule does not name has no known dose. */
export function doseOn(schedule: Schedule, on: Day): Ug | 'not-covered' {
  const run = schedule.runs.find(({ from, days }) => {
    const offset = daysBetween(from, on)
    return offset >= 0 && offset < days
  })
  return run === undefined ? 'not-covered' : run.ug
}

export type ScheduleFault = {
  readonly kind: 'starts-late' | 'ends-early' | 'gap' | 'overlap' | 'no-days' | 'tablets-differ'
  readonly day: Day
  readonly message: string
}

/** What is wrong with a schedule that must cover each day from one date until another exactly once. */
export function checkSchedule(schedule: Schedule, from: Day, until: Day): readonly ScheduleFault[] {
  const faults: ScheduleFault[] = []
  let expected = from
  for (const run of schedule.runs) {
    faults.push(...faultsOfRun(run, expected, from))
    expected = addDays(run.from, run.days)
  }
  if (expected <= until) faults.push(fault('ends-early', expected))
  return faults
}

function faultsOfRun(run: DoseRun, expected: Day, from: Day): ScheduleFault[] {
  const faults: ScheduleFault[] = []
  if (run.from > expected) faults.push(fault(expected === from ? 'starts-late' : 'gap', expected))
  if (run.from < expected) faults.push(fault('overlap', run.from))
  if (run.days < 1) faults.push(fault('no-days', run.from))
  if (doseOfTablets(run.tablets) !== run.ug) faults.push(fault('tablets-differ', run.from))
  return faults
}

const FAULT_WORDS: Record<ScheduleFault['kind'], string> = {
  'starts-late': 'The schedule starts after its first day. Add the missing days.',
  'ends-early': 'The schedule ends before the next test. Add the missing days.',
  gap: 'A day has no dose. Add the missing day.',
  overlap: 'A day has two doses, or the days are out of order. Give each day one dose.',
  'no-days': 'A dose is written for no days. Remove it.',
  'tablets-differ': 'The tablets do not add up to the dose in mg. Make the schedule again.',
}

const fault = (kind: ScheduleFault['kind'], on: Day): ScheduleFault => ({
  kind,
  day: on,
  message: FAULT_WORDS[kind],
})
