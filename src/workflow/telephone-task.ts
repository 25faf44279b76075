import { londonDay } from '#base/day.ts'
import { addTask, addTaskEvent } from '#store/tasks.ts'
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
