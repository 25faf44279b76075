import { DIFFERENCE_CAUSES, differenceCause, isOfDifference } from '#register/dose-difference.ts'
import { type Refused, refusedField } from './outcome.ts'
import type { VisitTaskDetails } from './visit-task.ts'

/** Whether another dose was taken than that of the schedule, so that whoever decides must have found out why. */
export function hasDifference(details: VisitTaskDetails | null): boolean {
  const advice = details?.suggestion.advice
  return advice?.kind === 'alarm' && isOfDifference(advice.alarms)
}

/** Refuses to decide a visit on which another dose was taken, until somebody has chosen why (H35). */
export const unsettledDifference = (
  details: VisitTaskDetails | null,
  field: string,
  typed: string | undefined,
): Refused | undefined =>
  hasDifference(details) && differenceCause(typed) === undefined
    ? refusedField(field, 'difference-not-settled', ASK)
    : undefined

const ASK =
  'Another dose was taken than the schedule says, or nobody knows which. Find out why, and choose it.'

/** A note of the task's history with the cause, where there was a difference. */
export function withCause(
  note: string,
  details: VisitTaskDetails | null,
  typed: string | undefined,
): string {
  const cause = hasDifference(details) ? differenceCause(typed) : undefined
  if (cause === undefined) return note
  return `${note === '' ? '' : `${note} `}Taken otherwise than planned: ${DIFFERENCE_CAUSES[cause]}.`
}
