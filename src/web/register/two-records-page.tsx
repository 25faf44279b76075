import { LINK_WORDS } from '#register/record-link.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Button } from '#web/parts/button.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { bannerOf } from '#web/patient/banner.tsx'
import { FindRecord, FoundRecords, othersOf } from '#web/patient/find-record.tsx'
import type { Done } from '#workflow/act.ts'
import { type FoundPeople, findPatients } from '#workflow/find-patients.ts'
import { type Finding, type Refused, refusedField } from '#workflow/outcome.ts'
import { proposeLink } from '#workflow/propose-link.ts'
import { reviewLink } from '#workflow/review-link.ts'
import { settleLink } from '#workflow/settle-link.ts'
import { type TwoRecords, twoRecords } from '#workflow/two-records.ts'
import { undoLink } from '#workflow/undo-link.ts'
import { patientIn, samePersonHref } from './address.ts'
import { ComparedRecords } from './compared-records.tsx'
import { ChoiceField, NOT_SENT, NoteField, type TypedForm } from './typed-form.tsx'

/** GET /patients/:patientId/same-person - other records of this person, or the finder to propose one. */
export const twoRecordsPage: PageHandler = (request) => shown(request, null, [], 200)

/** POST /patients/:patientId/same-person - finds, or takes one step of a link. */
export const saveTwoRecordsPage: PageHandler = async (request) => {
  const { house, caller, form, params } = request
  const who = field(form, 'who')
  const found = who === undefined ? null : await findPatients(house, caller, { who })
  if (found?.kind === 'refused') return shown(request, null, found.findings, found.status)
  if (field(form, 'step') === 'find') return shown(request, found, [], 200)
  const outcome = await run(request)
  if (outcome.kind === 'refused') return shown(request, found, outcome.findings, outcome.status)
  return { kind: 'redirect', to: samePersonHref(patientIn(params)) }
}

function run({ house, caller, key, form, params }: PageRequest): Promise<Done | Refused> {
  const { step, who: _who, ...typed } = fieldsOf(form)
  switch (step) {
    case 'propose':
      return proposeLink.run(house, caller, key, { ...typed, patientId: patientIn(params) })
    case 'settle':
      return settleLink.run(house, caller, key, typed)
    case 'review':
      return reviewLink.run(house, caller, key, typed)
    case 'undo':
      return undoLink.run(house, caller, key, typed)
    default:
      return Promise.resolve(refusedField('', 'required', 'Choose what to do with these records.'))
  }
}

async function shown(
  request: PageRequest,
  found: FoundPeople | null,
  findings: readonly Finding[],
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const shownRecords = await twoRecords(house, caller, { patientId: patientIn(params) })
  if (shownRecords.kind === 'refused') return refusalPage(shownRecords)
  const { patient, today, links } = shownRecords
  const home = `/patients/${patient.id}`
  const form = { values: fieldsOf(request.form), findings }
  return {
    kind: 'page',
    status,
    title: 'Records of one person',
    place: 'register',
    banner: bannerOf(patient, today, home),
    errors: findings,
    main: (
      <>
        <BackLink href={home} />
        <h1>Records of one person</h1>
        {links.map((compared) => (
          <ComparedRecords
            key={compared.link.linkId}
            compared={compared}
            here={patient.id}
            request={request}
            form={form}
          />
        ))}
        {links.every(({ link }) => link.state === 'reviewed' && link.keepsId === patient.id) && (
          <Propose
            records={shownRecords}
            request={request}
            found={found}
            form={isProposing(form) ? form : NOT_SENT}
          />
        )}
      </>
    ),
  }
}

/** Each link on the page has forms of its own; what was typed in one of them does not stand in this. */
const isProposing = ({ values }: TypedForm): boolean =>
  values['step'] === 'propose' || values['step'] === 'find'

type ProposeProps = {
  readonly records: TwoRecords
  readonly request: PageRequest
  readonly found: FoundPeople | null
  readonly form: TypedForm
}

const KEPT_WORDS = {
  this: 'This one, named at the top',
  other: 'The other one, chosen above',
}

function Propose({ records: { patient }, request, found, form }: ProposeProps) {
  const action = samePersonHref(patient.id)
  const others = found === null ? [] : othersOf(found, patient.id)
  return (
    <section aria-labelledby="propose" className="nhsuk-u-reading-width">
      <h2 id="propose">Another record of the same person</h2>
      <p>
        Both records stay as they are. Once you have proposed it, nothing is dosed on either until
        another person has confirmed it and a prescriber has read both histories.
      </p>
      <FindRecord
        action={action}
        csrf={request.csrf}
        who={form.values['who']}
        label="Find the other record"
        findings={form.findings}
      />
      {found !== null && others.length === 0 && <p>Nobody found.</p>}
      {found !== null && others.length > 0 && (
        <PostForm action={action} csrf={request.csrf} requestKey={request.key}>
          <input type="hidden" name="who" value={form.values['who'] ?? ''} />
          <FoundRecords
            found={found}
            legend="The other record"
            name="other"
            notThis={patient.id}
            value={form.values['other']}
            findings={form.findings}
          />
          <ChoiceField
            form={form}
            name="keeps"
            legend="Which record is used from now on"
            hint="The other one is closed, and can be read from it"
            words={KEPT_WORDS}
          />
          <ChoiceField
            form={form}
            name="reason"
            legend="Why there are two records"
            words={LINK_WORDS}
          />
          <NoteField form={form} name="note" label="How you know that it is one person" rows={2} />
          <Button name="step" value="propose">
            Propose, and stop dosing on both
          </Button>
        </PostForm>
      )}
    </section>
  )
}
