import { clinicalDate, day } from '#base/day.ts'
import { formatInr } from '#clinical/inr.ts'
import type { ShadowLine } from '#clinical/warfarin/shadow-report.ts'
import { changesIn } from '#clinical/warfarin/shadow-report.ts'
import { decisionHref } from '#web/decisions/addresses.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { Pagination } from '#web/parts/pagination.tsx'
import { Table } from '#web/parts/table.tsx'
import { type ShadowRunPage, shadowRunPage } from '#workflow/shadow-run-page.ts'
import { proposalHref, runHref } from './addresses.ts'
import { CHANGE_WORDS, outcomeInWords, sizeInWords } from './change-words.ts'

/** Each answer of the last 90 days that the proposed rules would change, gravest first. */
export const runPage: PageHandler = async ({ house, caller, params, query }) => {
  const shown = await shadowRunPage(house, caller, {
    proposalId: params['proposal'] ?? '',
    runId: params['run'] ?? '',
    kind: query.get('kind'),
    page: query.get('page'),
  })
  if (shown.kind === 'refused') return refusalPage(shown)
  const { proposalId, number, run, lines } = shown
  return {
    kind: 'page',
    title: `Run of proposal ${number}`,
    place: 'service',
    main: (
      <>
        <BackLink href={proposalHref(proposalId)}>Proposal {number}</BackLink>
        <h1>What would have changed</h1>
        <p>
          {shown.changeKind === undefined
            ? `${changesIn(run.summary)} of ${run.summary.suggestions} suggestions, gravest first.`
            : `${CHANGE_WORDS[shown.changeKind]}: ${run.summary.changed[shown.changeKind]} of ${run.summary.suggestions} suggestions, largest first.`}{' '}
          <strong>Nothing of this is a dose to give.</strong>
        </p>
        {lines.length === 0 ? <p>None.</p> : <Lines lines={lines} />}
        <Pages shown={shown} />
      </>
    ),
  }
}

const Lines = ({ lines }: { readonly lines: readonly ShadowLine[] }) => (
  <Table
    caption="Answers that differ"
    captionHidden
    compact
    responsive
    columns={[
      { heading: 'INR' },
      { heading: 'What differs' },
      { heading: 'Rules in force' },
      { heading: 'Proposed rules' },
      { heading: 'How much', numeric: true },
      { heading: 'Decision' },
    ]}
    rows={lines.map(({ key, on, inr, change }) => ({
      key,
      cells: [
        `${formatInr(inr)} on ${clinicalDate(day(on))}`,
        CHANGE_WORDS[change.kind],
        outcomeInWords(change.before),
        outcomeInWords(change.after),
        sizeInWords(change),
        <a key="open" href={decisionHref(key)}>
          Open
          <span className="nhsuk-u-visually-hidden"> the decision of {clinicalDate(day(on))}</span>
        </a>,
      ],
    }))}
  />
)

function Pages({ shown }: { readonly shown: ShadowRunPage }) {
  const { proposalId, run, page, pages, changeKind: kind } = shown
  if (pages === 1) return null
  const to = (other: number) => ({
    href: runHref(proposalId, run.id, { kind, page: other }),
    label: `${other} of ${pages}`,
  })
  return (
    <Pagination
      previous={page > 1 ? to(page - 1) : undefined}
      next={page < pages ? to(page + 1) : undefined}
    />
  )
}
