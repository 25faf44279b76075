import { answerDueAt } from './text-answer.ts'

/** @technical Minutes until a message that the network did not answer for is offered again, by how often it was; then the last. */
const AGAIN_AFTER_MINUTES = [1, 2, 4, 8] as const
/** @technical Minutes between two questions whether a message has arrived, in the first hour and after it. */
const ASK_AFTER_MINUTES = { soon: 1, later: 15 } as const
/** @technical Hours in which a network is asked for a receipt; the task to telephone has come long before. */
const ASKED_FOR_HOURS = 72
/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000
/** @technical Minutes of an hour. */
const HOUR_MINUTES = 60

/** The instant from which a message is offered to the network no more: its answer would have been due (H16). Milliseconds. */
export const lastSentAt = (askedAt: number): number => answerDueAt([askedAt]) ?? askedAt

/** When a message is offered again that was offered so often; the same key makes it one message. Milliseconds. */
export function offeredAgainAt(now: number, attempts: number): number {
  const minutes = AGAIN_AFTER_MINUTES[attempts - 1] ?? AGAIN_AFTER_MINUTES.at(-1) ?? 1
  return now + minutes * MINUTE_MS
}

/** When the network is asked next whether a message has arrived; undefined once nobody asks any more. Milliseconds. */
export function askedAgainAt(now: number, askedAt: number): number | undefined {
  const since = (now - askedAt) / MINUTE_MS
  if (since >= ASKED_FOR_HOURS * HOUR_MINUTES) return undefined
  const { soon, later } = ASK_AFTER_MINUTES
  return now + (since < HOUR_MINUTES ? soon : later) * MINUTE_MS
}
