import { clinicalDate } from '#base/day.ts'
import type { DoseText, WhyLetter } from '#print/dose-text.ts'
import type { ContactDetails } from '#register/contact-details.ts'
import { Details } from '#web/parts/details.tsx'
import { SendForm } from './message-sent.tsx'
import { SentForm, TooLateToday } from './text-sent.tsx'

const WHY_LETTER: Record<WhyLetter, string> = {
  'two-anticoagulants': 'Two anticoagulants are taken, which a short text cannot say safely.',
  procedure: 'The dose is taken around a procedure, which a short text cannot say safely.',
  'too-long': 'The dates do not fit into a few messages without being cut.',
}

type Contact = Pick<ContactDetails, 'mobile' | 'contactVerifiedOn'>

type Props = Omit<Parameters<typeof SentForm>[0], 'mobile'> & {
  readonly text: DoseText
  readonly contact: Contact
  /** The patient has been told: nothing is sent any more. */
  readonly isTold: boolean
  /** A gateway sends it, and nobody has asked for that yet. */
  readonly maySend: boolean
} & Parameters<typeof TooLateToday>[0]

/** The dose as text messages for copying, beside the number and the day on which it was last checked (H16). */
export function TextMessage({ text, contact, isTold, maySend, asAt, closesAt, ...form }: Props) {
  if (text.kind === 'letter') {
    return (
      <Details summary="Text message: send a letter instead">
        <p>
          {WHY_LETTER[text.because]} Print the dose page and post it, or tell the patient by
          telephone.
        </p>
      </Details>
    )
  }
  const { messages } = text
  const count = messages.length === 1 ? '1 message' : `${messages.length} messages`
  return (
    <Details
      summary={`Text message ${maySend ? 'to send or copy' : 'for copying'}: ${count}`}
      open={isRefused(form)}
    >
      <Mobile contact={contact} />
      {messages.map((message) => (
        <pre key={message} className="evk-text-message">
          {message}
        </pre>
      ))}
      {maySend && contact.mobile !== '' && !isTold && (
        <>
          <TooLateToday asAt={asAt} closesAt={closesAt} />
          <SendForm {...form} mobile={contact.mobile} />
          <p>Or by hand:</p>
        </>
      )}
      <p>
        Copy {messages.length === 1 ? 'it' : 'each one by itself, in this order,'} into your own
        messaging system. {!maySend && 'Nothing is sent from here. '}The patient has been told only
        when they answer: save that when the answer has come.
      </p>
      {contact.mobile !== '' && !isTold && (
        <>
          {!maySend && <TooLateToday asAt={asAt} closesAt={closesAt} />}
          <SentForm {...form} mobile={contact.mobile} />
        </>
      )}
    </Details>
  )
}

const isRefused = ({ findings }: Pick<Props, 'findings'>): boolean =>
  findings.some(({ field }) => field === 'number' || field === 'send')

function Mobile({ contact: { mobile, contactVerifiedOn } }: Pick<Props, 'contact'>) {
  if (mobile === '') return <p>No mobile number is recorded.</p>
  return (
    <p>
      Mobile <strong>{mobile}</strong>,{' '}
      {contactVerifiedOn === null
        ? 'never checked with the patient: check it before you send anything.'
        : `last checked with the patient on ${clinicalDate(contactVerifiedOn)}.`}
    </p>
  )
}
