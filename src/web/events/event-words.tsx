import { analysisNumber } from '#assurance/analysis-number.ts'
import { type AnalysisClock, analysisClock } from '#assurance/event-clock.ts'
import { clinicalDate, type Day, londonDay } from '#base/day.ts'
import { Tag } from '#web/parts/tag.tsx'
import type { EventShown } from '#workflow/events-shown.ts'

type Event = EventShown['event']

const workingDays = (days: number): string =>
  days === 1 ? '1 working day' : `${days} working days`

/** The clock of an analysis that is not submitted. */
export function clockInWords(clock: AnalysisClock): string {
  if (clock.kind === 'late') {
    return `Late: it was due on ${clinicalDate(clock.due)}, ${workingDays(clock.workingDaysLate)} ago.`
  }
  const left = clock.workingDaysLeft === 0 ? 'today' : `${workingDays(clock.workingDaysLeft)} left`
  return `Due on ${clinicalDate(clock.due)}, ${left}.`
}

/** Whether an analysis that was submitted was in time. */
function submittedInWords({ awareOn, submittedAt }: Event): string {
  const on = londonDay(submittedAt ?? 0)
  const clock = analysisClock(awareOn, on)
  return clock.kind === 'late'
    ? `Submitted ${clinicalDate(on)}, ${workingDays(clock.workingDaysLate)} late`
    : `Submitted ${clinicalDate(on)}, in time`
}

/** Where the analysis of an event stands. */
export function AnalysisStanding({ event, today }: { readonly event: Event; readonly today: Day }) {
  const { withdrawnReason, submittedAt, yearFrom, nth, draftVersion, awareOn } = event
  if (withdrawnReason !== null) {
    return (
      <>
        <Tag colour="grey">Taken back</Tag> {withdrawnReason}
      </>
    )
  }
  if (submittedAt !== null && yearFrom !== null && nth !== null) {
    return (
      <>
        <Tag colour="green">{analysisNumber(yearFrom, nth)}</Tag> {submittedInWords(event)}
      </>
    )
  }
  const clock = analysisClock(awareOn, today)
  return (
    <>
      <Tag colour={clock.kind === 'late' ? 'red' : 'yellow'}>
        {draftVersion === 0 ? 'Not begun' : 'Draft'}
      </Tag>{' '}
      {clockInWords(clock)}
    </>
  )
}
