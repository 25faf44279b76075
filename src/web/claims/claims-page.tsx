import { clinicalDate } from '#base/day.ts'
import { MONTH_END } from '#web/contract/addresses.ts'
import { pounds } from '#web/contract/specification-words.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { type ClaimsShown, claimsShown } from '#workflow/claim-page.ts'
import { claimHref } from './addresses.ts'
import { ClaimTag, claimInSentence, quarterInWords } from './claim-words.tsx'

/** GET /service/claims: what is claimed of the commissioner, quarter by quarter. */
export const claimsPage: PageHandler = async ({ house, caller }) => {
  const shown = await claimsShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    title: 'Claims',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Claims</h1>
        <p className="nhsuk-u-reading-width">
          What is claimed of the commissioner for each quarter, made of its three{' '}
          <a href={MONTH_END}>monthly returns</a> at the prices of the contract. Nothing of it is
          typed. Each line opens the acts behind it.
        </p>
        {shown.contracts.length === 0 && (
          <InsetText>
            <p>No contract is recorded here, so that nothing is claimed.</p>
          </InsetText>
        )}
        {shown.contracts.map((each) => (
          <Quarters key={each.contract.id} shown={each} />
        ))}
      </>
    ),
  }
}

function Quarters({
  shown: { contract, quarters },
}: {
  readonly shown: ClaimsShown['contracts'][number]
}) {
  return (
    <section>
      <h2 className="nhsuk-heading-m">
        {contract.reference}, {clinicalDate(contract.from)} to {clinicalDate(contract.to)}
      </h2>
      {quarters.length === 0 ? (
        <p>No quarter of it has begun.</p>
      ) : (
        <Table
          caption="The newest quarter first"
          captionHidden
          responsive
          firstCellIsHeader
          columns={[
            { heading: 'Quarter' },
            { heading: 'Claim', numeric: true },
            { heading: 'State' },
          ]}
          rows={quarters.map(({ quarter, standing, totalPence }) => ({
            key: quarter,
            cells: [
              <a key="quarter" href={claimHref(contract.id, quarter)}>
                {quarterInWords(quarter)}
              </a>,
              pounds(totalPence),
              <span key="state">
                <ClaimTag standing={standing} />
                <br />
                {claimInSentence(standing)}
              </span>,
            ],
          }))}
        />
      )}
    </section>
  )
}
