import { addDays, type Day, day } from '#base/day.ts'
import type { DecidedDose } from '#store/decided-doses.ts'
import type { CoursePoint } from '#store/visits.ts'

/** What is asked of a result: the day of its sample, and the doses that an export says were left out after it. */
type Result = Pick<CoursePoint, 'sampledOn' | 'omitDays'>

/**
 * The last day before a sample on which a dose was left out or a larger one was to be taken, by the schedules in force
 * (`doses`, newest first), by another product's export, or by what the person said when the plan was confirmed (`told`);
 * undefined when none is known.
 */
export function unevenDoseBefore(
  sampledOn: Day,
  doses: readonly DecidedDose[],
  history: readonly Result[],
  told: readonly Day[] = [],
): Day | undefined {
  const days = [
    ...doses.flatMap((dose) => unevenDays(dose, doses)),
    ...history.flatMap(exported),
    ...told,
  ]
  return days
    .filter((on) => on < sampledOn)
    .toSorted()
    .at(-1)
}

/** The days that a schedule leaves out or makes larger, while no later one has taken its place. */
function unevenDays(dose: DecidedDose, doses: readonly DecidedDose[]): readonly Day[] {
  const days = [...daysFrom(dose.fromOn, dose.omitDays), ...dose.boosts.map(({ on }) => on)]
  return days.filter((on) => doses.find(({ fromOn }) => fromOn <= on) === dose)
}

/** A result of an export says how many doses were left out after it; of one entered here its dose decision does. */
const exported = ({ sampledOn, omitDays }: Result): readonly Day[] =>
  daysFrom(sampledOn, omitDays ?? 0)

const daysFrom = (from: string, count: number): readonly Day[] =>
  Array.from({ length: count }, (_, nth) => addDays(day(from), nth))
