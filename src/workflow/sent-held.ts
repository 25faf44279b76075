import { findEpisode } from '#store/episodes.ts'
import { addSentStep, type FoundSent, type NewStep } from '#store/sent-results.ts'
import { type FoundTask, openTasksAbout, openTasksOf, type TaskKind } from '#store/tasks.ts'
import { waitForVisit } from '#store/visits.ts'
import { isAlarmTask } from './ask-to-enter.ts'
import type { Desk } from './desk.ts'
import { heldAsSent } from './result-to-enter.ts'
import { methodOfSent } from './sent-meter.ts'
import type { Held } from './sent-person.ts'
import { askForDecision, askForSample, closeAll, fromOf } from './sent-waiting.ts'

/** Of one that differs from what is on record: somebody finds out which is right. */
const TO_LOOK_AT: readonly [TaskKind, TaskKind] = ['result-corrected', 'alarm']

/** Of one whose value could not be read: a meter that says HI has measured more than it can show. */
const UNREAD: readonly [TaskKind, TaskKind] = ['alarm', 'alarm']

/**
 * Opens the task of a held result whose patient is sure, in the place of what was asked about it before; an alarming one is
 * an alarm as if it had been typed (H17). A record whose own result may be another's is not told what the other's is (H01).
 */
export async function askAboutHeld(
  desk: Desk,
  found: FoundSent,
  { asks, code, says }: Held,
  instead: readonly string[],
): Promise<void> {
  const { sent, unread } = found.entry
  const told = sent ?? unread
  if (asks === undefined || told === undefined) return
  const { doubtedOn } = asks
  const isDoubt = doubtedOn !== undefined
  const toLookAt = sent === null ? UNREAD : TO_LOOK_AT
  const kinds = code === 'another-waits' ? undefined : toLookAt
  const what = sent?.inr === null ? 'is taken back by' : 'has come from'
  const asked = isDoubt
    ? `has come again from ${told.laboratory}, and not surely as of this patient: find out whose it is`
    : `${what} ${fromOf(told)}, and is held. ${says}`
  const [inr, sampledOn] = isDoubt ? [null, doubtedOn] : [sent?.inr ?? null, told.sampledOn]
  const result = { sentId: found.id, inr, sampledOn, method: methodOfSent(told) }
  const keepsAlarms = code === 'changed-unsaid'
  const asking = { result, says: asked, instead, keepsAlarms, ...(kinds && { kinds }) }
  await askForDecision(desk, asks, asking)
}

/**
 * Ends what a message that is held no longer asks of the record that it was held for. Where that record has nobody else who
 * sees to it, the task stays while its INR stands there, and else another sample is asked for (H03).
 */
export async function endAskedAboutHeld(
  desk: Desk,
  held: FoundSent,
  next: NewStep,
  why = 'the laboratory has sent it otherwise since',
): Promise<void> {
  const { id, patientId, entry } = held
  const told = entry.sent ?? entry.unread
  if (patientId === null || told === undefined) return
  await waitForVisit(desk.tx, patientId)
  const theirs = await openTasksAbout(desk.tx, patientId, id)
  const [first] = theirs
  if (first === undefined) return
  if (!(await isSeenTo(desk, first.episodeId, theirs))) {
    if (next.patientId === patientId && next.step !== 'voided') return
    const owner = theirs.find(({ takenBy }) => takenBy !== null)?.takenBy
    const { inr = '', sampledOn = told.sampledOn } = heldAsSent(first) ?? {}
    await askForSample(desk, first, { inr, sampledOn, why }, owner)
  }
  await closeAll(desk, theirs, next.says)
}

/** Whether a course has a next test or somebody without these tasks: in the place of an alarm, only another alarm. */
async function isSeenTo(
  { tx }: Desk,
  episodeId: string,
  theirs: readonly FoundTask[],
): Promise<boolean> {
  const episode = await findEpisode(tx, episodeId)
  if (episode?.nextTestOn != null) return true
  const ids = theirs.map(({ id }) => id)
  const rest = (await openTasksOf(tx, episodeId)).filter(({ id }) => !ids.includes(id))
  return theirs.some(isAlarmTask) ? rest.some(isAlarmTask) : rest.length > 0
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
export async function settleOvertaken(
  desk: Desk,
  found: FoundSent,
  next: NewStep,
  others: readonly FoundSent[],
): Promise<void> {
  const { sent } = found.entry
  if (sent === null || next.step === 'settled') return
  const [by, at] = [desk.actor.accountId, new Date(desk.now).toISOString()]
  const why = sent.inr === null ? 'the laboratory took it back' : undefined
  for (const other of others) {
    if (other.step !== 'held' || !overtakes(found, other)) continue
    if (!(await addSentStep(desk.tx, other, { ...SENT_AGAIN, by, at }))) continue
    await endAskedAboutHeld(desk, other, next, why)
  }
}
