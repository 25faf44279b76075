import { londonDay } from '#base/day.ts'
import { PUBLISHED_OVERRIDES } from '#clinical/warfarin/override-figures.ts'
import { protocolInWords } from '#web/decisions/protocol-words.ts'
import { exists } from '#web/door/navigation.ts'
import { refusalPage } from '#web/door/refusal-page.tsx'
import type { PageHandler } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { type OverrideReport, overrideReport } from '#workflow/override-report.ts'
import { OVERRIDES, REPORTS } from './addresses.ts'
import { OverrideChart } from './override-chart.tsx'
import { MonthTable, ProtocolTable, ReasonTable } from './override-tables.tsx'
import { monthInWords } from './override-words.ts'
import { PeriodForm } from './period-form.tsx'

/** Doses other than the suggested ones, by protocol and reason, with the INR that followed beside them. */
export const overridesPage: PageHandler = async ({ house, caller, query, visitor }) => {
  const typed = Object.fromEntries(query)
  const report = await overrideReport(house, caller, typed)
  if (report.kind === 'refused' && report.status !== 422) return refusalPage(report)
  const refused = report.kind === 'refused' ? report : undefined
  const asked =
    report.kind === 'overrides' ? { period: report.period, recordedBy: null } : undefined
  return {
    kind: 'page',
    status: refused?.status ?? 200,
    title: 'Overrides',
    place: 'reports',
    errors: refused?.findings ?? [],
    main: (
      <>
        <BackLink href={REPORTS}>Reports</BackLink>
        <h1>Overrides</h1>
        <PeriodForm
          path={OVERRIDES}
          today={londonDay(house.clock())}
          asked={asked}
          typed={typed}
          findings={refused?.findings ?? []}
          withRecord={false}
        />
        {report.kind === 'overrides' && (
          <Figures report={report} opens={exists('see-decision', visitor.role)} />
        )}
      </>
    ),
  }
}

const { leastPercent, mostPercent } = PUBLISHED_OVERRIDES

function Figures({ report, opens }: { readonly report: OverrideReport; readonly opens: boolean }) {
  return (
    <>
      <p>
        An override is a dose that a person changed, or authorised, other than the one suggested. In
        a published service {leastPercent} to {mostPercent} % of suggestions were changed: 21.1 % by
        pharmacists, 28.2 % by doctors (Harper 2014, BMJ Open).
      </p>
      <InsetText>
        <p>
          The figures stand beside each other and say nothing of causes: people whose dose is
          changed differ from those whose dose is not. Open the decisions before drawing a
          conclusion.
        </p>
      </InsetText>
      <ProtocolTable report={report} opens={opens} />
      <OverrideChart title="Share of suggestions overridden" bars={protocolBars(report)} />
      <ReasonTable report={report} opens={opens} />
      <MonthTable report={report} opens={opens} />
      <OverrideChart
        title="Share of suggestions overridden, by month"
        bars={report.byMonth.map(({ value, figures }) => ({ name: monthInWords(value), figures }))}
      />
    </>
  )
}

const protocolBars = ({ all, byProtocol }: OverrideReport) => [
  { name: 'This site', figures: all },
  ...byProtocol.map(({ value, figures }) => ({ name: protocolInWords(value), figures })),
]
