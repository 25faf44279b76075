import { clinicalInstant } from '#base/day.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type RuleHistory, ruleHistory } from '#workflow/rule-history.ts'
import { proposalHref, RULES, runHref } from './addresses.ts'
import { DifferenceTable } from './difference-table.tsx'

/** Every version of the rules of this site, newest first, and every rule set that stands behind a dose. */
export const ruleHistoryPage: PageHandler = async ({ house, caller }) => {
  const history = await ruleHistory(house, caller, {})
  if (history.kind === 'refused') return refusalPage(history)
  return {
    kind: 'page',
    title: 'Versions of the rules',
    place: 'service',
    main: (
      <>
        <BackLink href={RULES}>Rules of this site</BackLink>
        <h1>Versions of the rules</h1>
        {history.proposals.length === 0 && (
          <p>The rules are as shipped: nobody has proposed others.</p>
        )}
        {history.proposals.map((version) => (
          <Version key={version.id} version={version} />
        ))}
        <Used history={history} />
      </>
    ),
  }
}

const STATES = {
  open: { colour: 'blue', text: 'Waiting' },
  activated: { colour: 'green', text: 'Activated' },
  declined: { colour: 'grey', text: 'Declined' },
  withdrawn: { colour: 'grey', text: 'Withdrawn' },
} as const

function Version({ version }: { readonly version: RuleHistory['proposals'][number] }) {
  const { id, number, state, shadowRunId, settledAt, settledByName } = version
  const { colour, text } = STATES[state]
  return (
    <section>
      <h2>
        <a href={proposalHref(id)}>Proposal {number}</a> <Tag colour={colour}>{text}</Tag>
      </h2>
      <p>
        Proposed by {version.proposedByName}, {clinicalInstant(version.proposedAt)}:{' '}
        {version.reason}
        {settledAt !== null && (
          <>
            <br />
            {text} by {settledByName}, {clinicalInstant(settledAt)}
            {version.settledReason === null ? '' : `: ${version.settledReason}`}
          </>
        )}
        {shadowRunId !== null && (
          <>
            <br />
            <a href={runHref(id, shadowRunId)}>What the run showed</a>
          </>
        )}
      </p>
      <DifferenceTable caption={`What proposal ${number} changes`} rows={version.differences} />
    </section>
  )
}

const Used = ({ history: { used, inForce } }: { readonly history: RuleHistory }) => (
  <section>
    <h2>Rule sets behind the doses of this site</h2>
    <p>
      Each can be asked again for ever. A plan that names a protocol has the rules of the site with
      that protocol.
    </p>
    {used.length === 0 ? (
      <p>No dose has been suggested yet.</p>
    ) : (
      <Table
        caption="Rule sets"
        captionHidden
        compact
        responsive
        columns={[
          { heading: 'Rule set' },
          { heading: 'Number' },
          { heading: 'Protocol' },
          { heading: 'First used' },
          { heading: 'Doses', numeric: true },
        ]}
        rows={used.map(({ hash, number, protocol, firstAt, doses }) => ({
          key: hash,
          cells: [
            <span key="hash">
              <code>{hash.slice(0, 12)}</code> {hash === inForce && <Tag>In force</Tag>}
            </span>,
            number,
            protocol,
            clinicalInstant(firstAt),
            doses,
          ],
        }))}
      />
    )}
  </section>
)
