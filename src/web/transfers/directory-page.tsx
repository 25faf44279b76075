import { clinicalDate, day } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { type DirectoryLine, directoryShown } from '#workflow/transfers-shown.ts'
import { TRANSFERS } from './addresses.ts'

export const KIND_WORDS = {
  'gp-practice': 'General practice',
  'community-pharmacy': 'Community pharmacy',
  'hospital-clinic': 'Hospital clinic',
} as const

/** GET /service/directory: where a patient can be signposted to. */
export const directoryPage: PageHandler = async ({ house, caller }) => {
  const shown = await directoryShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  const { offers, others, today } = shown
  return {
    kind: 'page',
    title: 'Directory of providers',
    place: 'service',
    main: (
      <>
        <BackLink href={TRANSFERS}>Transfers</BackLink>
        <h1 className="nhsuk-heading-l">Directory of providers</h1>
        <p className="nhsuk-u-reading-width">
          Which provider offers which level of the service on {clinicalDate(today)}, by its
          contract. Where a practice does not offer a level, the patient is told of one that does,
          or handed over to it.
        </p>
        {offers.length === 0 ? (
          <p>No provider has a contract that holds today.</p>
        ) : (
          <Table
            caption="Providers and levels"
            captionHidden
            compact
            responsive
            firstCellIsHeader
            columns={[
              { heading: 'Provider' },
              { heading: 'Level 3' },
              { heading: 'Level 4' },
              { heading: 'Level 5' },
              { heading: 'Telephone' },
              { heading: 'Contract until' },
            ]}
            rows={offers.map((offer, nth) => ({
              key: `${offer.providerId} ${nth}`,
              cells: cellsOf(offer),
            }))}
          />
        )}
        <p className="nhsuk-body-s">
          Level 3: measured by a laboratory, or with an own meter. Level 4: measured near the
          patient. Level 5: warfarin is started for atrial fibrillation.
        </p>
        {others.length > 0 && (
          <>
            <h2 className="nhsuk-heading-m">No contract known today</h2>
            <ul className="nhsuk-list nhsuk-list--bullet">
              {others.map(({ providerId, name }) => (
                <li key={providerId}>{name}</li>
              ))}
            </ul>
          </>
        )}
      </>
    ),
  }
}

const cellsOf = (offer: DirectoryLine) => [
  <>
    {offer.name}
    <br />
    <span className="nhsuk-hint nhsuk-u-font-size-16">
      {KIND_WORDS[offer.kind]}, {offer.service}
    </span>
  </>,
  ...[3, 4, 5].map((level) => (offer.levels.includes(level) ? 'Yes' : 'No')),
  offer.telephone,
  clinicalDate(day(offer.to)),
]
