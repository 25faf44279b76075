import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler, PageReply, PageRequest } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import { Table } from '#web/parts/table.tsx'
import { EVIDENCE_WORDS } from '#web/patient/evidence-words.ts'
import { linkedFindings } from '#web/register/typed-form.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { type ProtocolShown, protocolShown } from '#workflow/protocols-shown.ts'
import { PROTOCOLS, protocolHref } from './addresses.ts'
import { CheckForm, WithdrawForm } from './check-form.tsx'
import { CheckHistory } from './check-history.tsx'
import { checkPosted, withdrawPosted } from './check-posts.ts'
import { DoseTables } from './dose-tables.tsx'
import { GraphSection } from './graph-section.tsx'
import { GRADE_WORDS, KIND_WORDS, StandingTag } from './standing-words.tsx'

const protocolIn = ({ params }: PageRequest): string => params['protocol'] ?? ''

/** One protocol in words: what it does, for whom, by which source, and what this site has checked. */
export const protocolPage: PageHandler = async (request) => page(request, {}, [])

const CHECKED = { idIn: protocolIn, hrefOf: protocolHref, page }

/** Records the site's check. */
export const protocolCheckPosted = checkPosted(CHECKED)

/** Withdraws it. */
export const protocolWithdrawPosted = withdrawPosted(CHECKED)

type Typed = Readonly<Record<string, string>>

async function page(
  request: PageRequest,
  typed: Typed,
  findings: readonly Finding[],
  status = 200,
): Promise<PageReply> {
  const { house, caller } = request
  const shown = await protocolShown(house, caller, { protocol: protocolIn(request) })
  if (shown.kind === 'refused') return refusalPage(shown)
  return {
    kind: 'page',
    status,
    title: shown.card.name,
    place: 'service',
    errors: linkedFindings(findings, ['checkedOn']),
    main: (
      <>
        <BackLink href={PROTOCOLS}>Dosing protocols</BackLink>
        <h1 className="nhsuk-heading-l">{shown.card.name}</h1>
        <Facts shown={shown} />
        <Said heading="What it does" lines={shown.card.works} />
        <GraphSection shown={shown} asked={request.query.get('target')} />
        <DoseTables card={shown.card} />
        <Said heading="Where to take care" lines={shown.card.limits} />
        <Constants {...shown} />
        <h2>Check of this site</h2>
        <CheckHistory version={shown.card.version} checks={shown.checks} />
        <Check request={request} shown={shown} typed={typed} findings={findings} />
      </>
    ),
  }
}

function Facts({
  shown: { card, standing, plans, isSiteDefault },
}: {
  readonly shown: ProtocolShown
}) {
  const inUse = `${plans === 1 ? '1 running plan' : `${plans} running plans`}${isSiteDefault ? ', and every plan that names none' : ''}`
  return (
    <SummaryList
      rows={[
        { key: 'For', value: KIND_WORDS[card.kind] },
        { key: 'Status', value: <StandingTag standing={standing} /> },
        { key: 'What that rests on', value: card.because },
        { key: 'Source', value: card.citation },
        { key: 'Grade of the source', value: GRADE_WORDS[card.grade] },
        { key: 'Version', value: card.version },
        { key: 'Who it is for', value: <Lines lines={card.eligibility} /> },
        { key: 'Targets', value: card.targets },
        { key: 'In use by', value: inUse },
      ]}
    />
  )
}

const Lines = ({ lines }: { readonly lines: readonly string[] }) => (
  <ul className="nhsuk-list nhsuk-list--bullet">
    {lines.map((line) => (
      <li key={line}>{line}</li>
    ))}
  </ul>
)

const Said = ({
  heading,
  lines,
}: {
  readonly heading: string
  readonly lines: readonly string[]
}) => (
  <section className="nhsuk-u-reading-width">
    <h2>{heading}</h2>
    <Lines lines={lines} />
  </section>
)

const Constants = ({ card: { constants } }: Pick<ProtocolShown, 'card'>) => (
  <Table
    caption="What it counts with"
    captionSize="m"
    compact
    responsive
    firstCellIsHeader
    columns={[
      { heading: 'Value' },
      { heading: 'As shipped' },
      { heading: 'Source' },
      { heading: 'Status' },
    ]}
    rows={constants.map(({ name, value, source, status }) => ({
      key: name,
      cells: [name, value, source, EVIDENCE_WORDS[status]],
    }))}
  />
)

function Check(props: {
  readonly request: PageRequest
  readonly shown: ProtocolShown
  readonly typed: Typed
  readonly findings: readonly Finding[]
}) {
  const { shown, ...rest } = props
  const { card, plans, standing } = shown
  if (!exists('record-protocol-check', rest.request.visitor.role)) return null
  const form = { ...rest, action: protocolHref(card.id) }
  const who = plans === 1 ? '1 running plan names' : `${plans} running plans name`
  switch (standing) {
    case 'verified':
      return null
    case 'not-checked':
      return (
        <>
          <h3>Record a check</h3>
          <CheckForm {...form} version={card.version} enables="Plans may choose it from now on." />
        </>
      )
    case 'checked':
      return (
        <>
          <h3>Withdraw the check</h3>
          <WithdrawForm
            {...form}
            hint={`${who} this protocol. Their next visit goes to a person until another protocol is chosen.`}
          />
        </>
      )
  }
}
