import { clinicalDate, clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import { Stops } from '#web/meters/licences-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { ButtonLink } from '#web/parts/button.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { WarningCallout } from '#web/parts/warning-callout.tsx'
import { type ContractHeld, type ContractShown, contractShown } from '#workflow/contract-shown.ts'
import { NEW_CONTRACT, offerHref, variationHref } from './addresses.ts'
import { SpecificationSections } from './specification-sections.tsx'
import { monthName, supportInWords } from './specification-words.ts'

/** GET /service/contract: what this provider has agreed to, and everything that it says. */
export const contractPage: PageHandler = async ({ house, caller }) => {
  const shown = await contractShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { contracts, mayAgree } = shown
  return {
    kind: 'page',
    title: 'Contract',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Contract</h1>
        {contracts.length === 0 && (
          <InsetText>
            <p>
              No contract of {shown.providerName} is recorded here. Nothing is returned without one.
            </p>
          </InsetText>
        )}
        <Offers offers={shown.offers} />
        {mayAgree && (
          <ButtonLink href={NEW_CONTRACT} variant="secondary">
            Record a contract
          </ButtonLink>
        )}
        {contracts.map((held) => (
          <Held key={held.newest.id} held={held} shown={shown} />
        ))}
      </>
    ),
  }
}

/** What waits to be accepted comes first: it binds nobody before. */
const Offers = ({ offers }: Pick<ContractShown, 'offers'>) => (
  <>
    {offers.map(({ id, reference, contractId, commissionerName, effectiveOn }) => (
      <InsetText key={id}>
        <p>
          {commissionerName} has offered{' '}
          <a href={offerHref(id)}>
            {contractId === null ? 'a contract' : 'a variation'}: {reference}
          </a>
          , from {clinicalDate(effectiveOn)}. It does not hold until the practice manager accepts
          it.
        </p>
      </InsetText>
    ))}
  </>
)

const STANDING = {
  running: <Tag colour="green">Running</Tag>,
  'to-come': <Tag colour="blue">To come</Tag>,
  over: <Tag colour="grey">Over</Tag>,
} as const

type HeldProps = { readonly held: ContractHeld; readonly shown: ContractShown }

function Held({ held, shown: { mayAgree, providerKind, stops } }: HeldProps) {
  const { newest, specification, standing, versions } = held
  return (
    <section>
      <h2 className="nhsuk-heading-m">
        {specification?.document.title ?? newest.specificationId} {STANDING[standing]}
      </h2>
      <PrintedPeriod held={held} />
      {standing === 'running' && (
        <Stops stops={stops.filter(({ level }) => newest.levels.includes(level))} />
      )}
      <Terms held={held} />
      {mayAgree && (
        <p>
          <a href={variationHref(newest.id)}>
            Record a variation
            <span className="nhsuk-u-visually-hidden"> of {newest.reference}</span>
          </a>
        </p>
      )}
      {versions.length > 1 && <Versions held={held} />}
      {specification === undefined ? (
        <WarningCallout heading="The text of this specification is not held here">
          <p>
            This contract names {newest.specificationId}, version {newest.specificationVersion}.
            This release of Evenkeel has no such text, or another one under the same version, so
            that nothing is counted by it. Tell whoever runs Evenkeel here.
          </p>
        </WarningCallout>
      ) : (
        <SpecificationSections released={specification} kind={providerKind} />
      )}
    </section>
  )
}

/** That the days of the contract are not those of its specification is said, and never put right here. */
function PrintedPeriod({
  held: { isWithinPrinted, specification, newest },
}: Pick<HeldProps, 'held'>) {
  if (isWithinPrinted || specification === undefined) return null
  const { period, commissioner } = specification.document
  const days = `${clinicalDate(period.from)} to ${clinicalDate(period.to)}`
  const { periodConfirmedBy } = newest
  if (periodConfirmedBy !== null) {
    return (
      <InsetText>
        <p>
          The specification prints its own period as {days}, and this contract lies outside it.
          Confirmed for the commissioner by {periodConfirmedBy}.
        </p>
      </InsetText>
    )
  }
  return (
    <WarningCallout heading="This contract lies outside the period of its specification">
      <p>
        The specification prints its own period as {days}. Nobody has recorded that the commissioner
        ({commissioner}, or whoever has taken its place) confirms that its prices, levels and clocks
        hold for this contract. Ask, and record who confirmed it as a variation.
      </p>
    </WarningCallout>
  )
}

function Terms({ held: { newest, specification, year } }: Pick<HeldProps, 'held'>) {
  const month = specification?.document.reviewMonth
  return (
    <SummaryList
      rows={[
        { key: 'Reference', value: newest.reference },
        {
          key: 'Commissioner',
          value: newest.commissionerName ?? specification?.document.commissioner ?? 'not known',
        },
        {
          key: 'From and to',
          value: `${clinicalDate(newest.from)} to ${clinicalDate(newest.to)}`,
        },
        {
          key: 'Contract year',
          value: `${clinicalDate(year.from)} to ${clinicalDate(year.to)}; caps by the year are counted in it`,
        },
        { key: 'Levels', value: newest.levels.join(', ') },
        { key: 'Decision support', value: supportInWords(newest.support) },
        {
          key: 'Reviewed',
          value: month === undefined ? 'not known' : `Each year in ${monthName(month)}`,
        },
        {
          key: 'Agreed',
          value: `With ${newest.agreedWith} on ${clinicalDate(newest.agreedOn)}; recorded by ${newest.recordedByName}, ${clinicalInstant(newest.recordedAt)}`,
        },
      ]}
    />
  )
}

function Versions({ held: { versions } }: Pick<HeldProps, 'held'>) {
  return (
    <Table
      caption="Versions of this contract, the newest first"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Version' },
        { heading: 'Holds from' },
        { heading: 'From and to' },
        { heading: 'Levels' },
        { heading: 'Specification' },
        { heading: 'Agreed' },
      ]}
      rows={versions.map((version) => ({
        key: `${version.version}`,
        cells: [
          `${version.version}`,
          clinicalDate(version.effectiveOn),
          `${clinicalDate(version.from)} to ${clinicalDate(version.to)}`,
          version.levels.join(', '),
          `${version.specificationId}, version ${version.specificationVersion}`,
          `With ${version.agreedWith} on ${clinicalDate(version.agreedOn)}`,
        ],
      }))}
    />
  )
}
