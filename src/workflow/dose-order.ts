import { addDays, type Day, weekday } from '#base/day.ts'
import { addBoosts, type Boost } from '#clinical/boost.ts'
import { formatMg, type Ug, ug } from '#clinical/dose.ts'
import { buildSchedule, type DoseRun, nothingFrom, type Schedule } from '#clinical/schedule.ts'
import { fewestTablets, nearestMakeable, type TabletSet } from '#clinical/tablets.ts'
import { meanDailyUg } from '#clinical/week-plan.ts'
import type { Finding } from './outcome.ts'

/** A dose as ordered: the same mean every day, or one dose for each weekday, Monday first. */
export type DoseOrder = {
  readonly dose:
    | { readonly kind: 'daily'; readonly dailyUg: Ug }
    | { readonly kind: 'weekdays'; readonly doses: readonly Ug[] }
  readonly omitDays: number
  /** Larger doses on named dates; a person's decision only. */
  readonly boosts?: readonly Boost[]
}

export type DatedDose = {
  readonly kind: 'dated'
  readonly schedule: Schedule
  readonly dailyUg: Ug
  readonly weeklyUg: Ug
  readonly omitDays: number
  readonly boosts: readonly Boost[]
  readonly from: Day
  readonly until: Day
  readonly nextTest: Day
}

export type Span = {
  readonly from: Day
  readonly nextTest: Day
  readonly graceDays: number
  /** What is taken from the day of the next test on until it is done: the same dose (as a rule), or nothing. */
  readonly ifNotTested?: 'same' | 'none'
}
type Ordered = DatedDose | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Puts a dose on the calendar: every day from tonight to the next test and the days of grace after it. */
export function dateDose(order: DoseOrder, set: TabletSet, span: Span): Ordered {
  const faults = spanFaults(order, span)
  if (faults.length > 0) return { kind: 'refused', findings: faults }
  const until = addDays(span.nextTest, span.graceDays)
  const { omitDays, boosts = [] } = order
  const dates = { omitDays, boosts, from: span.from, until, nextTest: span.nextTest }
  const dated = laidOut(order, set, span, dates)
  const boosted = dated.kind === 'dated' && boosts.length > 0 ? withBoosts(dated, set) : dated
  return boosted.kind === 'dated' && span.ifNotTested === 'none' ? endingAtTest(boosted) : boosted
}

function laidOut({ dose, omitDays }: DoseOrder, set: TabletSet, span: Span, dates: Dates): Ordered {
  if (dose.kind === 'weekdays') return byWeekday(dose.doses, set, dates)

  const built = buildSchedule({
    ...span,
    omitDays,
    dailyUg: dose.dailyUg,
    tabletSet: set,
    pattern: 'constant-preferred',
  })
  switch (built.kind) {
    case 'schedule':
      return {
        kind: 'dated',
        schedule: built.schedule,
        dailyUg: built.meanDailyUg,
        weeklyUg: built.weeklyUg,
        ...dates,
      }
    case 'cannot-be-made':
      return refuse('dailyDose', 'cannot-be-made', cannotBeMade(dose.dailyUg, set))
    case 'refused':
      return refuse(built.code === 'dates' ? 'nextTestOn' : 'omitDays', built.code, built.message)
  }
}

const endingAtTest = (dated: DatedDose): DatedDose => ({
  ...dated,
  schedule: nothingFrom(dated.schedule, dated.nextTest),
})

function withBoosts(dated: DatedDose, set: TabletSet): Ordered {
  const boosted = addBoosts(dated.schedule, dated.boosts, set, dated.nextTest)
  if (boosted.kind === 'refused') return refuse('boostDose', boosted.code, boosted.message)
  return { ...dated, schedule: boosted.schedule }
}

function spanFaults({ omitDays }: DoseOrder, { from, nextTest }: Span): readonly Finding[] {
  if (nextTest <= from) {
    const message = 'The next test must be after today. Choose a later day.'
    return [{ field: 'nextTestOn', code: 'test-not-after-today', message }]
  }
  if (addDays(from, omitDays) <= nextTest) return []
  const message = 'There are more days without a dose than days before the next test. Check both.'
  return [{ field: 'omitDays', code: 'omit-days', message }]
}

function cannotBeMade(dose: Ug, set: TabletSet): string {
  const { below, above } = nearestMakeable(dose, set)
  const nearest = [below, above].filter((near) => near !== 'none').map((near) => formatMg(near))
  return `The tablets of this plan cannot make ${formatMg(dose)}. The nearest are ${nearest.join(' and ')}.`
}

type Dates = Pick<DatedDose, 'omitDays' | 'boosts' | 'from' | 'until' | 'nextTest'>

function byWeekday(doses: readonly Ug[], set: TabletSet, dates: Dates): Ordered {
  if (doses.length !== 7) {
    return refuse('weekDoses', 'seven-doses', 'Enter seven doses, one for each day from Monday.')
  }
  const unmakeable = doses.find((dose) => fewestTablets(dose, set) === 'cannot-be-made')
  if (unmakeable !== undefined) {
    return refuse('weekDoses', 'cannot-be-made', cannotBeMade(unmakeable, set))
  }
  const weeklyUg = ug(doses.reduce((sum, dose) => sum + dose, 0))
  const schedule = { runs: runsOf(doses, set, dates) }
  return { kind: 'dated', schedule, weeklyUg, dailyUg: meanDailyUg(weeklyUg), ...dates }
}

function runsOf(doses: readonly Ug[], set: TabletSet, dates: Dates): readonly DoseRun[] {
  const runs: DoseRun[] = []
  const firstDose = addDays(dates.from, dates.omitDays)
  for (let on = dates.from; on <= dates.until; on = addDays(on, 1)) {
    const dose = on < firstDose ? ug(0) : (doses[weekday(on) - 1] ?? ug(0))
    const last = runs.at(-1)
    if (last?.ug === dose) runs[runs.length - 1] = { ...last, days: last.days + 1 }
    else runs.push({ from: on, days: 1, ug: dose, tablets: tabletsOf(dose, set) })
  }
  return runs
}

function tabletsOf(dose: Ug, set: TabletSet): DoseRun['tablets'] {
  const tablets = fewestTablets(dose, set)
  if (tablets === 'cannot-be-made') throw new Error(`${dose} was found makeable and is not`)
  return tablets
}

const refuse = (field: string, code: string, message: string): Ordered => ({
  kind: 'refused',
  findings: [{ field, code, message }],
})
