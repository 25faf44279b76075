import { clinicalDate, londonDay } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { type OwnQuality, ownQuality } from '#workflow/action-plans.ts'
import { ownBreachHref } from './addresses.ts'
import { FiguresTable, StandingTag } from './quality-words.tsx'

/** GET /service/quality: how this service stands, and what the commissioner decided. */
export const ownQualityPage: PageHandler = async ({ house, caller }) => {
  const shown = await ownQuality(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { contracts, breaches } = shown
  return {
    kind: 'page',
    title: 'Quality',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Quality</h1>
        <p className="nhsuk-u-reading-width">
          How this service stands against the quality requirements of its contract, by the rule by
          which the commissioner sees every provider. Where one is not met, the commissioner decides
          whether an action plan is due.
        </p>
        {contracts.length === 0 && <p>No contract is recorded here.</p>}
        {contracts.map(({ contractId, reference, figures }) => (
          <FiguresTable key={contractId} caption={`Contract ${reference}`} figures={figures} />
        ))}
        {breaches.length === 0 ? (
          <p>No breach has been decided on.</p>
        ) : (
          <Breaches breaches={breaches} />
        )}
      </>
    ),
  }
}

const Breaches = ({ breaches }: Pick<OwnQuality, 'breaches'>) => (
  <Table
    caption="What the commissioner decided"
    captionSize="m"
    compact
    responsive
    columns={[
      { heading: 'Decided' },
      { heading: 'Requirement' },
      { heading: 'Stands' },
      { heading: 'Action plan due' },
      { heading: 'Reason' },
    ]}
    rows={breaches.map((breach) => ({
      key: breach.id,
      cells: [
        <a key="open" href={ownBreachHref(breach.id)}>
          {clinicalDate(londonDay(breach.at))}
        </a>,
        breach.requirementName,
        <StandingTag key="standing" standing={breach.standing} />,
        breach.planDueOn === null ? '' : clinicalDate(breach.planDueOn),
        `${breach.reason} (${breach.byName}, ${breach.commissionerName})`,
      ],
    }))}
  />
)
