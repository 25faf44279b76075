import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { nhsWords } from '#register/patient-words.ts'
import { displayName } from '#register/person-name.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { patientHref } from '#web/patient-contacts/addresses.ts'
import { linkedFindings, NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { TRANSFER_ACTS } from '#workflow/transfer-acts.ts'
import { type TransferShown, transferShown } from '#workflow/transfers-shown.ts'
import { TRANSFERS, transferHref } from './addresses.ts'
import { DoseAndResults, HandedOver, Judged } from './handed-over.tsx'
import { StepForms } from './step-forms.tsx'
import { responsibleInWords, STEP_WORDS, StateTag } from './transfer-words.tsx'

/** GET /service/transfers/:transfer */
export const transferPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

const DEEDS = {
  ask: TRANSFER_ACTS['ask-about-transfer'],
  answer: TRANSFER_ACTS['answer-transfer'],
  renew: TRANSFER_ACTS['renew-transfer'],
  accept: TRANSFER_ACTS['accept-transfer'],
  decline: TRANSFER_ACTS['decline-transfer'],
  withdraw: TRANSFER_ACTS['withdraw-transfer'],
  accepted: TRANSFER_ACTS['record-transfer-accepted'],
} as const
export type Deed = keyof typeof DEEDS

const isDeed = (text: string | undefined): text is Deed => text !== undefined && text in DEEDS

/** POST: one step; whoever accepts goes on to the patient. */
export const transferPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const { deed: _, ...typed } = fieldsOf(form)
  const deed = field(form, 'deed')
  const transferId = params['transfer'] ?? ''
  const values = { ...typed, transferId }
  const act = isDeed(deed) ? DEEDS[deed] : DEEDS.ask
  const outcome = await act.run(house, caller, key, values)
  if (outcome.kind === 'done') {
    const taken = deed === 'accept' ? outcome.patientId : undefined
    return { kind: 'redirect', to: taken ? `${patientHref(taken)}/plan` : transferHref(transferId) }
  }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  const sent = { values: { ...values, deed }, findings: outcome.findings }
  return shownPage(request, sent, outcome.status)
}

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params } = request
  const shown = await transferShown(house, caller, { transferId: params['transfer'] ?? '' })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { transfer, state, package: handed } = shown
  return {
    kind: 'page',
    status,
    title: 'Transfer',
    place: 'service',
    errors: linkedFindings(form.findings, ['acceptedOn']).map((finding) =>
      linkedWords(finding, form),
    ),
    main: (
      <>
        <BackLink href={TRANSFERS}>Transfers</BackLink>
        <h1 className="nhsuk-heading-l">{displayName(handed.patient)}</h1>
        <p>
          Born {clinicalDate(handed.patient.dateOfBirth)}, NHS number {nhsWords(handed.patient)}
        </p>
        <p>
          {transfer.side === 'sends' ? 'To' : 'From'} {transfer.otherName}
          {transfer.otherContact !== '' && `, ${transfer.otherContact}`}.{' '}
          <StateTag state={state} transfer={transfer} />{' '}
          {shown.isLate && <Tag colour="red">Late</Tag>}
        </p>
        <p>
          <strong>{responsibleInWords(shown)}</strong>
        </p>
        <RecordLink shown={shown} />
        <OpenHere shown={shown} />
        <Steps shown={shown} />
        <Judged shown={shown} />
        <DoseAndResults handed={handed} />
        <StepForms request={request} shown={shown} form={form} />
        <HandedOver handed={handed} />
      </>
    ),
  }
}

/** The words of each form of the page have an id of their own. */
const linkedWords = (finding: Finding, { values }: TypedForm): Finding =>
  finding.field === 'words' ? { ...finding, field: `words-${values['deed']}` } : finding

/** The record of the patient, where it is in this register. */
function RecordLink({ shown: { transfer, events } }: ShownProps) {
  const patientId = transfer.patientId ?? events.findLast((event) => event.patientId)?.patientId
  if (!patientId) return null
  return (
    <p>
      <a href={patientHref(patientId)}>Open the patient</a>
    </p>
  )
}

type ShownProps = { readonly shown: TransferShown }

function OpenHere({ shown: { openHere } }: ShownProps) {
  if (openHere.length === 0) return null
  return (
    <InsetText>
      <p>Must be settled here before the other provider can accept:</p>
      <ul>
        {openHere.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </InsetText>
  )
}

function Steps({ shown: { events } }: ShownProps) {
  return (
    <Table
      caption="What happened"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'When' }, { heading: 'What' }, { heading: 'By' }, { heading: 'Words' }]}
      rows={events.map((event) => ({
        key: `${event.number}`,
        cells: [
          clinicalInstant(event.at),
          STEP_WORDS[event.what],
          `${event.byName}, ${event.byProvider}`,
          event.words,
        ],
      }))}
    />
  )
}
