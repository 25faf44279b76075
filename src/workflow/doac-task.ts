import { capitalised } from '#base/capitalised.ts'
import type { ReviewOutcome } from '#clinical/doac/review-outcome.ts'
import type { Fired } from '#clinical/warfarin/advice.ts'
import type { FoundTask } from '#store/tasks.ts'
import type { Desk } from './desk.ts'
import type { ReadReview } from './doac-review-read.ts'
import { openTask } from './visit-task.ts'

/** What a prescriber is handed: the review, and why it is theirs. */
export type DoacTaskDetails = {
  readonly reviewId: string
  readonly outcome: ReviewOutcome
  readonly because: readonly Fired[]
}

type ToDecide = Exclude<ReviewOutcome, 'matches' | 'differs'>

/** How long a decision may wait before it escalates, in minutes. @see docs/evidence.md#doac-decision */
export const DECISION_MINUTES: Readonly<Record<ToDecide, number>> = {
  contraindicated: 120,
  'differs-danger': 240,
  'prescriber-decides': 1440,
}

const TITLES: Readonly<Record<ToDecide, string>> = {
  contraindicated: 'may not be taken',
  'differs-danger': 'the dose does not match',
  'prescriber-decides': 'no rule gives a dose',
}

/** Hands a review to a prescriber, with a clock. */
export function openDoacTask(
  desk: Desk,
  review: ReadReview,
  outcome: ReviewOutcome,
  reviewId: string,
  reason: { readonly code: string; readonly text: string } | null,
): Promise<string> {
  const kind = outcome === 'matches' || outcome === 'differs' ? 'differs-danger' : outcome
  const { episode, medicine } = review.known
  const details: DoacTaskDetails = { reviewId, outcome, because: becauseOf(review) }
  return openTask(desk, {
    kind: 'doac-review',
    patientId: episode.patientId,
    episodeId: episode.id,
    visitId: null,
    title: `${capitalised(medicine)}: ${TITLES[kind]}`,
    details,
    forWhom: 'prescriber',
    takenBy: null,
    withinMinutes: DECISION_MINUTES[kind],
    note: reason === null ? '' : `${reason.code}${reason.text === '' ? '' : `: ${reason.text}`}`,
  })
}

function becauseOf({ verdict }: ReadReview): readonly Fired[] {
  switch (verdict.kind) {
    case 'contraindicated':
      return verdict.stops
    case 'prescriber-decides':
      return verdict.because
    case 'not-assessable':
      return verdict.gaps
    case 'assessed':
      return verdict.recommended.because
  }
}

/** What a task of this kind carries; null for any other. */
export const doacTaskDetails = ({ kind, details }: FoundTask): DoacTaskDetails | null =>
  kind === 'doac-review' ? (details as DoacTaskDetails) : null
