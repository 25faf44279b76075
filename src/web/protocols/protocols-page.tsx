import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { protocolsShown, type ShownProtocol } from '#workflow/protocols-shown.ts'
import { protocolHref } from './addresses.ts'
import { KIND_WORDS, StandingTag } from './standing-words.tsx'

/** Every protocol that Evenkeel knows, and how this site stands to each. */
export const protocolsPage: PageHandler = async ({ house, caller }) => {
  const shown = await protocolsShown(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    title: 'Dosing protocols',
    place: 'service',
    main: (
      <>
        <BackLink href="/service">Service</BackLink>
        <h1 className="nhsuk-heading-l">Dosing protocols</h1>
        <p className="nhsuk-u-reading-width">
          A protocol whose source is not verified doses nobody until the clinical lead of this site
          has compared it with its source and recorded the check.
        </p>
        <Table
          caption="Protocols"
          captionHidden
          compact
          responsive
          firstCellIsHeader
          columns={[
            { heading: 'Protocol' },
            { heading: 'For' },
            { heading: 'Targets' },
            { heading: 'Status' },
            { heading: 'Grade' },
            { heading: 'Plans', numeric: true },
          ]}
          rows={shown.protocols.map((protocol) => ({
            key: protocol.card.id,
            cells: cellsOf(protocol),
          }))}
        />
      </>
    ),
  }
}

const cellsOf = ({ card, standing, plans, isSiteDefault }: ShownProtocol) => [
  <a key="name" href={protocolHref(card.id)}>
    {card.name}
  </a>,
  isSiteDefault ? `${KIND_WORDS[card.kind]}; where a plan names none` : KIND_WORDS[card.kind],
  card.targets,
  <StandingTag key="standing" standing={standing} />,
  card.grade,
  plans,
]
