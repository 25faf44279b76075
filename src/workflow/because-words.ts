import { reasonInWords } from '#clinical/alerts/question-reasons.ts'
import { LATER_REASONS, laterReason } from '#recall/later-reasons.ts'

/** Why a question was gone past, in words; a code that has none is shown as it is, never left out. */
export function becauseInWords(question: string, reason: string | null): string {
  if (reason === null) return 'No reason was asked for then'
  const later = laterReason(reason)
  const words = later === undefined ? undefined : LATER_REASONS[later]
  return reasonInWords(question, reason) ?? words ?? reason
}
