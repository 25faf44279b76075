import { clinicalDate, type Day } from '#base/day.ts'
import { END_REASON_WORDS, type EndReason } from '#register/phases.ts'
import { appointmentsOf, setAppointmentStatus } from '#store/appointments.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type OpenCourse, saveCourse, sentences } from './course.ts'
import type { Desk } from './desk.ts'
import type { Refused } from './outcome.ts'
import { endPlanWithCourse } from './procedure-blocks.ts'

/** Ends a course and frees the slots that were booked for it: nobody invites a person to a test they no longer need. */
export async function endCourse(
  desk: Desk,
  course: Omit<OpenCourse, 'kind'>,
  end: { readonly on: Day; readonly reason: EndReason; readonly note: string },
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
  await cancelBookings(desk, course.episode)
  return undefined
}

/** Frees the slots that are booked for a course from today on, and those of no other course of the person. */
export async function cancelBookings(
  { tx, today, now, actor }: Desk,
  episode: Pick<FoundEpisode, 'id' | 'patientId'>,
): Promise<void> {
  const booked = await appointmentsOf(tx, episode.patientId, today)
  const ofCourse = booked.filter(
    ({ episodeId, status }) => episodeId === episode.id && status === 'booked',
  )
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  for (const { id, version } of ofCourse) {
    await setAppointmentStatus(tx, { id, version, status: 'cancelled', by, at })
  }
}
