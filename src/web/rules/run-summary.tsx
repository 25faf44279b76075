import { clinicalDate, day } from '#base/day.ts'
import { CHANGE_KINDS } from '#clinical/warfarin/compare-advice.ts'
import { changesIn } from '#clinical/warfarin/shadow-report.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import type { RuleProposalPage } from '#workflow/rule-proposal-page.ts'
import { runHref } from './addresses.ts'
import { CHANGE_WORDS } from './change-words.ts'

/** What the run showed, in counts, with the way to each answer. */
export function RunSummary({ page }: { readonly page: RuleProposalPage }) {
  const { proposal, runs, may } = page
  const run = runs.find(({ id }) => id === proposal.shadowRunId) ?? runs[0]
  if (run === undefined) return null
  const { summary } = run
  const changed = changesIn(summary)
  return (
    <section>
      <h2>What would have changed</h2>
      <p>
        {summary.suggestions} {summary.suggestions === 1 ? 'suggestion' : 'suggestions'} from{' '}
        {clinicalDate(day(summary.from))} to {clinicalDate(day(summary.until))} were asked again;{' '}
        {changed} would have been answered otherwise.{' '}
        {may.seeLines && changed > 0 && (
          <a href={runHref(proposal.id, run.id)}>Each answer that differs</a>
        )}
        {summary.suggestions === 0 && 'So this run says nothing about the change.'}
      </p>
      <Table
        caption="Answers that differ"
        captionHidden
        compact
        columns={[{ heading: 'What differs' }, { heading: 'How many', numeric: true }]}
        rows={CHANGE_KINDS.map((kind) => ({
          key: kind,
          cells: [
            CHANGE_WORDS[kind],
            <KindCount
              key="count"
              count={summary.changed[kind]}
              href={may.seeLines ? runHref(proposal.id, run.id, { kind }) : undefined}
            />,
          ],
        }))}
      />
      {summary.ofEarlierRules > 0 && (
        <p>
          {summary.ofEarlierRules} of them were made by earlier rules. Here the proposed rules are
          held against those in force at the time of the run.
        </p>
      )}
      <InsetText>
        <p>
          Nothing of this is a dose to give. It says what would have been suggested, not what would
          have followed.
        </p>
      </InsetText>
      <p className="nhsuk-hint">
        Stored under <code>{run.reportHash.slice(0, 12)}</code>, run by {run.runByName}.
      </p>
    </section>
  )
}

/** A count opens the list of what it counts. */
function KindCount({ count, href }: { readonly count: number; readonly href: string | undefined }) {
  if (count === 0) return 'none'
  return href === undefined ? count : <a href={href}>{count}</a>
}
