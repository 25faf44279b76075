import { clinicalDate } from '#base/day.ts'
import { monthInWords, pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { fieldsOf, type PageHandler, type PageReply, type PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { Checkboxes } from '#web/parts/checkboxes.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { PostForm } from '#web/parts/post-form.tsx'
import { Table } from '#web/parts/table.tsx'
import { NOT_SENT, type TypedForm } from '#web/register/typed-form.tsx'
import { issueSpecification } from '#workflow/prepare-specification.ts'
import { previewSpecification, type SpecificationPreview } from '#workflow/preview-specification.ts'
import { draftHref, previewHref } from './addresses.ts'
import { commissionerPage } from './commissioner-page.tsx'

/** GET /commissioner/specifications/:draft/preview: what a draft would have paid and asked in the last twelve months. */
export const previewPage: PageHandler = (request) => shownPage(request, NOT_SENT, 200)

/** POST: the draft is issued, or the page says what keeps it. */
export const previewPosted: PageHandler = async (request) => {
  const { house, caller, key, form, params } = request
  const draftId = params['draft'] ?? ''
  const values = { ...fieldsOf(form), draftId }
  const outcome = await issueSpecification.run(house, caller, key, values)
  if (outcome.kind === 'done') return { kind: 'redirect', to: draftHref(draftId) }
  if (outcome.status === 403 || outcome.status === 404) return refusalPage(outcome)
  return shownPage(request, { values, findings: outcome.findings }, outcome.status)
}

/** A number of weighted patients as it stands in the address; nothing where it is none. */
const weightedIn = (text: string | null): number | null =>
  text !== null && /^\d{1,8}$/.test(text) ? Number(text) : null

async function shownPage(
  request: PageRequest,
  form: TypedForm,
  status: number,
): Promise<PageReply> {
  const { house, caller, params, query } = request
  const weightedPatients = weightedIn(query.get('weighted'))
  const question = { draftId: params['draft'] ?? '', weightedPatients }
  const shown = await previewSpecification(house, caller, question)
  if (shown.kind === 'refused') return refusalPage(shown)
  const { draft } = shown
  return commissionerPage(
    {
      title: `Preview: ${draft.document.title}`,
      place: 'specifications',
      back: { href: draftHref(draft.id), text: 'Draft' },
      status,
      errors: form.findings,
    },
    <>
      <p className="nhsuk-u-reading-width">
        What it would have paid on what was done from {monthInWords(shown.from)} to{' '}
        {monthInWords(shown.to)} by the {shown.providers}{' '}
        {shown.providers === 1 ? 'provider' : 'providers'} with a contract today, as if it had held
        all that time. A count of 1 to 7 is shown as * and is in no sum; every other is to the
        nearest 5, and the money is made of the counts as they are shown.
      </p>
      <Paid shown={shown} />
      {shown.proposed.needsWeighted && <Weighted draftId={draft.id} />}
      <Asked shown={shown} />
      {draft.issuedAt === null && shown.mayIssue && (
        <IssueForm request={request} form={form} shown={shown} />
      )}
      {draft.issuedAt === null && !shown.mayIssue && <p>A commissioner manager issues it.</p>}
    </>,
  )
}

type Props = { readonly shown: SpecificationPreview }

const moneyInWords = (pence: number | null) => (pence === null ? '*' : pounds(pence))

function Paid({ shown: { proposed, nowPence } }: Props) {
  const { lines, totalPence, outcomePence, beyondCap } = proposed
  const difference = totalPence - nowPence
  return (
    <>
      <Table
        caption="What it would have paid"
        captionSize="s"
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'For' },
          { heading: 'Price', numeric: true },
          { heading: 'Count', numeric: true },
          { heading: 'Sum', numeric: true },
        ]}
        rows={[
          ...lines.map(({ component, count, totalPence: sum }) => ({
            key: component.id,
            cells: [
              component.name,
              pounds(component.pricePence),
              count === null ? '*' : `${count}`,
              moneyInWords(sum),
            ],
          })),
          {
            key: 'total',
            cells: ['All that is shown', '', '', <strong key="sum">{pounds(totalPence)}</strong>],
          },
          {
            key: 'now',
            cells: ['The contracts of today, on the same', '', '', pounds(nowPence)],
          },
          { key: 'difference', cells: ['Difference', '', '', pounds(difference)] },
        ]}
      />
      {outcomePence > 0 && (
        <p>
          Up to {pounds(outcomePence)} more where every outcome is reached; what was reached last
          year is not measured here.
        </p>
      )}
      <p>
        Home visits that were made and would not have been paid, being beyond the number for a
        patient: {beyondCap === null ? '*' : beyondCap}.
      </p>
    </>
  )
}

/** Asked in the address: it changes nothing, and is the commissioner's own figure. */
function Weighted({ draftId }: { readonly draftId: string }) {
  return (
    <InsetText>
      <p>How many weighted patients there are is not known here: their price is not in the sum.</p>
      <form method="get" action={previewHref(draftId)}>
        <label className="nhsuk-label" htmlFor="weighted">
          Weighted patients of all these providers together
        </label>
        <input
          className="nhsuk-input nhsuk-input--width-10"
          id="weighted"
          name="weighted"
          inputMode="numeric"
          autoComplete="off"
        />{' '}
        <Button variant="secondary">Show with them</Button>
      </form>
    </InsetText>
  )
}

function Asked({ shown: { asked } }: Props) {
  return (
    <Table
      caption="What it would have asked: the monthly return"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Month' },
        { heading: 'It would have been due' },
        { heading: 'Returns received', numeric: true },
        { heading: 'Of these in time', numeric: true },
      ]}
      rows={asked.map(({ month, due, received, inTime }) => ({
        key: month,
        cells: [
          monthInWords(month),
          due === null ? 'not known' : clinicalDate(due),
          `${received}`,
          `${inTime}`,
        ],
      }))}
    />
  )
}

type FormProps = Props & { readonly request: PageRequest; readonly form: TypedForm }

function IssueForm({ request: { csrf, key }, form, shown: { draft } }: FormProps) {
  return (
    <PostForm action={previewHref(draft.id)} csrf={csrf} requestKey={key} className="evk-narrow">
      <h2 className="nhsuk-heading-m">Issue it</h2>
      <input type="hidden" name="version" value={`${draft.version}`} />
      <Checkboxes
        id="confirmed"
        name="confirmed"
        legend={{ text: 'Before it is issued', size: 's' }}
        hint="What is issued stays as it is, and every provider can read it. A change is its next version."
        small
        error={errorOf(form.findings, 'confirmed')}
        choices={[
          { value: 'yes', text: 'I have read it and looked at what it would have paid and asked' },
        ]}
      />
      <Button>Issue this specification</Button>
    </PostForm>
  )
}
