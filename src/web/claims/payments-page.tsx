import { clinicalDate } from '#base/day.ts'
import { AGES, type Age, type Reconciled } from '#contract/reconciliation.ts'
import { pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { field, fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { importRemittance } from '#workflow/import-remittance.ts'
import { type Refused, refused } from '#workflow/outcome.ts'
import { type PaymentsShown, paymentsShown } from '#workflow/payments-page.ts'
import { settlePayment } from '#workflow/settle-payment.ts'
import { CLAIMS, claimHref, PAYMENTS } from './addresses.ts'
import { quarterInWords } from './claim-words.tsx'
import { MatchedRows, RemittanceForm, UnmatchedRows } from './remittance-parts.tsx'

/** GET /service/payments: what was paid against what was claimed. */
export const paymentsPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

/** POST: brings in a file that says what was paid. */
export const remittancePosted: PageHandler = async (request) => {
  const { house, caller, key, form, uploads } = request
  const values = fieldsOf(form)
  const chosen = uploads.filter(({ name, bytes }) => name !== '' || bytes.length > 0)
  const [upload, ...more] = chosen
  if (more.length > 0) return refusedPage(request, values, TWO_FILES)
  const file = upload && {
    name: upload.name,
    type: upload.type,
    base64: Buffer.from(upload.bytes).toString('base64'),
  }
  const sent = { file, dateFormat: field(form, 'dateFormat') }
  const outcome = await importRemittance.run(house, caller, key, sent)
  if (outcome.kind === 'refused') return refusedPage(request, values, outcome)
  return { kind: 'redirect', to: PAYMENTS }
}

const TWO_FILES = refused(400, {
  field: 'file',
  code: 'two-files',
  message: 'Choose one file.',
})

/** POST /service/payments/settle: says for which claim a payment was. */
export const settlePosted: PageHandler = async (request) => {
  const { house, caller, key, form } = request
  const values = fieldsOf(form)
  const outcome = await settlePayment.run(house, caller, key, values)
  if (outcome.kind === 'refused') return refusedPage(request, values, outcome)
  return { kind: 'redirect', to: PAYMENTS }
}

const refusedPage = (
  request: PageRequest,
  values: TypedForm['values'],
  refusal: Refused,
): PageReply | Promise<PageReply> =>
  refusal.status === 403 || refusal.status === 404
    ? refusalPage(refusal)
    : shownPage(request, { values, findings: refusal.findings }, refusal.status)

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller } = request
  const shown = await paymentsShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    status,
    title: 'Payments',
    place: 'service',
    errors: form.findings,
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Payments</h1>
        <p className="nhsuk-u-reading-width">
          What was paid against what was <a href={CLAIMS}>claimed</a>. A payment is placed by the
          number of the invoice in its reference; what nobody can place is listed until somebody
          does. What was paid beyond a claim is given back in the next one by itself.
        </p>
        {shown.claims.length === 0 ? (
          <p>No claim has been submitted yet.</p>
        ) : (
          <Sums shown={shown} />
        )}
        <UnmatchedRows request={request} form={form} shown={shown} />
        {shown.mayImport && <RemittanceForm request={request} form={form} />}
        <MatchedRows shown={shown} />
      </>
    ),
  }
}

const STATES = {
  'not-paid': <Tag colour="yellow">Not paid</Tag>,
  paid: <Tag colour="green">Paid</Tag>,
  'short-paid': <Tag colour="red">Short-paid</Tag>,
  'over-paid': <Tag colour="orange">Over-paid</Tag>,
} as const

const AGE_WORDS: Readonly<Record<Age, string>> = {
  '0-30': '30 days or less',
  '31-60': '31 to 60 days',
  '61-90': '61 to 90 days',
  'over-90': 'more than 90 days',
}

function Sums({ shown: { claims, open, today } }: { readonly shown: PaymentsShown }) {
  return (
    <>
      <Table
        caption={`What was claimed and paid, on ${clinicalDate(today)}`}
        captionSize="s"
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Claim' },
          { heading: 'Invoice' },
          { heading: 'Claimed', numeric: true },
          { heading: 'Paid', numeric: true },
          { heading: 'Open', numeric: true },
          { heading: 'State' },
        ]}
        rows={claims.map((each) => ({
          key: each.claimId,
          cells: [
            <a key="claim" href={claimHref(each.claim.contractId, each.claim.quarter)}>
              {quarterInWords(each.claim.quarter)}
            </a>,
            each.number,
            pounds(each.duePence),
            pounds(each.paidPence),
            pounds(each.openPence),
            <span key="state">
              {STATES[each.state]} {waitedInWords(each)}
            </span>,
          ],
        }))}
      />
      <Table
        caption="What is still to be paid, by how long it has been waited for"
        captionSize="s"
        compact
        responsive
        firstCellIsHeader
        columns={[{ heading: 'Waited' }, { heading: 'Open', numeric: true }]}
        rows={AGES.map((age) => ({ key: age, cells: [AGE_WORDS[age], pounds(open[age])] }))}
      />
    </>
  )
}

function waitedInWords(each: Reconciled): string {
  if (each.recoveredPence > 0) return `${pounds(each.recoveredPence)} given back in a later claim`
  if (each.openPence <= 0) return each.state === 'over-paid' ? 'Given back in the next claim' : ''
  const since = each.isApproved
    ? 'since it was approved'
    : 'since it was submitted; not approved yet'
  return `${each.ageDays} ${each.ageDays === 1 ? 'day' : 'days'} ${since}`
}
