import { canonicalJson } from '#base/canonical.ts'
import { clinicalInstant, londonDay } from '#base/day.ts'
import { overdueIfSentBy } from '#recall/text-answer.ts'
import { addAuditLine } from '#store/audit.ts'
import { findStaff } from '#store/staff.ts'
import { addTask, addTaskEvent, closeTaskRow, openTasksOf } from '#store/tasks.ts'
import { openTextTasks, unansweredTexts } from '#store/texts-sent.ts'
import type { Tx } from '#store/tx.ts'
import { waitForVisit } from '#store/visits.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { Desk, House } from './desk.ts'
import { pageInForce } from './dose-page.ts'
import { finishTask } from './finish-task.ts'
import { newId } from './new-id.ts'
import type { Refused } from './outcome.ts'
import { minutesUntilEvening } from './until-evening.ts'

/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/**
 * Makes a task of every text of a dose that nobody acknowledged in time, to telephone the patient the same day, at each
 * provider, once (H16); and closes those whose dose is not to be given any more, whoever decided that and wherever.
 */
export const findUnansweredTexts = (house: House): Promise<void> => atEachProvider(house, lookAt)

/** Answers how many tasks it opened and closed. */
async function lookAt(tx: Tx, now: number): Promise<number> {
  const [closed, opened] = [await closeWithdrawn(tx, now), await openDue(tx, now)]
  if (closed.length + opened.length > 0) {
    const at = new Date(now).toISOString()
    await addAuditLine(tx, canonicalJson({ act: 'find-unanswered-texts', at, opened, closed }))
  }
  return closed.length + opened.length
}

async function openDue(tx: Tx, now: number): Promise<readonly string[]> {
  const opened: string[] = []
  const at = new Date(now).toISOString()
  const today = londonDay(now)
  const dueAt = new Date(now + minutesUntilEvening({ now, today }, today) * MINUTE_MS).toISOString()
  for (const text of await dueNow(tx, now)) {
    const { decisionId, episodeId, patientId, by } = text
    if ((await pageInForce(tx, decisionId)) === undefined) continue
    const id = newId(now)
    await addTask(tx, {
      id,
      kind: 'text-not-answered',
      patientId,
      episodeId,
      visitId: null,
      title: 'Telephone today: the text of the dose was not answered',
      details: { decisionId },
      forWhom: 'authoriser',
      openedBy: by,
      openedAt: at,
      dueAt,
      takenBy: (await findStaff(tx, by))?.active === true ? by : null,
    })
    const note = `The text was sent ${clinicalInstant(text.sentAt)}; no answer is recorded.`
    await addTaskEvent(tx, { id: newId(now), taskId: id, what: 'opened', note, by: null, at })
    opened.push(id)
  }
  return opened
}

/** Read again once nobody else changes these courses: of two processes the second finds the task of the first. */
async function dueNow(tx: Tx, now: number): ReturnType<typeof unansweredTexts> {
  const sentBy = new Date(overdueIfSentBy(now)).toISOString()
  const seen = await unansweredTexts(tx, sentBy)
  for (const { patientId } of seen) await waitForVisit(tx, patientId)
  return seen.length === 0 ? [] : unansweredTexts(tx, sentBy)
}

const WITHDRAWN = {
  code: 'dose-not-given',
  note: 'The dose is not to be given any more.',
} as const

async function closeWithdrawn(tx: Tx, now: number): Promise<readonly string[]> {
  const closed: string[] = []
  const at = new Date(now).toISOString()
  for (const { id, version, decisionId } of await openTextTasks(tx)) {
    if ((await pageInForce(tx, decisionId)) !== undefined) continue
    if (!(await closeTaskRow(tx, { id, version, ...WITHDRAWN, by: null, at }))) continue
    const { code: what, note } = WITHDRAWN
    await addTaskEvent(tx, { id: newId(now), taskId: id, what, note, by: null, at })
    closed.push(id)
  }
  return closed
}

/** Closes the task to telephone of a course: the patient has been told now, in whatever way. */
export async function closeUnanswered(desk: Desk, episodeId: string): Promise<Refused | undefined> {
  for (const task of await openTasksOf(desk.tx, episodeId)) {
    if (task.kind !== 'text-not-answered') continue
    const seen = { kind: 'seen', task, version: task.version, note: '' } as const
    const trouble = await finishTask(desk, seen, 'told')
    if (trouble !== undefined) return trouble
  }
  return undefined
}
