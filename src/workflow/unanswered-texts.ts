import { permission } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { clinicalInstant, londonDay } from '#base/day.ts'
import { overdueIfSentBy } from '#recall/text-answer.ts'
import { addAuditLine } from '#store/audit.ts'
import { findStaff } from '#store/staff.ts'
import { addTaskEvent, closeTaskRow, openTasksOf, type TaskKind } from '#store/tasks.ts'
import { needlessTextTasks, unansweredTexts, withdrawnTexts } from '#store/text-tasks.ts'
import type { HowTold } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { atEachCourse, type DueCourse } from './at-each-provider.ts'
import type { Desk, House } from './desk.ts'
import { finishTask } from './finish-task.ts'
import { newId } from './new-id.ts'
import type { Refused } from './outcome.ts'
import { openTelephoneTask } from './telephone-task.ts'

/**
 * Makes a task of every text of a dose that nobody acknowledged in time, to telephone the patient the same day, at each
 * provider, once (H16). Once its dose is not to be given any more, whoever decided that and wherever, that task closes, and
 * the text that still lies on the telephone is another: somebody says to the patient that it does not count, while they live.
 */
export const findUnansweredTexts = (house: House): Promise<void> =>
  atEachCourse(house, dueCourses, lookAt)

async function dueCourses(tx: Tx, now: number): Promise<readonly DueCourse[]> {
  const today = londonDay(now)
  return [
    ...(await needlessTextTasks(tx, null)),
    ...(await unansweredTexts(tx, null, today, sentBy(now))),
    ...(await withdrawnTexts(tx, null, today)),
  ]
}

const sentBy = (now: number): string => new Date(overdueIfSentBy(now)).toISOString()

/** Answers how many tasks of the course it opened and closed. */
async function lookAt(tx: Tx, now: number, episodeId: string): Promise<number> {
  const closed = await closeNeedless(tx, now, episodeId)
  const opened = [
    ...(await openDue(tx, now, episodeId)),
    ...(await openWithdrawn(tx, now, episodeId)),
  ]
  if (closed.length + opened.length > 0) {
    const at = new Date(now).toISOString()
    await addAuditLine(tx, canonicalJson({ act: 'find-unanswered-texts', at, opened, closed }))
  }
  return closed.length + opened.length
}

async function openDue(tx: Tx, now: number, episodeId: string): Promise<readonly string[]> {
  const opened: string[] = []
  for (const text of await unansweredTexts(tx, episodeId, londonDay(now), sentBy(now))) {
    const id = await openTelephoneTask(tx, now, text, {
      kind: 'text-not-answered',
      title: text.isLost
        ? 'Telephone today: the text of the dose did not arrive'
        : 'Telephone today: the text of the dose was not answered',
      takenBy: (await findStaff(tx, text.by))?.active === true ? text.by : null,
      note: text.isLost
        ? `The text that was to be sent ${clinicalInstant(text.sentAt)} could not be delivered.`
        : `The text was sent ${clinicalInstant(text.sentAt)}; no answer is recorded.`,
    })
    opened.push(id)
  }
  return opened
}

/** What was sent and does not count is followed until somebody says so: told or not, the text lies on the telephone. */
async function openWithdrawn(tx: Tx, now: number, episodeId: string): Promise<readonly string[]> {
  const opened: string[] = []
  const today = londonDay(now)
  for (const text of await withdrawnTexts(tx, episodeId, today)) {
    const sender = await findStaff(tx, text.by)
    const mayClose =
      sender?.active === true && permission('close-task', sender, today).kind === 'allowed'
    const id = await openTelephoneTask(tx, now, text, {
      kind: 'text-withdrawn',
      title: `Telephone: the text sent to ${text.numbers} does not count`,
      takenBy: mayClose ? text.by : null,
      note: 'Its dose is not to be given any more.',
    })
    opened.push(id)
  }
  return opened
}

const NEEDLESS = {
  'dose-not-told': { code: 'dose-not-given', note: 'The dose is not to be given any more.' },
  'text-not-answered': { code: 'dose-not-given', note: 'The dose is not to be given any more.' },
  'text-withdrawn': { code: 'patient-died', note: 'The patient has died.' },
} as const

async function closeNeedless(tx: Tx, now: number, episodeId: string): Promise<readonly string[]> {
  const closed: string[] = []
  const at = new Date(now).toISOString()
  for (const { id, version, kind } of await needlessTextTasks(tx, episodeId)) {
    const { code, note } = NEEDLESS[kind]
    if (!(await closeTaskRow(tx, { id, version, code, note, by: null, at }))) continue
    await addTaskEvent(tx, { id: newId(now), taskId: id, what: code, note, by: null, at })
    closed.push(id)
  }
  return closed
}

/**
 * Closes the tasks to telephone about a dose of a course: the patient has been told now what is to be taken. A letter comes days
 * later: about a text that was sent somebody telephones all the same.
 */
export async function closeUnanswered(
  desk: Desk,
  episodeId: string,
  how: HowTold,
): Promise<Refused | undefined> {
  const kinds: readonly TaskKind[] =
    how === 'letter' ? ['dose-not-told'] : ['dose-not-told', 'text-not-answered', 'text-withdrawn']
  for (const task of await openTasksOf(desk.tx, episodeId)) {
    if (!kinds.includes(task.kind)) continue
    const seen = { kind: 'seen', task, version: task.version, note: '' } as const
    const trouble = await finishTask(desk, seen, how === 'letter' ? 'letter-sent' : 'told')
    if (trouble !== undefined) return trouble
  }
  return undefined
}
