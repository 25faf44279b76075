import { addDays, type Day, dayNumber } from '#base/day.ts'
import { type ControlColumns, countExtremes, type ExtremeCounts } from './control-counts.ts'
import type { Inr } from './inr.ts'
import { inrColumns } from './inr-columns.ts'
import {
  FIRST_WEEKS_EXCLUDED_DAYS,
  type Maintenance,
  maintenanceOf,
  type Treatment,
  tallyMaintenance,
} from './maintenance.ts'
import { monthsBefore } from './months.ts'
import { type Ttr, ttrOf } from './ttr.ts'
import { isBelowPercent, type Rows, type Span, type Tally } from './ttr-tally.ts'

/** One INR of a patient; results are given in the order in which they were entered. */
export type ControlResult = {
  readonly on: Day
  readonly inr: Inr
  readonly method: 'provider-meter' | 'laboratory' | 'own-meter'
}

export type Course = Treatment & { readonly results: readonly ControlResult[] }

/** `possible`: a censored INR or a meter's 8.0 may hide it. `not-known`: there is nothing to tell it from. */
export type Flag = 'yes' | 'possible' | 'no' | 'not-known'

/** Poor control by NICE (S5): any `yes` calls for a reassessment. */
export type ControlFlags = {
  readonly twoAboveFive: Flag
  readonly oneAboveEight: Flag
  readonly twoBelowOneAndAHalf: Flag
  readonly timeInRangeBelow65: Flag
}

export type Control = {
  readonly sixMonths: Ttr | 'insufficient'
  readonly twelveMonths: Ttr | 'insufficient'
  readonly flags: ControlFlags
}

/** Time in range needs maintenance of at least 6 months. @see docs/evidence.md#ttr-minimum */
export const LEAST_MAINTENANCE_MONTHS = 6
/** @see docs/evidence.md#poor-control */
export const POOR_CONTROL_PERCENT = 65

/**
 * How well a course of treatment is controlled today: time in range over 6 and 12 months, and the four flags of
 * NICE (CG180, carried into NG196). Less than 6 months of maintenance is `insufficient`, never 0 %.
 */
export function controlOf(course: Course, today: Day): Control {
  const columns = controlColumns(oneResultADay(course.results))
  return controlInColumns(course, columns, { first: 0, end: columns.days.length }, today)
}

/** The same, of a course whose results stand in columns, one a day; those after the day are not looked at. */
export function controlInColumns(
  course: Treatment,
  columns: ControlColumns,
  rows: Rows,
  today: Day,
): Control {
  const maintenance = maintenanceOf(course, today)
  const halfYear = windowOf(today, 6)

  const sixMonths = enoughTally(course, today, columns, rows, maintenance, halfYear)
  const twelveMonths = enoughTally(course, today, columns, rows, maintenance, windowOf(today, 12))
  const spans = maintenance.map(({ span }) => span)
  return {
    sixMonths: sixMonths === undefined ? 'insufficient' : ttrOf(sixMonths),
    twelveMonths: twelveMonths === undefined ? 'insufficient' : ttrOf(twelveMonths),
    flags: flagsOf(countExtremes(columns, rows, halfYear, spans), sixMonths),
  }
}

/** Whether any flag calls for a reassessment (S5). */
export function needsReassessment(flags: ControlFlags): boolean {
  return Object.values(flags).includes('yes')
}

/** Of several results of one day the laboratory's counts, else the one entered last. */
export function oneResultADay(results: readonly ControlResult[]): readonly ControlResult[] {
  const byDay = new Map<Day, ControlResult>()
  for (const result of results) {
    const kept = byDay.get(result.on)
    const outranked = kept?.method === 'laboratory' && result.method !== 'laboratory'
    if (!outranked) byDay.set(result.on, result)
  }
  return [...byDay.values()].sort((a, b) => dayNumber(a.on) - dayNumber(b.on))
}

function controlColumns(results: readonly ControlResult[]): ControlColumns {
  const fromMeter = Uint8Array.from(results, ({ method }) => (method === 'laboratory' ? 0 : 1))
  return { ...inrColumns(results), fromMeter }
}

function windowOf(today: Day, months: number): Span {
  return { from: dayNumber(monthsBefore(today, months)), until: dayNumber(today) }
}

/** The tally of a window, unless there is too little maintenance for NICE's figure. */
function enoughTally(
  { startedOn }: Treatment,
  today: Day,
  columns: ControlColumns,
  rows: Rows,
  maintenance: readonly Maintenance[],
  window: Span,
): Tally | undefined {
  const settled = addDays(startedOn, FIRST_WEEKS_EXCLUDED_DAYS)
  if (settled > monthsBefore(today, LEAST_MAINTENANCE_MONTHS)) return undefined
  const tally = tallyMaintenance(columns, rows, maintenance, window)
  return tally.days === 0 ? undefined : tally
}

/** The four flags, from the counts of the last 6 months and their tally (none when insufficient). */
export function flagsOf(counts: ExtremeCounts, tally: Tally | undefined): ControlFlags {
  const { seen } = counts
  return {
    twoAboveFive: flag(seen, counts.high, counts.possiblyHigh, 2),
    oneAboveEight: flag(seen, counts.veryHigh, counts.possiblyVeryHigh, 1),
    twoBelowOneAndAHalf: flag(seen, counts.veryLow, counts.possiblyVeryLow, 2),
    timeInRangeBelow65: lowTimeInRange(tally),
  }
}

function flag(seen: number, sure: number, possible: number, needed: number): Flag {
  if (seen === 0) return 'not-known'
  if (sure >= needed) return 'yes'
  return sure + possible >= needed ? 'possible' : 'no'
}

function lowTimeInRange(tally: Tally | undefined): Flag {
  if (tally === undefined || tally.days === 0) return 'not-known'
  return isBelowPercent(tally, POOR_CONTROL_PERCENT) ? 'yes' : 'no'
}
