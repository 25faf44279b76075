import { type Day, dayNumber } from '#base/day.ts'
import { type ControlFlags, type ControlResult, type Course, oneResultADay } from './control.ts'
import { countExtremes } from './control-counts.ts'
import { inrColumns } from './inr-columns.ts'
import { maintenanceOf } from './maintenance.ts'
import { monthsBefore } from './months.ts'

/** The name of one of the four flags of poor control. */
export type FlagName = keyof ControlFlags

/** The months that NICE's flags look back. @see docs/evidence.md#poor-control */
export const FLAG_MONTHS = 6

/**
 * Which flags some of a course's INRs have added to: at least one of them, of the last 6 months, surely lies beyond the
 * flag's limit. Asked of the INRs that came in after a reassessment, it tells a new event from the one that has been
 * answered. Time in range has no single INR and is never among them.
 */
export function flagsAddedTo(
  course: Course,
  some: readonly ControlResult[],
  today: Day,
): readonly FlagName[] {
  const results = oneResultADay(some)
  // What a meter only may have measured counts for none of these, so that nobody asks which INRs are of one.
  const columns = { ...inrColumns(results), fromMeter: new Uint8Array(results.length) }
  const counts = countExtremes(
    columns,
    { first: 0, end: results.length },
    { from: dayNumber(monthsBefore(today, FLAG_MONTHS)), until: dayNumber(today) },
    maintenanceOf(course, today).map(({ span }) => span),
  )
  return [
    ...(counts.high > 0 ? (['twoAboveFive'] as const) : []),
    ...(counts.veryHigh > 0 ? (['oneAboveEight'] as const) : []),
    ...(counts.veryLow > 0 ? (['twoBelowOneAndAHalf'] as const) : []),
  ]
}
