import { clinicalInstant, londonClock } from '#base/day.ts'
import { answerDueAt } from '#recall/text-answer.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { ErrorMessage } from '#web/parts/error-message.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard, keyOfForm } from '#web/parts/form-guard.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { SavedDose, SentMessage } from '#workflow/saved-dose.ts'

/** When a person sent the text of this dose by hand. */
export const TextsSent = ({ texts, message }: Pick<SavedDose, 'texts' | 'message'>) => (
  <>
    {texts
      .filter(({ id }) => id !== message?.id)
      .map(({ id, number, byName, at }) => (
        <p key={id}>
          <strong>Text sent</strong> to {number}, {clinicalInstant(at)}, {byName}.
        </p>
      ))}
  </>
)

/** Where nobody waits for an answer any more, and what is known of the text. */
function whyNoAnswer({ state, attempts }: SentMessage): string | undefined {
  if (state === 'expired') {
    return attempts === 0 ? 'the text was not sent' : 'nobody knows whether the text arrived'
  }
  return LOST.includes(state) ? 'the text did not arrive' : undefined
}

const LOST: readonly string[] = ['failed', 'unknown-number', 'refused']

/** Sent is not told: until when an answer is waited for, and what is done after that (H16). */
export function NotAnswered({
  texts,
  message,
  asAt,
  closesAt,
}: Pick<SavedDose, 'texts' | 'message' | 'asAt' | 'closesAt'>) {
  const noAnswer = message === null ? undefined : whyNoAnswer(message)
  if (noAnswer !== undefined) {
    return (
      <WarningCallout heading={`Telephone today: ${noAnswer}`}>
        <p>
          Telephone the patient, have the dose read back, and save it under “Told in another way”.
        </p>
      </WarningCallout>
    )
  }
  const due = answerDueAt(texts.map(({ at }) => at))
  if (due === undefined) return null
  if (due > asAt) {
    return (
      <WarningCallout heading="Text sent, not acknowledged">
        <p>
          The patient has not been told yet. If no answer is recorded by {clinicalInstant(due)},
          this becomes a task to telephone them the same day.
        </p>
        {closesAt !== null && due > closesAt && (
          <p>
            The clinic closes before that, at {londonClock(closesAt)}: do not leave without the
            answer, or telephone the patient.
          </p>
        )}
      </WarningCallout>
    )
  }
  return (
    <WarningCallout heading="Telephone today: the text was not answered">
      <p>
        No answer was recorded by {clinicalInstant(due)}. Telephone the patient, have the dose read
        back, and save it under “Told in another way”.
      </p>
    </WarningCallout>
  )
}

/** Nobody is there to telephone when the time for an answer ends after the clinic has closed (H16). */
export function TooLateToday({ asAt, closesAt }: Pick<SavedDose, 'asAt' | 'closesAt'>) {
  const due = answerDueAt([asAt])
  if (due === undefined || closesAt === null || due <= closesAt) return null
  return (
    <p>
      <strong>Telephone instead.</strong> The time for an answer would end {clinicalInstant(due)},
      after the clinic closes at {londonClock(closesAt)}.
    </p>
  )
}

/** Where the form of a sent text posts to. */
const sentAction = (decisionId: string): string => `/doses/${decisionId}/text-sent`

type SentFormProps = {
  readonly decisionId: string
  readonly mobile: string
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}

/** Whoever has sent the text says so here; the number is the one on record when the page was made. */
export function SentForm({ decisionId, mobile, request, findings }: SentFormProps) {
  const { csrf, key } = request
  const error = errorOf(findings, 'number')
  return (
    <form action={sentAction(decisionId)} method="post" data-submit-once id="number">
      <FormGuard csrf={csrf} requestKey={keyOfForm(key, 'sent')} />
      <input type="hidden" name="number" value={mobile} />
      {error !== undefined && <ErrorMessage>{error}</ErrorMessage>}
      <Button variant="secondary">I have sent it to {mobile}</Button>
    </form>
  )
}
