import { clinicalDate } from '#base/day.ts'
import { DIFFERENT_BECAUSE_WORDS } from '#register/different-person.ts'
import { nhsWords } from '#register/patient-words.ts'
import { displayName } from '#register/person-name.ts'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import type { LikelySame } from '#workflow/likely-same.ts'
import { maybeRegistered } from '#workflow/maybe-registered.ts'
import { idsOf, registerPatient } from '#workflow/register-patient.ts'
import { FurtherFields, IdentityFields, NhsNumberFields } from './patient-fields.tsx'
import { ChoiceField, linkedFindings, TextField, type TypedForm } from './typed-form.tsx'

/** An empty form. */
export const newPersonPage: PageHandler = async (request) =>
  page(request, { values: {}, findings: [] }, [])

/** Registers the person typed, or shows the form again with what is in the way. */
export const registerPersonPage: PageHandler = async (request) => {
  const typed = fieldsOf(request.form)
  const outcome = await registerPatient.run(request.house, request.caller, request.key, typed)
  if (outcome.kind === 'done') return { kind: 'redirect', to: `/patients/${outcome.patientId}` }
  const alike = await alikeIn(request, typed)
  return page(request, { values: typed, findings: outcome.findings }, alike, outcome.status)
}

async function alikeIn(
  { house, caller }: PageRequest,
  typed: Readonly<Record<string, string>>,
): Promise<readonly LikelySame[]> {
  const found = await maybeRegistered(house, caller, { typed })
  return found.kind === 'refused' ? [] : found.alike
}

const DATES = ['dateOfBirth', 'dateOfBirthAgain', 'contactVerifiedOn']

function page(
  request: PageRequest,
  form: TypedForm,
  alike: readonly LikelySame[],
  status = 200,
): PageReply {
  return {
    kind: 'page',
    status,
    title: 'Register a new person',
    place: 'register',
    errors: linkedFindings(form.findings, DATES),
    main: (
      <div className="nhsuk-u-reading-width">
        <BackLink href="/register" />
        <h1>Register a new person</h1>
        <PostForm action="/register/new" csrf={request.csrf} requestKey={request.key}>
          {alike.length > 0 && <MaybeRegistered form={form} alike={alike} />}
          <IdentityFields form={form}>
            <NhsNumberFields form={form} />
          </IdentityFields>
          <FurtherFields form={form} />
          <Button>Register</Button>
        </PostForm>
      </div>
    ),
  }
}

type MaybeProps = { readonly form: TypedForm; readonly alike: readonly LikelySame[] }

/** Who may be meant already, in what they are alike, and the question that must be answered to go on (H02). */
function MaybeRegistered({ form, alike }: MaybeProps) {
  return (
    <WarningCallout heading="Already registered?" headingLevel={2}>
      <Table
        caption="Compare with the person before you go on"
        captionSize="s"
        columns={COLUMNS}
        rows={alike.map(rowOf)}
        responsive
        compact
      />
      <input type="hidden" name="differentFrom" value={idsOf(alike)} />
      <ChoiceField
        form={form}
        name="differentBecause"
        legend="This is a different person because"
        words={DIFFERENT_BECAUSE_WORDS}
        conditional={{
          other: <TextField form={form} name="differentNote" label="Which reason" />,
        }}
      />
    </WarningCallout>
  )
}

const COLUMNS = [
  { heading: 'Name' },
  { heading: 'Born' },
  { heading: 'NHS number' },
  { heading: 'Postcode' },
  { heading: 'Alike in' },
]

const rowOf = ({ patient: { id, details }, match }: LikelySame) => ({
  key: id,
  cells: [
    <a key="name" href={`/patients/${id}`}>
      {displayName(details)}
    </a>,
    clinicalDate(details.dateOfBirth),
    nhsWords(details),
    details.postcode === '' ? 'Not recorded' : details.postcode,
    match.because.join(', '),
  ],
})
