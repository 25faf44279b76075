import { analysisNumber } from '#assurance/analysis-number.ts'
import { eventInWords } from '#assurance/event-kinds.ts'
import { clinicalDate, clinicalInstant, londonDay } from '#base/day.ts'
import { commissionerPage } from '#web/commissioner/commissioner-page.tsx'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Table } from '#web/parts/table.tsx'
import { type CommissionerQuality, commissionerQuality } from '#workflow/commissioner-quality.ts'
import { analysisHref, breachHref, decideHref } from './addresses.ts'
import { FiguresTable, StandingTag } from './quality-words.tsx'

/** GET /commissioner/quality: what is to be decided, every decision with its reason, every analysis, and each provider's figures. */
export const qualityPage: PageHandler = async ({ house, caller }) => {
  const shown = await commissionerQuality(house, caller, {})
  if (shown.kind === 'refused') return refusalPage(shown)
  return commissionerPage(
    { title: 'Quality', place: 'quality' },
    <>
      <p className="nhsuk-u-reading-width">
        The quality requirements of each contract, by one rule for every provider, and the analyses
        of events behind them. Nobody who is treated can be seen here.
      </p>
      <ToDecide shown={shown} />
      <Decided shown={shown} />
      <Analyses shown={shown} />
      {shown.contracts.map(({ versions: [{ contractId, providerName }], figures }) => (
        <FiguresTable key={contractId} caption={providerName} figures={figures} />
      ))}
    </>,
  )
}

type Props = { readonly shown: CommissionerQuality }

function ToDecide({ shown: { toDecide, mayDecide } }: Props) {
  if (toDecide.length === 0) return <p>No breach waits for a decision.</p>
  return (
    <Table
      caption="Not met, and not decided on"
      captionSize="m"
      compact
      responsive
      columns={[
        { heading: 'Provider' },
        { heading: 'Requirement' },
        { heading: 'Late since the last decision', numeric: true },
        { heading: '' },
      ]}
      rows={toDecide.map(({ contract, figure: { requirement }, undecided }) => ({
        key: `${contract.contractId} ${requirement.id}`,
        cells: [
          contract.providerName,
          requirement.name,
          `${undecided.length}`,
          mayDecide ? (
            <a key="decide" href={decideHref(contract.contractId, requirement.id)}>
              Decide
            </a>
          ) : (
            'A manager decides'
          ),
        ],
      }))}
    />
  )
}

/** One list of every decision, so that like cases can be held against one another. */
function Decided({ shown: { decided } }: Props) {
  if (decided.length === 0) return <p>No breach has been decided on.</p>
  return (
    <Table
      caption="Every decision, with its reason"
      captionSize="m"
      compact
      responsive
      columns={[
        { heading: 'Decided' },
        { heading: 'Provider' },
        { heading: 'Requirement' },
        { heading: 'Late', numeric: true },
        { heading: 'Stands' },
        { heading: 'Reason' },
      ]}
      rows={decided.map((breach) => ({
        key: breach.id,
        cells: [
          <a key="open" href={breachHref(breach.id)}>
            {clinicalDate(londonDay(breach.at))}
          </a>,
          breach.providerName,
          breach.requirementName,
          `${breach.figures.late.length} of ${breach.figures.occasions}`,
          <StandingTag key="standing" standing={breach.standing} />,
          `${breach.reason} (${breach.byName})`,
        ],
      }))}
    />
  )
}

function Analyses({ shown: { analyses, comments } }: Props) {
  if (analyses.length === 0) {
    return (
      <InsetText>
        <p>No analysis of an event was submitted yet.</p>
      </InsetText>
    )
  }
  return (
    <Table
      caption="Analyses of events"
      captionSize="m"
      compact
      responsive
      columns={[
        { heading: 'Number' },
        { heading: 'Provider' },
        { heading: 'What' },
        { heading: 'Submitted' },
        { heading: 'Comments', numeric: true },
      ]}
      rows={analyses.map((each) => ({
        key: `${each.contractId} ${each.eventId}`,
        cells: [
          <a key="open" href={analysisHref(each.eventId)}>
            {analysisNumber(each.yearFrom, each.nth)}
          </a>,
          each.providerName,
          `${eventInWords(each.kind, each.severity)}${each.isWithdrawn ? ' (taken back)' : ''}`,
          `${clinicalInstant(each.submittedAt)}, due ${clinicalDate(each.dueOn)}`,
          `${comments.filter(({ eventId }) => eventId === each.eventId).length}`,
        ],
      }))}
    />
  )
}
