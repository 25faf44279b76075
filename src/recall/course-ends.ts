import { addDays, type Day } from '#base/day.ts'
import type { Phase } from '#register/episode.ts'
import type { EndReason } from '#register/phases.ts'

/** What somebody must decide about a course because a day has passed (H24). */
export type CourseEnd = 'pause-ended' | 'stop-date' | 'second-look'

/**
 * How many days after treatment ended somebody looks a second time. @see docs/evidence.md#second-look
 */
export const SECOND_LOOK_DAYS = 7

/** What is known of a course on a day. */
export type CourseDays = {
  readonly phase: Phase
  readonly suspendedUntil: Day | null
  readonly stopOn: Day | null
  /** The day on which its end was recorded, and why; null while it has not ended. */
  readonly endRecordedOn: Day | null
  readonly endedReason: EndReason | null
  /** Whether somebody has, or has had, the second look. */
  readonly wasLookedAt: boolean
  /** The patient takes another anticoagulant now, and is looked after with that. */
  readonly hasOther: boolean
}

/** Ends after which nobody is left without treatment by mistake: no second look is asked. */
const NO_SECOND_LOOK: readonly EndReason[] = ['died', 'entered-in-error', 'change-abandoned']

/**
 * What is to be decided about a course today, or nothing: a pause that is past the day on which restarting is reviewed, a
 * course past its stop date, an end of seven days ago that nobody has looked at again.
 */
export function courseEnd(course: CourseDays, today: Day): CourseEnd | undefined {
  const { phase, suspendedUntil, stopOn } = course
  switch (phase) {
    case 'suspended':
      if (suspendedUntil === null || suspendedUntil < today) return 'pause-ended'
      return isPast(stopOn, today) ? 'stop-date' : undefined
    case 'initiating':
    case 'maintaining':
      return isPast(stopOn, today) ? 'stop-date' : undefined
    case 'ended':
      return needsSecondLook(course, today) ? 'second-look' : undefined
    case 'referred':
    case 'accepted':
      return undefined
  }
}

const isPast = (on: Day | null, today: Day): boolean => on !== null && on < today

function needsSecondLook(course: CourseDays, today: Day): boolean {
  const { endRecordedOn, endedReason, wasLookedAt, hasOther } = course
  if (endRecordedOn === null || endedReason === null || wasLookedAt || hasOther) return false
  if (NO_SECOND_LOOK.includes(endedReason)) return false
  return today >= addDays(endRecordedOn, SECOND_LOOK_DAYS)
}

/** What the second look looks at, a line each. */
export const SECOND_LOOK_AT: readonly string[] = [
  'Why treatment ended, and whether that still holds.',
  'That the patient and the practice know, and that the repeat prescription is stopped.',
  'Whether another anticoagulant, or another service, was to take over, and has.',
  'Bleeding, a clot or a stroke since.',
]
