/** How long an answer to the text of a dose is waited for before the patient is telephoned. @see docs/evidence.md#text-answer */
const ANSWER_MINUTES = 120
/** @technical Milliseconds of a minute. */
const MINUTE_MS = 60_000

/**
 * The instant by which a text that was sent must have been acknowledged (H16), counted from the first that was sent of a dose:
 * sending it again waits no longer. Undefined where none was sent. Milliseconds.
 */
export function answerDueAt(sentAt: readonly number[]): number | undefined {
  return sentAt.length === 0 ? undefined : Math.min(...sentAt) + ANSWER_MINUTES * MINUTE_MS
}

/** The latest instant of sending for which the answer is overdue at this one. Milliseconds. */
export const overdueIfSentBy = (now: number): number => now - ANSWER_MINUTES * MINUTE_MS
