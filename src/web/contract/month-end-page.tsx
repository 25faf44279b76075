import { clinicalDate } from '#base/day.ts'
import type { ReturnLine } from '#contract/specification.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { type ContractMonths, type MonthShown, monthEnd } from '#workflow/month-end.ts'
import { CONTRACT, returnHref, returnPeopleHref } from './addresses.ts'
import { changeInWords, StandingTag, standingInWords } from './return-words.tsx'
import { monthInWords, pounds } from './specification-words.ts'

/** GET /service/month-end: what is returned to the commissioner, month by month. */
export const monthEndPage: PageHandler = async ({ house, caller }) => {
  const shown = await monthEnd(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    title: 'Month end',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Month end</h1>
        <p className="nhsuk-u-reading-width">
          What is returned to the commissioner, counted from what was done here. Nothing of it is
          typed. Each figure opens the people whom it counts. Who counts is said on the page of the{' '}
          <a href={CONTRACT}>contract</a>.
        </p>
        {shown.contracts.length === 0 && (
          <InsetText>
            <p>
              No contract is recorded here, so that nothing is returned. The practice manager
              records it on the page of the <a href={CONTRACT}>contract</a>.
            </p>
          </InsetText>
        )}
        {shown.contracts.map((each) => (
          <Months key={each.contract.id} contract={each} />
        ))}
      </>
    ),
  }
}

function Months({ contract: { contract, isHeld, months } }: { readonly contract: ContractMonths }) {
  const { reference, from, to } = contract
  const [newest] = months
  return (
    <section>
      <h2 className="nhsuk-heading-m">
        {reference}, {clinicalDate(from)} to {clinicalDate(to)}
      </h2>
      {!isHeld && (
        <InsetText>
          <p>
            Some months are missing: the text that was agreed for them is not held by this release
            of Evenkeel.
          </p>
        </InsetText>
      )}
      {newest === undefined ? (
        <p>No month of it has begun.</p>
      ) : (
        <Table
          caption="The newest month first"
          captionHidden
          compact
          responsive
          firstCellIsHeader
          columns={[
            { heading: 'Month' },
            ...newest.lines.map(({ name }) => ({ heading: name, numeric: true })),
            { heading: 'Worth', numeric: true },
            { heading: 'Return' },
          ]}
          rows={months.map((month) => ({
            key: month.month,
            cells: cellsOf(month, contract.id),
          }))}
        />
      )}
      <p className="nhsuk-body-s">
        Under each figure: the change on the month before. Worth is at the prices of the contract;
        it is claimed by the quarter.
      </p>
    </section>
  )
}

const cellsOf = (month: MonthShown, contractId: string) => [
  <a key="month" href={returnHref(contractId, month.month)}>
    {monthInWords(month.month)}
  </a>,
  ...month.lines.map(({ id, name }) => (
    <span key={id}>
      <Figure month={month} contractId={contractId} line={id} name={name} />
      <br />
      {changeInWords(month, id)}
    </span>
  )),
  pounds(month.worthPence),
  <span key="return">
    <StandingTag month={month} />
    <br />
    {standingInWords(month)}
  </span>,
]

type FigureProps = {
  readonly month: MonthShown
  readonly contractId: string
  readonly line: ReturnLine
  readonly name: string
}

/** A figure that opens the people behind it. */
export function Figure({ month, contractId, line, name }: FigureProps) {
  const figure = month.figures[line]
  if (figure === 0) return '0'
  return (
    <a href={returnPeopleHref(contractId, month.month, line)}>
      {figure}
      <span className="nhsuk-u-visually-hidden">
        {' '}
        {name}, {monthInWords(month.month)}
      </span>
    </a>
  )
}
