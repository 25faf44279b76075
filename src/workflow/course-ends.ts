import { permission } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { clinicalDate, type Day, day, londonDay } from '#base/day.ts'
import { type CourseEnd, courseEnd } from '#recall/course-ends.ts'
import { END_REASON_WORDS } from '#register/phases.ts'
import { addAuditLine } from '#store/audit.ts'
import { isNightDone, noteNightDone } from '#store/control-night.ts'
import { addPauseOwner, type EndingCourse, endingCourses } from '#store/course-ends.ts'
import type { EpisodeChange } from '#store/episodes.ts'
import { findStaff } from '#store/staff.ts'
import { addTask, addTaskEvent, openTasksOf, type TaskKind } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { Desk, House } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { newId } from './new-id.ts'
import type { Refused } from './outcome.ts'
import { minutesUntilEvening } from './until-evening.ts'

const JOB = 'course-ends'
/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/** A task that only a decision about the course closes, and nobody by hand. */
export const DECIDED_KINDS: readonly TaskKind[] = ['pause-ended', 'stop-date']

/**
 * Opens the task of every pause past its day, of every course past its stop date and of every end that is due its second
 * look, once a day at each provider: none of them is only on a list (H24). Doing it again opens nothing twice.
 */
export const openCourseEnds = (house: House): Promise<void> => atEachProvider(house, openAt)

/** Answers one when it has looked, none when this day is done. */
async function openAt(tx: Tx, now: number): Promise<number> {
  const today = londonDay(now)
  if (await isNightDone(tx, JOB, today)) return 0
  const at = new Date(now).toISOString()
  const opened: string[] = []
  for (const course of await endingCourses(tx, today)) {
    const due = courseEnd(daysOf(course), today)
    if (due === undefined || isInHand(course, due)) continue
    opened.push(await openEnd(tx, course, due, now))
  }
  await noteNightDone(tx, JOB, today, at)
  if (opened.length > 0) {
    await addAuditLine(tx, canonicalJson({ act: 'open-course-ends', at, noted: opened }))
  }
  return 1
}

/** A course that waits for a change of medicine has the task of that change, with the same day. */
const isInHand = ({ openKinds }: EndingCourse, due: CourseEnd): boolean =>
  openKinds.some((kind) => kind === due || kind === 'medicine-change')

const dayOf = (text: string | null): Day | null => (text === null ? null : day(text))

const daysOf = (course: EndingCourse) => ({
  ...course,
  suspendedUntil: dayOf(course.suspendedUntil),
  stopOn: dayOf(course.stopOn),
  endRecordedOn: dayOf(course.endRecordedOn),
})

async function openEnd(tx: Tx, course: EndingCourse, due: CourseEnd, now: number): Promise<string> {
  const at = new Date(now).toISOString()
  const minutes = minutesUntilEvening({ now, today: londonDay(now) }, londonDay(now))
  const id = newId(now)
  await addTask(tx, {
    id,
    kind: due,
    patientId: course.patientId,
    episodeId: course.id,
    visitId: null,
    title: titleOf(course, due),
    details: {},
    forWhom: 'prescriber',
    openedBy: course.owner ?? course.recordedBy,
    openedAt: at,
    dueAt: new Date(now + minutes * MINUTE_MS).toISOString(),
    takenBy: due === 'second-look' ? null : course.owner,
  })
  await addTaskEvent(tx, { id: newId(now), taskId: id, what: 'opened', note: null, by: null, at })
  return id
}

function titleOf(course: EndingCourse, due: CourseEnd): string {
  const on = (text: string | null) => (text === null ? 'a day not known' : clinicalDate(day(text)))
  switch (due) {
    case 'pause-ended':
      return `Pause of ${course.medicine} ended ${on(course.suspendedUntil)}: take it again, pause again or end`
    case 'stop-date':
      return `${course.medicine} was to stop ${on(course.stopOn)}: end it, or write a new stop date`
    case 'second-look': {
      const why = course.endedReason === null ? '' : ` (${END_REASON_WORDS[course.endedReason]})`
      return `${course.medicine} ended ${on(course.endedOn)}${why}: second look`
    }
  }
}

/** A pause has somebody who reviews it: whoever is named, else whoever pauses. */
export async function keepPauseOwner(
  { tx, actor, now }: Desk,
  course: Pick<EpisodeChange, 'id' | 'version' | 'phase' | 'suspendedUntil'>,
  step: { readonly suspendedUntil?: string | null; readonly pauseOwner?: string },
): Promise<void> {
  const { id: episodeId, version, phase, suspendedUntil: reviewOn } = course
  if (phase !== 'suspended' || reviewOn === null || step.suspendedUntil === undefined) return
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  await addPauseOwner(tx, { episodeId, version, reviewOn, owner: step.pauseOwner ?? by, by, at })
}

/** Somebody who works here and may take a pause to its end; nobody else is its owner. */
export async function mayOwnPause({ tx, today }: Desk, accountId: string): Promise<boolean> {
  const member = await findStaff(tx, accountId)
  return member?.active === true && permission('suspend-episode', member, today).kind === 'allowed'
}

/** Closes the tasks that a decision about the course has answered; called with every version of a course. */
export async function closeCourseEnds(
  desk: Desk,
  course: Pick<EpisodeChange, 'id' | 'phase' | 'suspendedUntil' | 'plan'>,
  reason: string,
): Promise<Refused | undefined> {
  const open = await openTasksOf(desk.tx, course.id)
  const { duration } = course.plan
  const now = courseEnd(
    {
      phase: course.phase,
      suspendedUntil: dayOf(course.suspendedUntil),
      stopOn: duration?.kind === 'until' ? duration.stopOn : null,
      endRecordedOn: null,
      endedReason: null,
      wasLookedAt: false,
      hasOther: false,
    },
    desk.today,
  )
  for (const task of open.filter(({ kind }) => DECIDED_KINDS.includes(kind) && kind !== now)) {
    const seen = { kind: 'seen', task, version: task.version, note: reason } as const
    const trouble = await finishTask(desk, seen, 'decided')
    if (trouble !== undefined) return trouble
  }
  return undefined
}
