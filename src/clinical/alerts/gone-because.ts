import { type AlikeAlerts, answerOf } from './alert-answers.ts'

/** How often a question was gone past for one reason; null where none was asked for. */
export type ReasonCount = { readonly reason: string | null; readonly count: number }

/** A question before a dose, and the reasons for which it was gone past, the commonest first. */
export type GoneBecause = { readonly code: string; readonly reasons: readonly ReasonCount[] }

/** Why each question was gone past, the one gone past most often first: what the safety officer reads beside the shares (H33). */
export function goneBecause(alike: readonly AlikeAlerts[]): readonly GoneBecause[] {
  const gone = alike.filter((one) => one.kind === 'confirm' && answerOf(one) === 'gone-past')
  return [...Map.groupBy(gone, ({ code }) => code)]
    .map(([code, ofCode]) => ({ code, reasons: reasonsOf(ofCode) }))
    .sort((one, other) => total(other) - total(one) || (one.code < other.code ? -1 : 1))
}

const reasonsOf = (alike: readonly AlikeAlerts[]): readonly ReasonCount[] =>
  [...Map.groupBy(alike, ({ reason }) => reason)]
    .map(([reason, ofReason]) => ({ reason, count: ofReason.reduce(add, 0) }))
    .sort(
      (one, other) =>
        other.count - one.count || ((one.reason ?? '') < (other.reason ?? '') ? -1 : 1),
    )

const total = ({ reasons }: GoneBecause): number => reasons.reduce(add, 0)
const add = (sum: number, { count }: { readonly count: number }): number => sum + count
