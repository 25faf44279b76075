import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { patientIn } from '#web/register/address.ts'
import {
  ListField,
  NOT_SENT,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { sendTransfer } from '#workflow/send-transfer.ts'
import { type TransferForm, transferForm } from '#workflow/transfer-form.ts'
import { DIRECTORY, sendHref, transferHref } from './addresses.ts'

/** GET /patients/:patientId/transfer: asks another provider to take the patient on. */
export const sendPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

/** POST: it goes on to the transfer, which says where it stands. */
export const sendPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await sendTransfer.run(house, caller, key, values)
  if (outcome.kind === 'done') {
    return { kind: 'redirect', to: transferHref(outcome.subject ?? '') }
  }
  if (outcome.status === 403) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await transferForm(house, caller, { patientId: patientIn(params) })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { patient, today } = shown
  const home = `/patients/${patient.id}`
  return {
    kind: 'page',
    status,
    title: 'Hand over to another provider',
    place: 'register',
    banner: bannerOf(patient, today, home),
    errors: form.findings,
    main: (
      <>
        <BackLink href={`${home}/plan`}>Treatment plan</BackLink>
        <h1>Hand over to another provider</h1>
        <p className="nhsuk-u-reading-width">
          You answer for this patient until the other provider has accepted: call, recall, doses and
          alarms stay with you. The whole record that is needed goes along: who it is, the plan, the
          last results, the dose and the next test.
        </p>
        <Before shown={shown} />
        {shown.running === undefined && shown.blocked.length === 0 && (
          <SendForm request={request} shown={shown} form={form} />
        )}
      </>
    ),
  }
}

/** What stands in the way, and what must be closed before anybody can accept. */
function Before({ shown: { running, blocked, open } }: { readonly shown: TransferForm }) {
  return (
    <>
      {running !== undefined && (
        <InsetText>
          <p>
            This patient is being handed over to {running.otherName} already.{' '}
            <a href={transferHref(running.id)}>See where it stands</a>
          </p>
        </InsetText>
      )}
      {blocked.length > 0 && (
        <WarningCallout heading="This patient cannot be handed over yet">
          <ul>
            {blocked.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </WarningCallout>
      )}
      {open.length > 0 && (
        <InsetText>
          <p>Must be closed here before anybody can accept:</p>
          <ul>
            {open.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </InsetText>
      )}
    </>
  )
}

type FormProps = {
  readonly request: PageRequest
  readonly shown: TransferForm
  readonly form: TypedForm
}

function SendForm({ request: { csrf, key }, shown, form }: FormProps) {
  const { patient, episodeId } = shown
  return (
    <PostForm action={sendHref(patient.id)} csrf={csrf} requestKey={key} className="evk-narrow">
      <input type="hidden" name="episodeId" value={episodeId ?? ''} />
      <ListField
        form={form}
        name="to"
        label="Who is asked"
        hint={<a href={DIRECTORY}>Which provider offers which level</a>}
        words={receivers(shown)}
        none="Choose"
      />
      <TextField
        form={form}
        name="otherName"
        label="Name of a provider outside Evenkeel"
        hint="Only where the provider is not in the list."
      />
      <TextField form={form} name="otherContact" label="How that provider is reached" />
      <NoteField
        form={form}
        name="note"
        label="Why, and what the other provider should know"
        rows={4}
      />
      <Button>Ask the other provider</Button>
    </PostForm>
  )
}

function receivers({ here, directory: { offers, others } }: TransferForm): Record<string, string> {
  const offered = offers.map(({ providerId, name, levels }) => [
    providerId,
    `${name}: levels ${levels.join(', ')}`,
  ])
  const unknown = others.map(({ providerId, name }) => [providerId, `${name}: levels not known`])
  return {
    ...Object.fromEntries([...offered, ...unknown].filter(([id]) => id !== here)),
    outside: 'Another provider, outside Evenkeel',
  }
}
