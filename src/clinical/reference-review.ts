import { type Day, daysBetween } from '#base/day.ts'
import { REFERENCE_DATA, type ReferenceData } from './reference-data.ts'

/** From so many days before the day of its review a list is named to whoever owns it. @see docs/evidence.md#reference-review */
export const REVIEW_WARNING_DAYS = 60

export type ReviewState = 'current' | 'due-soon' | 'past'

/** Whether a list is to be compared with its source again: soon, or by a day that has passed. */
export function reviewState(
  { reviewBy }: Pick<ReferenceData, 'reviewBy'>,
  today: Day,
): ReviewState {
  if (reviewBy < today) return 'past'
  return daysBetween(today, reviewBy) <= REVIEW_WARNING_DAYS ? 'due-soon' : 'current'
}

/** The lists that whoever owns them is warned of today. */
export const referenceDataDue = (today: Day): readonly ReferenceData[] =>
  REFERENCE_DATA.filter((list) => reviewState(list, today) !== 'current')
