import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { DATE_FORMATS } from '#interchange/import-day.ts'
import { pounds } from '#web/contract/specification-words.ts'
import { FileInput } from '#web/import/file-input.tsx'
import { field, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Input } from '#web/parts/input.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { Select } from '#web/parts/select.tsx'
import { Table } from '#web/parts/table.tsx'
import type { TypedForm } from '#web/register/typed-form.tsx'
import type { PaymentsShown } from '#workflow/payments-page.ts'
import type { MatchedRow } from '#workflow/payments-read.ts'
import { NO_CLAIM } from '#workflow/settle-payment.ts'
import { PAYMENTS, SETTLE_PAYMENT } from './addresses.ts'
import { quarterInWords } from './claim-words.tsx'

type FormProps = { readonly request: PageRequest; readonly form: TypedForm }

/** Chooses the file that says what was paid. */
export function RemittanceForm({ request: { csrf, key, form: sent }, form }: FormProps) {
  return (
    <PostForm
      action={PAYMENTS}
      csrf={csrf}
      requestKey={key}
      encType="multipart/form-data"
      className="evk-narrow"
    >
      <h2 className="nhsuk-heading-m">Bring in a remittance</h2>
      <FileInput
        name="file"
        label="The file that says what was paid"
        hint="CSV in UTF-8, with a column for the invoice or reference, one for the amount in pounds and one for the date. A row that cannot be read is kept and listed."
        error={errorOf(form.findings, 'file')}
      />
      <Radios
        id="dateFormat"
        name="dateFormat"
        legend={{ text: 'How does the file write its dates?', size: 's' }}
        choices={DATE_FORMATS.map((format) => ({ value: format, ...DATE_WORDS[format] }))}
        value={field(sent, 'dateFormat')}
        error={errorOf(form.findings, 'dateFormat')}
      />
      <Button>Bring it in</Button>
    </PostForm>
  )
}

const DATE_WORDS = {
  'yyyy-mm-dd': { text: 'Year first', hint: '2026-04-03 is 3 April 2026' },
  'dd/mm/yyyy': { text: 'Day first', hint: '03/04/2026 is 3 April 2026' },
} as const

type Props = FormProps & { readonly shown: PaymentsShown }

const keyOf = ({ row }: MatchedRow): string => `${row.fileId}-${row.line}`

/** Payments that nobody can place yet, each with what it says and the question for which claim it was. */
export function UnmatchedRows({ request, form, shown }: Props) {
  if (shown.unmatched.length === 0) return null
  return (
    <>
      <h2 className="nhsuk-heading-m">Payments for no claim that is known</h2>
      {shown.unmatched.map((each) => (
        <section key={keyOf(each)}>
          <p>
            {each.row.fileName}, line {each.row.line}: {saidInWords(each)}
          </p>
          {shown.mayImport && (
            <SettleForm request={request} form={formOf(form, each)} shown={shown} row={each} />
          )}
        </section>
      ))}
    </>
  )
}

/** What was typed and found stands at the payment that it was typed for. */
const formOf = (form: TypedForm, { row }: MatchedRow): TypedForm =>
  form.values['fileId'] === row.fileId && form.values['line'] === `${row.line}`
    ? form
    : { values: {}, findings: [] }

function saidInWords({ row }: MatchedRow): string {
  const { reference, pence, paidOn, cells, why } = row
  if (why !== null) return `${why} The row says: ${(cells ?? []).join(', ')}`
  const on = paidOn === null ? '' : ` on ${clinicalDate(paidOn)}`
  return `${pounds(pence ?? 0)}${on}, reference "${reference ?? ''}"`
}

function SettleForm({ request, form, shown, row: each }: Props & { readonly row: MatchedRow }) {
  const { row } = each
  const id = keyOf(each)
  return (
    <PostForm
      action={SETTLE_PAYMENT}
      csrf={request.csrf}
      requestKey={request.key}
      className="evk-narrow"
    >
      <input type="hidden" name="fileId" value={row.fileId} />
      <input type="hidden" name="line" value={`${row.line}`} />
      <input type="hidden" name="nth" value={`${row.settled?.nth ?? 0}`} />
      {row.pence === null && (
        <Input
          id={`amount-${id}`}
          name="amount"
          label="How much it was, in pounds"
          width={10}
          value={form.values['amount']}
          error={errorOf(form.findings, 'amount')}
        />
      )}
      <Select
        id={`claim-${id}`}
        name="claim"
        label="What it was for"
        value={form.values['claim']}
        error={errorOf(form.findings, 'claim')}
        options={[
          { value: '', text: 'Choose' },
          ...shown.claims.map(({ claim, number }) => ({
            value: claim.id,
            text: `${quarterInWords(claim.quarter)}, ${number}`,
          })),
          { value: NO_CLAIM, text: 'No claim of ours' },
        ]}
      />
      <Button variant="secondary">Save</Button>
    </PostForm>
  )
}

/** Every payment that is placed, with the file and the line that it is from. */
export function MatchedRows({ shown: { matched } }: { readonly shown: PaymentsShown }) {
  if (matched.length === 0) return null
  return (
    <Table
      caption="Payments"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Reference' },
        { heading: 'Paid on' },
        { heading: 'Amount', numeric: true },
        { heading: 'For' },
        { heading: 'From' },
      ]}
      rows={matched.map((each) => ({
        key: keyOf(each),
        cells: [
          each.row.reference ?? (each.row.cells ?? []).join(', '),
          each.row.paidOn === null ? 'not known' : clinicalDate(each.row.paidOn),
          pounds(each.pence ?? 0),
          forInWords(each),
          `${each.row.fileName}, line ${each.row.line}, brought in ${clinicalInstant(each.row.importedAt)}`,
        ],
      }))}
    />
  )
}

function forInWords({ row, claim }: MatchedRow): string {
  const by = row.settled === null ? '' : `, as ${row.settled.byName} said`
  return `${claim === undefined ? 'no claim of ours' : quarterInWords(claim.quarter)}${by}`
}
