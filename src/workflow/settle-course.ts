import { clinicalDate, type Day, day } from '#base/day.ts'
import { type Appointment, appointmentsOf } from '#store/appointments.ts'
import { type UnfinishedVisit, unfinishedVisits } from '#store/course-work.ts'
import { addTask, type FoundTask, openTasksOf, type TaskKind } from '#store/tasks.ts'
import { DECIDED_KINDS } from './course-ends.ts'
import type { Desk } from './desk.ts'
import { finishTask } from './finish-task.ts'
import type { Refused } from './outcome.ts'

/** What is open on a course that is about to end: shown before, settled with it. */
export type OpenWork = {
  readonly tasks: readonly FoundTask[]
  readonly visits: readonly UnfinishedVisit[]
  readonly booked: readonly Appointment[]
}

/** Tasks that a change of medicine has itself. */
const OF_THE_CHANGE: readonly TaskKind[] = ['medicine-change', 'stop-notice']

/** What is open on a course; tasks that close with the course itself are not among it. */
export async function openWorkOf(
  { tx, today }: Desk,
  { id, patientId }: { readonly id: string; readonly patientId: string },
): Promise<OpenWork> {
  const tasks = await openTasksOf(tx, id)
  const booked = await appointmentsOf(tx, patientId, today)
  return {
    tasks: tasks.filter(
      ({ kind }) => !OF_THE_CHANGE.includes(kind) && !DECIDED_KINDS.includes(kind),
    ),
    visits: await unfinishedVisits(tx, id),
    booked: booked.filter(({ episodeId, status }) => episodeId === id && status === 'booked'),
  }
}

/** How much of it there is; nothing is asked when there is none. */
export const isOpenWork = ({ tasks, visits, booked }: OpenWork): boolean =>
  tasks.length + visits.length + booked.length > 0

/** The open work of a course, a line each. */
export const workInWords = ({ tasks, visits, booked }: OpenWork): readonly string[] => [
  ...tasks.map(({ title }) => `Task: ${title}`),
  ...visits.map(({ onDate }) => `Visit of ${dated(onDate)} without a dose`),
  ...booked.map(({ onDate }) => `Appointment on ${dated(onDate)}, which is cancelled`),
]

const dated = (on: string): string => clinicalDate(day(on))

/** How a task of a course is closed that ends because the medicine is changed. */
export const CHANGED_CODE = 'medicine-changed'

/**
 * Settles what is open on a course in the transaction that ends it: each task is closed by name, and a visit without a
 * dose gets a task that says why there is none. Its bookings are cancelled where the course ends.
 */
export async function settleCourse(
  desk: Desk,
  course: { readonly id: string; readonly patientId: string },
  { tasks, visits }: OpenWork,
  note: string,
): Promise<Refused | undefined> {
  for (const { onDate, id } of visits) await closeVisit(desk, course, { id, on: day(onDate) }, note)
  for (const task of tasks) {
    const seen = { kind: 'seen', task, version: task.version, note } as const
    const trouble = await finishTask(desk, seen, CHANGED_CODE)
    if (trouble !== undefined) return trouble
  }
  return undefined
}

/** The visit is answered by a task that is closed at once: no list shows it any more, and the record says why. */
async function closeVisit(
  desk: Desk,
  { id: episodeId, patientId }: { readonly id: string; readonly patientId: string },
  visit: { readonly id: string; readonly on: Day },
  note: string,
): Promise<void> {
  const { tx, actor, now } = desk
  const at = new Date(now).toISOString()
  const task = {
    id: desk.newId(),
    kind: 'medicine-change',
    patientId,
    episodeId,
    visitId: visit.id,
    title: `Visit of ${clinicalDate(visit.on)}: no dose, the medicine is changed`,
    details: {},
    forWhom: 'prescriber',
    openedBy: actor.accountId,
    openedAt: at,
    dueAt: at,
    takenBy: actor.accountId,
  } as const
  await addTask(tx, task)
  const opened = (await openTasksOf(tx, episodeId)).find(({ id }) => id === task.id)
  if (opened === undefined) throw new Error('the task that was just written is not there')
  await finishTask(
    desk,
    { kind: 'seen', task: opened, version: opened.version, note },
    CHANGED_CODE,
  )
}
