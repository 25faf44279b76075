import { canonicalJson } from '#base/canonical.ts'
import { londonClock } from '#base/day.ts'
import type { AlarmAdvice } from '#clinical/warfarin/advice.ts'
import { addAlarmShown, settleShownAlarms } from '#store/alarms-shown.ts'
import { addAuditLine } from '#store/audit.ts'
import { addTask, addTaskEvent } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { Desk, House } from './desk.ts'
import { newId } from './new-id.ts'
import { clockOfAlarms } from './visit-task.ts'

/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/** Keeps that this page showed an alarm: it has the alarm's own time to be saved. */
export async function keepAlarmShown(
  { tx, actor, now, newId: id }: Desk,
  episode: { readonly id: string; readonly patientId: string },
  inr: string,
  { alarms }: AlarmAdvice,
): Promise<void> {
  const { title, forWhom, withinMinutes } = clockOfAlarms(alarms)
  await addAlarmShown(tx, {
    id: id(),
    patientId: episode.patientId,
    episodeId: episode.id,
    inr,
    title,
    forWhom,
    by: actor.accountId,
    at: new Date(now).toISOString(),
    dueAt: new Date(now + withinMinutes * MINUTE_MS).toISOString(),
  })
}

/**
 * Makes a task of every alarm that was shown and left unsaved for its own time, at each provider, once: a result that
 * somebody typed and walked away from is a patient whom nobody has acted on (H17).
 */
export const findUnsavedAlarms = (house: House): Promise<void> => atEachProvider(house, openAt)

/** Answers how many alarms it looked at. */
async function openAt(tx: Tx, now: number): Promise<number> {
  const at = new Date(now).toISOString()
  const settled = await settleShownAlarms(tx, at)
  const opened = new Map<string, string>()
  for (const shown of settled) {
    const { episodeId, patientId, title, forWhom, by } = shown
    if (shown.isSaved || shown.hasTask || opened.has(episodeId)) continue
    const id = newId(now)
    await addTask(tx, {
      id,
      kind: 'alarm-unsaved',
      patientId,
      episodeId,
      visitId: null,
      title: `Typed and not saved: ${title}`,
      details: { shown: shown.id },
      forWhom,
      openedBy: by,
      openedAt: at,
      dueAt: new Date(shown.dueAt).toISOString(),
      takenBy: null,
    })
    const note = `INR ${shown.inr} typed at ${londonClock(shown.at)} raised an alarm; nothing was saved.`
    await addTaskEvent(tx, { id: newId(now), taskId: id, what: 'opened', note, by: null, at })
    opened.set(episodeId, id)
  }
  if (opened.size > 0) {
    const noted = [...opened.values()]
    await addAuditLine(tx, canonicalJson({ act: 'find-unsaved-alarms', at, noted }))
  }
  return settled.length
}
