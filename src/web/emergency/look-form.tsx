import { EMERGENCY_REASONS } from '#register/emergency-reasons.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import {
  ChoiceField,
  DayField,
  linkedFindings,
  NOT_SENT,
  NoteField,
  TextField,
  type TypedForm,
} from '#web/register/typed-form.tsx'
import { lookInEmergency, TRIES_AN_HOUR } from '#workflow/look-in-emergency.ts'
import { EMERGENCY, emergencyHref } from './addresses.ts'

const TITLE = 'Another provider’s patient, in an emergency'

/** GET /emergency */
export const lookForm: PageHandler = async (request) => reply(request, NOT_SENT, 200)

/** POST /emergency - posted, so that no number stands in an address. */
export const lookFormPosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const looked = await lookInEmergency.run(house, caller, key, values)
  if (looked.kind === 'refused') {
    const isWhole = looked.findings.every(({ field }) => field === '')
    if (isWhole && looked.status !== 422) return refusalPage(looked)
    return reply(request, { values, findings: looked.findings }, looked.status)
  }
  if (looked.opened !== null) return { kind: 'redirect', to: emergencyHref(looked.opened) }
  return reply({ ...request, key: crypto.randomUUID() }, { values, findings: [] }, 200, looked)
}

function reply(
  request: PageRequest,
  form: TypedForm,
  status: number,
  nothing?: { readonly triesLeft: number },
): PageReply {
  return {
    kind: 'page',
    status,
    title: TITLE,
    place: 'register',
    errors: linkedFindings(form.findings, ['dateOfBirth']),
    main: (
      <>
        <BackLink href="/register">Register</BackLink>
        <h1 className="nhsuk-heading-l">{TITLE}</h1>
        {nothing && <Nothing triesLeft={nothing.triesLeft} />}
        <WarningCallout heading="This is reported">
          <p>
            The provider whose patient it is learns at once who looked, from where, why and what was
            shown. Somebody else than you reviews whether it was justified.
          </p>
          <p>
            You see a summary for half an hour, in this sign-in alone, and can change nothing. You
            have {TRIES_AN_HOUR} tries in an hour.
          </p>
        </WarningCallout>
        <Form request={request} form={form} />
      </>
    ),
  }
}

const Nothing = ({ triesLeft }: { readonly triesLeft: number }) => (
  <InsetText>
    <p>
      <strong>Nothing was found for this NHS number and date of birth.</strong> Check both, digit by
      digit.{' '}
      {triesLeft === 0 ? 'No try is' : triesLeft === 1 ? '1 try is' : `${triesLeft} tries are`} left
      within this hour.
    </p>
  </InsetText>
)

const Form = ({ request, form }: { readonly request: PageRequest; readonly form: TypedForm }) => (
  <PostForm action={EMERGENCY} csrf={request.csrf} requestKey={request.key} className="evk-narrow">
    <TextField
      form={form}
      name="nhsNumber"
      label={{ text: 'NHS number', size: 's' }}
      hint="All 10 digits"
      width={20}
      inputMode="numeric"
    />
    <DayField
      form={form}
      name="dateOfBirth"
      legend={{ text: 'Date of birth', size: 's' }}
      hint="For example, 4 9 1942"
    />
    <ChoiceField
      form={form}
      name="reason"
      legend={{ text: 'What the emergency is', size: 's' }}
      words={EMERGENCY_REASONS}
    />
    <NoteField
      form={form}
      name="words"
      label={{ text: 'What has happened', size: 's' }}
      hint="One sentence. The provider whose patient it is reads it. No names and no numbers."
    />
    <Button>Look, and report it</Button>
  </PostForm>
)
