import { type Day, day } from '#base/day.ts'
import { type NextStep, nextStep } from '#recall/did-not-attend.ts'
import { type NonAttendance, nonAttendanceOf } from '#store/contacts.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { Tx } from '#store/tx.ts'

/** Where one course stands after a missed test, and what comes next. */
export type MissedTestState = NonAttendance & { readonly next: NextStep }

export async function missedTestState(
  tx: Tx,
  episode: FoundEpisode,
  today: Day,
): Promise<MissedTestState> {
  const found = await nonAttendanceOf(tx, episode.id, today)
  const next = nextStep({
    isMissed: found.missedOn !== null || isOverdue(episode, today),
    isBooked: found.bookedOn !== null,
    contacts: found.contacts,
    nextDueOn: found.nextDueOn === null ? null : day(found.nextDueOn),
    isDecisionOpen: found.taskId !== null,
  })
  return { ...found, next }
}

/** The test date has passed without a test; treatment that is paused or over has none to miss. */
function isOverdue({ phase, nextTestOn, lastTestedOn }: FoundEpisode, today: Day): boolean {
  const isTested = phase === 'initiating' || phase === 'maintaining'
  if (!isTested || nextTestOn === null || nextTestOn >= today) return false
  return lastTestedOn === null || lastTestedOn < nextTestOn
}
