import { londonDay } from '#base/day.ts'
import { addTask, addTaskEvent, closeTaskRow, type FoundTask } from '#store/tasks.ts'
import type { TextedDose } from '#store/text-tasks.ts'
import type { Tx } from '#store/tx.ts'
import { newId } from './new-id.ts'
import { minutesUntilEvening } from './until-evening.ts'

/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

type TelephoneTask = {
  readonly kind: 'text-not-answered' | 'text-withdrawn' | 'dose-not-told'
  readonly title: string
  readonly takenBy: string | null
  readonly note: string
}

/** Opens a task to telephone the same day about a dose: what the product does by itself, with its first line. */
export async function openTelephoneTask(
  tx: Tx,
  now: number,
  { decisionId, episodeId, patientId, by }: TextedDose,
  { note, ...task }: TelephoneTask,
): Promise<string> {
  const [id, at, today] = [newId(now), new Date(now).toISOString(), londonDay(now)]
  const dueAt = new Date(now + minutesUntilEvening({ now, today }, today) * MINUTE_MS).toISOString()
  await addTask(tx, {
    ...task,
    id,
    patientId,
    episodeId,
    visitId: null,
    details: { decisionId },
    forWhom: 'authoriser',
    openedBy: by,
    openedAt: at,
    dueAt,
  })
  await addTaskEvent(tx, { id: newId(now), taskId: id, what: 'opened', note, by: null, at })
  return id
}

type Task = Pick<FoundTask, 'id' | 'version'>

/** Closes tasks where nobody needs to do anything any more, each with its reason; answers which, but for those closed meanwhile. */
export async function closeByItself<T extends Task>(
  tx: Tx,
  now: number,
  tasks: readonly T[],
  why: (task: T) => { readonly code: string; readonly note: string },
): Promise<readonly string[]> {
  const at = new Date(now).toISOString()
  const closed: string[] = []
  for (const task of tasks) {
    const { id, version } = task
    const { code, note } = why(task)
    if (!(await closeTaskRow(tx, { id, version, code, note, by: null, at }))) continue
    await addTaskEvent(tx, { id: newId(now), taskId: id, what: code, note, by: null, at })
    closed.push(id)
  }
  return closed
}
