import { clinicalInstant } from '#base/day.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { ErrorMessage } from '#web/parts/error-message.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { FormGuard, keyOfForm } from '#web/parts/form-guard.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { SavedDose, SentMessage } from '#workflow/saved-dose.ts'

/** What became of a text that was given to be sent; delivered is not told (H16). */
const STATE_WORDS: Readonly<Record<SentMessage['state'], string>> = {
  waiting: 'waits to be sent',
  sending: 'is being sent; the network has not answered yet',
  accepted: 'is with the network; no receipt has come yet',
  delivered: 'was delivered',
  failed: 'did not arrive: the network could not deliver it',
  'unknown-number': 'did not arrive: the network does not know this number',
  refused: 'was refused by the network',
  expired: 'was not sent in time, and is not sent any more',
  'no-receipt': 'was sent; the network never said whether it arrived',
  cancelled: 'was stopped',
  'to-confirm': 'waits',
  confirmed: 'is confirmed',
}

const MAY_HAVE_ARRIVED =
  'was given to the network, which did not answer in time: the patient may have it or not'

/** The text of this dose that was given to be sent, with where it stands. */
export function MessageSent({ message }: Pick<SavedDose, 'message'>) {
  if (message === null) return null
  const { address, askedAt, byName, sequence, state, attempts, events } = message
  const isUnsure = state === 'expired' && attempts > 0
  const last = events.at(-1)
  return (
    <p>
      <strong>Text {sequence} to this patient</strong>, to {address}, given to be sent{' '}
      {clinicalInstant(askedAt)}, {byName}: it {isUnsure ? MAY_HAVE_ARRIVED : STATE_WORDS[state]}
      {last !== undefined && events.length > 1 && ` (${clinicalInstant(last.at)})`}.
      {state === 'cancelled' && last?.note !== null && ` ${last?.note}`}
    </p>
  )
}

type Props = {
  readonly decisionId: string
  readonly mobile: string
  readonly request: PageRequest
  readonly findings: readonly Finding[]
}

/** Gives the text to be sent to the number on record when the page was made. */
export function SendForm({ decisionId, mobile, request, findings }: Props) {
  const error = errorOf(findings, 'send')
  return (
    <form action={`/doses/${decisionId}/send-text`} method="post" data-submit-once id="send">
      <FormGuard csrf={request.csrf} requestKey={keyOfForm(request.key, 'send')} />
      <input type="hidden" name="number" value={mobile} />
      {error !== undefined && <ErrorMessage>{error}</ErrorMessage>}
      <Button variant="secondary">Send as a text to {mobile}</Button>
    </form>
  )
}
