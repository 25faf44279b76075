import { clinicalDate } from '#base/day.ts'
import { isInterruptive } from '#clinical/alerts/alert-answers.ts'
import { REDESIGN_ABOVE_PERCENT, REDESIGN_DAYS } from '#clinical/alerts/alert-figures.ts'
import type { PageHandler } from '#web/page.ts'
import { Details } from '#web/parts/details.tsx'
import { InsetText } from '#web/parts/inset-text.tsx'
import { Tag } from '#web/parts/tag.tsx'
import { type AlertReport, alertReport } from '#workflow/alert-report.ts'
import { ALERTS } from './addresses.ts'
import { ratioInWords, VERDICT_WORDS, verdictBecause } from './alert-budget-words.ts'
import {
  AlertTable,
  BecauseTable,
  MonthBudgets,
  ReviewTable,
  SuggestionTable,
} from './alert-tables.tsx'
import { reportPage } from './report-page.tsx'

/** GET /reports/alerts - how often alerts interrupt, which of them are gone past, and what was done about the worst. */
export const alertsPage: PageHandler = async (request) => {
  const { house, caller, query } = request
  const report = await alertReport(house, caller, Object.fromEntries(query))
  return reportPage(request, ALERTS, report, ({ byMonth }) => <MonthBudgets months={byMonth} />, {
    lead: Lately,
    withRecord: false,
  })
}

/** The days in which alerts are judged, whatever period is asked for below them. */
function Lately({ lately, reviews }: AlertReport) {
  const { period, budget, figures, because } = lately
  return (
    <>
      <h2>
        The last {REDESIGN_DAYS} days{' '}
        <span className="evk-today__as-at">
          {clinicalDate(period.from)} to {clinicalDate(period.until)}
        </span>
      </h2>
      <InsetText>
        <p>
          <Tag colour={VERDICT_COLOURS[budget.verdict]}>{VERDICT_WORDS[budget.verdict]}</Tag>
        </p>
        <p>
          {budget.alerts} interruptive {budget.alerts === 1 ? 'alert' : 'alerts'} and{' '}
          {budget.routineDoses} routine {budget.routineDoses === 1 ? 'dose' : 'doses'}:{' '}
          {ratioInWords(budget)}.
        </p>
        <p>{verdictBecause(budget)}</p>
      </InsetText>
      <AlertTable figures={figures.filter(({ kind }) => isInterruptive(kind))} reviews={reviews} />
      <BecauseTable because={because} />
      <SuggestionTable
        figures={figures.filter(({ kind }) => !isInterruptive(kind))}
        reviews={reviews}
      />
      <ReviewTable reviews={reviews} />
      <HowCounted />
      <h2>Month by month</h2>
    </>
  )
}

const VERDICT_COLOURS = { within: 'green', over: 'red', 'not-known': 'grey' } as const

const HowCounted = () => (
  <Details summary="What is counted, and what counts as gone past">
    <ul>
      <li>
        A routine dose is one decided on what a maintenance protocol suggested, or a DOAC that goes
        on at its review.
      </li>
      <li>
        An alarm in the place of a dose is gone past when it is closed as checked with no change, or
        with the dose as it was before, unless that was the published action or the advice of a
        specialist.
      </li>
      <li>
        A question, or a limit for a second clinician, is gone past when the dose is saved through
        it; a question with a reason, which is counted too. It is acted on when another dose or day
        was saved instead. Asked twice of one course in a day counts once.
      </li>
      <li>
        A DOAC dose that is not the rule's is gone past when it stands, and acted on when it is
        changed, stopped or reviewed again.
      </li>
      <li>A suggested dose interrupts nobody: it is listed apart, and is no part of the budget.</li>
      <li>What has no answer yet, or one that cannot be judged, is not known and in no share.</li>
      <li>
        An alert of which more than {REDESIGN_ABOVE_PERCENT} % of the answers went past it goes to
        the clinical safety officer, once, at night.
      </li>
    </ul>
  </Details>
)
