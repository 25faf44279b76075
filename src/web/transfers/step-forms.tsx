import type { ReactNode } from 'react'
import { DECLINED_BECAUSE } from '#register/transfer.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Details } from '#web/parts/details.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import {
  DayField,
  ListField,
  NOT_SENT,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import type { TransferShown } from '#workflow/transfers-shown.ts'
import { transferHref } from './addresses.ts'

type Props = {
  readonly request: PageRequest
  readonly shown: TransferShown
  readonly form: TypedForm
}

/** What this side can do now; nothing once it is over. */
export function StepForms(props: Props) {
  const { state, transfer, may } = props.shown
  if (state.kind === 'over' || !may.answer) return null
  return transfer.side === 'receives' ? <Receiver {...props} /> : <Sender {...props} />
}

function Receiver(props: Props) {
  const { shown } = props
  const isUnmet = shown.judged.criteria.some(({ standing }) => standing === 'not-met')
  return (
    <>
      {shown.may.accept && (
        <Deed {...props} deed="accept" button="Accept this patient" variant="primary">
          {() => (
            <>
              <input type="hidden" name="seen" value={shown.hash} />
              {isUnmet && (
                <NoteField
                  form={formOf(props, 'accept')}
                  name="criteriaReason"
                  label="A criterion is not met. Why do you take this patient on all the same?"
                />
              )}
            </>
          )}
        </Deed>
      )}
      {shown.transfer.otherProviderId !== null && (
        <Deed {...props} deed="renew" button="Get it as it is now" />
      )}
      <Details summary="Ask the sender something" open={isSent(props, 'ask')}>
        <Deed {...props} deed="ask" button="Send the question">
          {(form) => <Words form={form} deed="ask" label="What is asked or missing" />}
        </Deed>
      </Details>
      <Details summary="Decline" open={isSent(props, 'decline')}>
        <Deed {...props} deed="decline" button="Decline">
          {(form) => <Declining form={form} />}
        </Deed>
      </Details>
    </>
  )
}

function Declining({ form }: { readonly form: TypedForm }) {
  return (
    <>
      <ListField form={form} name="because" label="Why" words={DECLINED_BECAUSE} none="Choose" />
      <Words form={form} deed="decline" label="In words" />
      <TextField form={form} name="signposted" label="Where the patient was signposted to" />
    </>
  )
}

function Sender(props: Props) {
  const { transfer, state, may } = props.shown
  const isAsked = state.kind === 'waits' && state.for === 'sends'
  return (
    <>
      {isAsked && (
        <Deed {...props} deed="answer" button="Send the answer" variant="primary">
          {(form) => <Words form={form} deed="answer" label="Your answer" />}
        </Deed>
      )}
      {transfer.otherProviderId === null && may.send && (
        <Details summary="Record that it was accepted" open={isSent(props, 'accepted')}>
          <Deed {...props} deed="accepted" button="Record it: treatment ends here">
            {(form) => (
              <>
                <TextField form={form} name="acceptedBy" label="Who accepted, by name and post" />
                <DayField form={form} name="acceptedOn" legend="On which day" />
              </>
            )}
          </Deed>
        </Details>
      )}
      {transfer.otherProviderId === null && (
        <Details summary="Record a question or a refusal" open={isSent(props, 'decline')}>
          <Deed {...props} deed="ask" button="Record the question">
            {(form) => <Words form={form} deed="ask" label="What they ask" />}
          </Deed>
          <Deed {...props} deed="decline" button="Record that they declined">
            {(form) => <Declining form={form} />}
          </Deed>
        </Details>
      )}
      <Details summary="Withdraw" open={isSent(props, 'withdraw')}>
        <Deed {...props} deed="withdraw" button="Withdraw">
          {(form) => <Words form={form} deed="withdraw" label="Why it is withdrawn" />}
        </Deed>
      </Details>
    </>
  )
}

const isSent = ({ form }: Props, deed: string): boolean => form.values['deed'] === deed

/** What was typed belongs to the form that was sent; the others of the page are empty. */
const formOf = (props: Props, deed: string): TypedForm =>
  isSent(props, deed) ? props.form : NOT_SENT

function Words({ form, deed, label }: WordsProps) {
  return <NoteField form={form} name="words" id={`words-${deed}`} label={label} />
}

type WordsProps = { readonly form: TypedForm; readonly deed: string; readonly label: string }

type DeedProps = Props & {
  readonly deed: string
  readonly button: string
  readonly variant?: 'primary'
  readonly children?: (form: TypedForm) => ReactNode
}

function Deed(props: DeedProps) {
  const { request, shown, deed, button, variant, children } = props
  return (
    <PostForm
      action={transferHref(shown.transfer.id)}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="deed" value={deed} />
      {children?.(formOf(props, deed))}
      <Button {...(variant === undefined && { variant: 'secondary' })}>{button}</Button>
    </PostForm>
  )
}
