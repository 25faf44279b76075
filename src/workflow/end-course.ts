import { clinicalDate, type Day } from '#base/day.ts'
import { END_REASON_WORDS, type EndReason } from '#register/phases.ts'
import { appointmentsOf, setAppointmentStatus } from '#store/appointments.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type OpenCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import type { Refused } from './outcome.ts'
import { endPlanWithCourse } from './procedure-blocks.ts'
import { noticeStop } from './stop-notices.ts'

/**
 * Ends a course and frees the slots that were booked for it: nobody invites a person to a test they no longer need. The practice
 * and the pharmacy are to be told, with a task until they confirm it (H18).
 */
export async function endCourse(
  desk: Desk,
  course: Omit<OpenCourse, 'kind'>,
  end: {
    readonly on: Day
    readonly reason: EndReason
    readonly note: string
    /** The medicine that begins in its place in the same transaction. */
    readonly next?: string
  },
): Promise<Refused | undefined> {
  const beside = await endPlanWithCourse(desk, course.episode.id, end.reason)
  if (beside !== undefined) return beside
  const step = {
    phase: 'ended',
    endedOn: end.on,
    endedReason: end.reason,
    suspendedFrom: null,
    suspendedUntil: null,
    nextTestOn: null,
  } as const
  const words = sentences(
    `Ended on ${clinicalDate(end.on)}`,
    END_REASON_WORDS[end.reason],
    end.note,
  )
  const trouble = await saveCourse(desk, course, step, words)
  if (trouble !== undefined) return trouble
  await cancelBookings(desk, course.episode, null)
  await noticeStop(desk, course, end)
  return undefined
}

/**
 * Pauses a course and frees the slots that were booked for it before the day of its review: whoever is told not to come has not
 * missed a test, and the test stays due. From the day of review on a slot stays, which is the safer error: whoever takes the
 * medicine again by then is tested, and whoever does not come is asked after.
 */
export async function pauseCourse(
  desk: Desk,
  course: Omit<OpenCourse, 'kind'>,
  pause: { readonly from?: Day; readonly until: Day; readonly owner?: string },
  words: string,
): Promise<Refused | undefined> {
  const step = {
    phase: 'suspended',
    suspendedFrom: pause.from ?? course.episode.suspendedFrom ?? desk.today,
    suspendedUntil: pause.until,
    ...(pause.owner && { pauseOwner: pause.owner }),
  } as const
  const trouble = await saveCourse(desk, course, step, words)
  if (trouble !== undefined) return trouble
  await cancelBookings(desk, course.episode, pause.until)
  return undefined
}

/** Frees the slots that are booked for a course from today on, before a day where one is given, and of no other course. */
async function cancelBookings(
  { tx, today, now, actor }: Desk,
  episode: Pick<FoundEpisode, 'id' | 'patientId'>,
  before: Day | null,
): Promise<void> {
  const booked = await appointmentsOf(tx, episode.patientId, today)
  const ofCourse = booked.filter(
    ({ episodeId, status, onDate }) =>
      episodeId === episode.id && status === 'booked' && (before === null || onDate < before),
  )
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  for (const { id, version } of ofCourse) {
    await setAppointmentStatus(tx, { id, version, status: 'cancelled', by, at })
  }
}
