import { permission } from '#access/policy.ts'
import { canonicalJson } from '#base/canonical.ts'
import { clinicalInstant, londonDay } from '#base/day.ts'
import { overdueIfSentBy } from '#recall/text-answer.ts'
import { addAuditLine } from '#store/audit.ts'
import { findStaff } from '#store/staff.ts'
import { openTasksOf, type TaskKind } from '#store/tasks.ts'
import { needlessTextTasks, unansweredTexts, withdrawnTexts } from '#store/text-tasks.ts'
import type { HowTold } from '#store/told.ts'
import type { Tx } from '#store/tx.ts'
import { atEachCourse, type DueCourse } from './at-each-provider.ts'
import type { Desk, House } from './desk.ts'
import { finishTask } from './finish-task.ts'
import type { Refused } from './outcome.ts'
import { closeByItself, openTelephoneTask } from './telephone-task.ts'

/**
 * Makes a task of every text of a dose that nobody acknowledged in time, to telephone the patient the same day, at each
 * provider, once (H16). Once its dose is not to be given any more, whoever decided that and wherever, that task closes, and
 * the text that still lies on the telephone is another: somebody says to the patient that it does not count, while they live.
 */
export const findUnansweredTexts = (house: House): Promise<void> =>
  atEachCourse(house, dueCourses, lookAt)

async function dueCourses(tx: Tx, now: number): Promise<readonly DueCourse[]> {
  const today = londonDay(now)
  const found = await Promise.all([
    needlessTextTasks(tx, null),
    unansweredTexts(tx, null, today, sentBy(now)),
    withdrawnTexts(tx, null, today),
  ])
  return found.flat()
}

const sentBy = (now: number): string => new Date(overdueIfSentBy(now)).toISOString()

/** Answers how many tasks of the course it opened and closed. */
async function lookAt(tx: Tx, now: number, episodeId: string): Promise<number> {
  const needless = await needlessTextTasks(tx, episodeId)
  const closed = await closeByItself(tx, now, needless, ({ kind }) => NEEDLESS[kind])
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
      ...wordsOf(text),
      takenBy: (await findStaff(tx, text.by))?.active === true ? text.by : null,
    })
    opened.push(id)
  }
  return opened
}

type Unanswered = Awaited<ReturnType<typeof unansweredTexts>>[number]

/** Only what the network has said is lost; where it said nothing the text may have been read. */
function wordsOf({ isLost, isUnsure, sentAt }: Unanswered): { title: string; note: string } {
  const at = clinicalInstant(sentAt)
  if (isLost) {
    return {
      title: 'Telephone today: the text of the dose did not arrive',
      note: `The text that was to be sent ${at} could not be delivered.`,
    }
  }
  if (isUnsure) {
    return {
      title: 'Telephone today: nobody knows whether the text of the dose arrived',
      note: `The text was given to the network ${at}, which did not answer in time: the patient may have it or not.`,
    }
  }
  return {
    title: 'Telephone today: the text of the dose was not answered',
    note: `The text was sent ${at}; no answer is recorded.`,
  }
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
