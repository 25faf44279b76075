import { findEpisode } from '#store/episodes.ts'
import { findResult } from '#store/results.ts'
import { addSentStep, type FoundSent, type NewStep, sentUnderItsName } from '#store/sent-results.ts'
import { type FoundTask, openTasksOf, type TaskKind } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import { closeAll } from './sent-correction.ts'
import type { Held } from './sent-person.ts'
import { askForDecision, fromOf } from './sent-waiting.ts'

/** Of one that differs from what is on record: somebody finds out which is right. */
const TO_LOOK_AT: readonly [TaskKind, TaskKind] = ['result-corrected', 'alarm']

/** Opens the task of a held result whose patient is sure, once; an alarming one is an alarm as if it had been typed (H17). */
export async function askAboutHeld(desk: Desk, found: FoundSent, held: Held): Promise<void> {
  const { asks, code, says } = held
  const { sent } = found.entry
  if (asks === undefined || sent === null) return
  const open = await openTasksOf(desk.tx, asks.episode.id)
  if (open.some((task) => isAbout(task, found.id))) return
  const kinds = code === 'another-waits' ? undefined : TO_LOOK_AT
  const { inr, sampledOn } = sent
  const what = inr === null ? 'is taken back by' : 'has come from'
  const asked = `${what} ${fromOf(sent)}, and is held. ${says}`
  await askForDecision(desk, asks, { sentId: found.id, inr, sampledOn }, asked, kinds)
}

/** Closes that task when the result is held no longer, where the course has a test or another task by then. */
export async function endAskedAboutHeld(
  desk: Desk,
  found: FoundSent,
  { resultId, says }: NewStep,
): Promise<void> {
  const result = resultId === null ? undefined : await findResult(desk.tx, resultId)
  const episode = result && (await findEpisode(desk.tx, result.episodeId))
  if (episode === undefined) return
  const open = await openTasksOf(desk.tx, episode.id)
  const theirs = open.filter((task) => isAbout(task, found.id))
  if (open.length > theirs.length || episode.nextTestOn !== null) await closeAll(desk, theirs, says)
}

/** What has become of a message in whose place a later one stands. */
export const SENT_AGAIN: NewStep = {
  step: 'settled',
  code: 'sent-again-since',
  says: 'The laboratory has sent it again since: that message stands in its place.',
  patientId: null,
  resultId: null,
}

/**
 * Whether one message stands in the place of another of the same name, whatever became of that: a later correction does, and
 * a later result of the same person in the place of one that was no correction either. Only the newest is dosed on (H03).
 */
export function overtakes(
  { entry: { sent: later }, receivedAt }: FoundSent,
  { entry: { sent: earlier }, receivedAt: before }: FoundSent,
): boolean {
  if (later === null || earlier === null || receivedAt <= before) return false
  if (later.status !== 'final') return true
  return earlier.status === 'final' && later.person.nhsNumber === earlier.person.nhsNumber
}

/** Nobody is to enter by hand what is held and what the laboratory has since corrected or taken back. */
export async function settleOvertaken(desk: Desk, found: FoundSent, next: NewStep): Promise<void> {
  if (found.entry.sent === null || next.step === 'settled') return
  const [by, at] = [desk.actor.accountId, new Date(desk.now).toISOString()]
  for (const other of await sentUnderItsName(desk.tx, found)) {
    if (other.step !== 'held' || !overtakes(found, other)) continue
    if (!(await addSentStep(desk.tx, other, { ...SENT_AGAIN, by, at }))) continue
    await endAskedAboutHeld(desk, other, { ...SENT_AGAIN, resultId: next.resultId })
  }
}

const isAbout = ({ details }: FoundTask, sentId: string): boolean =>
  typeof details === 'object' &&
  details !== null &&
  'sentId' in details &&
  details.sentId === sentId
