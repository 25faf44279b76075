import { LIMITS } from '#assurance/funnel.ts'
import { firstDay } from '#contract/calendar-month.ts'
import { quarterOf } from '#contract/quarter.ts'
import { Details } from '#web/parts/details.tsx'
import type { CommissionedFigures } from '#workflow/commissioned-figures.ts'

type Props = Pick<CommissionedFigures, 'queries' | 'month'>

/** What each figure is, and the very query that it was read with. */
export function FigureDefinitions({ queries, month }: Props) {
  return (
    <>
      <h2 className="nhsuk-heading-m">What each figure is</h2>
      <Definition
        name="People, time in range, indicators"
        query={queries.figures}
        at={firstDay(month)}
      >
        <p>
          People on treatment monitored by INR on the last day of the month. Time in range: days of
          the year that ended then, by Rosendaal in continuous form with the exclusions of NICE
          (first 6 weeks; less than 6 months of maintenance; gaps over 56 days). Whose time cannot
          be told is in "not known". Indicators: those of the NPSA that count people or tests, of
          the same year. Worked out at each provider in a night after the month has ended,
          suppressed there, and not changed afterwards.
        </p>
      </Definition>
      <Definition
        name="Level 3, level 4, started, home visits"
        query={queries.activity}
        at={firstDay(month)}
      >
        <p>
          What the newest return of the month says, of all contracts of a provider together, then
          suppressed and rounded like everything else.
        </p>
      </Definition>
      <Definition
        name="Cost per person in range"
        query={queries.cost}
        at={firstDay(quarterOf(month))}
      >
        <p>
          What was claimed for the quarter in which the month lies, divided by the people with 65 %
          or more of their time in range as they are shown. Of all: of the providers that claimed.
        </p>
      </Definition>
      <Details summary="Against chance">
        <p>
          Limits of the exact binomial distribution around the share of all providers of which both
          numbers are shown, interpolated between whole people: of those who are like all the others{' '}
          {LIMITS['95'] * 2 * 100} in 100 lie beyond the limits of 95 %, and{' '}
          {LIMITS['99.8'] * 2 * 1000} in 1,000 beyond those of 99.8 % (Spiegelhalter, Statistics in
          Medicine 2005;24:1185-202). Rounded counts are judged as they are shown.
        </p>
      </Details>
    </>
  )
}

type DefinitionProps = {
  readonly name: string
  readonly query: string
  readonly at: string
  readonly children: React.ReactNode
}

function Definition({ name, query, at, children }: DefinitionProps) {
  return (
    <Details summary={name}>
      {children}
      <p>
        Read as the commissioner's role of the database, with <code>$1 = '{at}'</code>:
      </p>
      <pre className="evk-query">
        <code>{query}</code>
      </pre>
    </Details>
  )
}
