import { trimAscii } from '#base/typed-text.ts'
import type { HistoryVisit } from '#store/visits.ts'
import type { Finding } from './outcome.ts'
import type { TextFields } from './text-fields.ts'
import type { VisitCase } from './visit-case.ts'

/** Two results of one patient within this time cannot both be meant. @see docs/evidence.md#second-result */
const SAME_VISIT_MS = 10 * 60_000

type SecondResult = {
  readonly findings: readonly Finding[]
  readonly replaces: { readonly resultId: string; readonly reason: string } | null
}

const NO_SECOND_RESULT: SecondResult = { findings: [], replaces: null }

/**
 * A second visit so soon after the first asks which one is valid and why. The other is voided by a row of
 * its own, never deleted.
 */
export function secondResultFindings(
  fields: TextFields<'secondResult' | 'secondResultReason'>,
  { history }: VisitCase,
  now: number,
): SecondResult {
  const first = justEntered(history, now)
  if (first === undefined) return NO_SECOND_RESULT
  if (fields.secondResult !== 'this-one') {
    const message =
      'Another result of this patient was saved less than 10 minutes ago. Say which one is valid.'
    return asks('secondResult', 'second-result', message)
  }
  const reason = trimAscii(fields.secondResultReason ?? '')
  if (reason === '') {
    return asks('secondResultReason', 'required', 'Say why the other result is not valid.')
  }
  return { findings: [], replaces: { resultId: first.id, reason } }
}

const justEntered = (history: readonly HistoryVisit[], now: number): HistoryVisit | undefined =>
  history.findLast(({ hasVisit, enteredAt }) => hasVisit && now - enteredAt < SAME_VISIT_MS)

const asks = (field: string, code: string, message: string): SecondResult => ({
  findings: [{ field, code, message }],
  replaces: null,
})
