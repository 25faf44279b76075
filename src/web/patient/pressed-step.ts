import { ASKED_CODES } from '#clinical/alerts/question-reasons.ts'
import { type Form, field } from '#web/page.ts'
import { becauseField } from '#workflow/question-answers.ts'

/** What a question before a dose was asked of: its reasons are buttons of their own, which name no step. */
export const ASKED_STEP = 'asked-step'

/** Which way to save was pressed: its own button, or that of a reason for the question that stood before it. */
export function pressedStep(form: Form): string | undefined {
  const step = field(form, 'step')
  if (step !== undefined) return step
  const isReason = ASKED_CODES.some((code) => field(form, becauseField(code)) !== undefined)
  return isReason ? field(form, ASKED_STEP) : undefined
}
