// Whether a patient who follows the calendar before goes on exactly as they do: then a dose is no change to be understood (H16).
import { addDays } from '#base/day.ts'
import { type DayDose, expand, type Schedule } from './schedule.ts'

/** @technical Days of a week: a calendar goes on by the weekday. */
const WEEK = 7

/**
 * Whether a calendar says the same dose in the same tablets as the one before, on each date of both, and beyond the last date of
 * the one before as on that weekday. One that begins after the other has run out is no going on.
 */
export function goesOnAs(before: Schedule, after: Schedule): boolean {
  const known = new Map(expand(before).map((dose) => [dose.day, dose]))
  const days = expand(after)
  const [first] = days
  if (first === undefined) return false
  if (!known.has(first.day) && !known.has(addDays(first.day, -1))) return false
  for (const dose of days) {
    const same = known.get(dose.day) ?? known.get(addDays(dose.day, -WEEK))
    if (same === undefined || !isSame(same, dose)) return false
    known.set(dose.day, dose)
  }
  return true
}

const isSame = (one: DayDose, other: DayDose): boolean =>
  one.ug === other.ug && inTablets(one) === inTablets(other)

const inTablets = ({ tablets }: DayDose): string =>
  tablets
    .map(({ strength, halves }) => `${strength} ${halves}`)
    .toSorted()
    .join()
