import { day } from '#base/day.ts'
import { type ReviewFigures, reviewFigures } from '#register/review-figures.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { newestMeasurements } from '#store/measurements.ts'
import { planSteps, visitHistory } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { controlOfCourse } from './plan-course.ts'
import { historySince } from './visit-case.ts'

/** The figures of a course as they are today: control of the year, and the newest of each measurement. */
export async function figuresNow(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  { id, patientId, plan }: FoundEpisode,
): Promise<ReviewFigures> {
  const [history, steps, measurements] = await Promise.all([
    visitHistory(tx, id, historySince(today)),
    planSteps(tx, id),
    newestMeasurements(tx, patientId),
  ])
  const results = history.map(({ sampledOn, comparator, tenths }) => ({
    on: day(sampledOn),
    inr: { comparator, tenths },
  }))
  const measured = measurements.map(({ kind, comparator, value, measuredOn }) => ({
    kind,
    comparator,
    value,
    measuredOn: day(measuredOn),
  }))
  return reviewFigures(controlOfCourse(history, steps, plan, today), results, measured, today)
}
