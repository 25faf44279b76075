import { addDays, type Day } from '#base/day.ts'
import { doacReviewsOf } from '#store/doac-reviews.ts'
import { noticesOf } from '#store/outbox.ts'
import { findTask } from '#store/tasks.ts'
import type { WorklistRow } from '#store/worklists.ts'
import type { Years } from './demonstration-days.ts'
import { lookUp, type Worked } from './demonstration-line.ts'
import { doorAt } from './demonstration-sites.ts'
import { ask, type Fields, workingDayBy } from './virtual-clinic.ts'

// What others have to answer, and what an authorised person looks at when there is time: worked off with the lists.

const SETTLED_AT = 870
const FEW_DAYS = [
  [2, 0.7],
  [9, 0.3],
] as const

export const SETTLED: readonly Worked[] = [
  { kind: 'picked-up-not-closed', waits: FEW_DAYS, work: confirmLetters },
  { kind: 'not-picked-up', waits: FEW_DAYS, work: lookAgain },
  { kind: 'alarm-not-actioned', waits: [[2, 1]], work: lookAgain },
  { kind: 'doac-not-told', waits: [[1, 1]], work: tellNow },
]

const doorOf = ({ house, open }: Years, on: Day) => doorAt(house, open, on, SETTLED_AT)

/** The practice and the pharmacy have confirmed that a medicine is stopped. */
async function confirmLetters(years: Years, on: Day, line: WorklistRow): Promise<void> {
  if (line.taskKind !== 'stop-notice') return
  const letters = await lookUp(years, (tx) => noticesOf(tx, line.episodeId ?? ''))
  for (const { id, state } of letters) {
    if (state !== 'to-confirm') continue
    const note = 'Confirmed by telephone: taken off the repeats'
    await ask(doorOf(years, on), 'nurse', 'confirm-notice', { messageId: id, note })
  }
}

/** Kinds of task that a prescriber closes after a look, and what is said then. */
const LOOKED_AT: Readonly<Record<string, Fields>> = {
  'second-look': { code: 'stays-ended', note: 'Still the right decision; spoken to by telephone' },
  'text-withdrawn': { code: 'told-otherwise', note: 'Has been measured again since' },
  'alarm-unsaved': { code: 'typed-in-error', note: 'Measured again since with a new strip' },
  'review-decision': { code: 'plan-stands', note: 'Talked over; stays on the same medicine' },
}

async function lookAgain(years: Years, on: Day, { taskKind, subjectId }: WorklistRow) {
  const said = LOOKED_AT[taskKind ?? '']
  const task = await lookUp(years, (tx) => findTask(tx, subjectId ?? ''))
  if (said === undefined || task === undefined) return
  const asked = { taskId: task.id, version: `${task.version}`, ...said }
  const closed = await ask(doorOf(years, on), 'prescriber', 'close-task', asked)
  if (closed.kind === 'done') return
  const soon = { ...asked, nextTestOn: workingDayBy(addDays(on, 5)) }
  await ask(doorOf(years, on), 'prescriber', 'close-task', soon)
}

async function tellNow(years: Years, on: Day, { episodeId }: WorklistRow): Promise<void> {
  const [review] = await lookUp(years, (tx) => doacReviewsOf(tx, episodeId ?? '', 1))
  const told = { reviewId: review?.id ?? '', toldHow: 'read-back', readBack: 'yes' }
  await ask(doorOf(years, on), 'nurse', 'record-doac-told', told)
}
