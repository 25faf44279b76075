import { clinicalDate, clinicalInstant } from '#base/day.ts'
import type { Adjustment } from '#contract/adjustments.ts'
import type { ReturnClock } from '#contract/monthly-return.ts'
import type { Return, ReturnLine } from '#contract/specification.ts'
import { Table } from '#web/parts/table.tsx'
import { Tag } from '#web/parts/tag.tsx'
import type { MonthShown } from '#workflow/month-end.ts'
import { monthInWords } from './specification-words.ts'

/** How a return stands: in a word or two, and in a sentence. */
export function StandingTag({ month }: { readonly month: MonthShown }) {
  const { standing, changed } = month
  if (standing.kind !== 'returned') return <ClockTag clock={standing} />
  return changed.length > 0 ? (
    <Tag colour="orange">Returned, counts otherwise now</Tag>
  ) : (
    <Tag colour="green">Returned</Tag>
  )
}

/** How what is due with the return of a month stands while nobody has signed it. */
export function ClockTag({ clock }: { readonly clock: ReturnClock }) {
  switch (clock.kind) {
    case 'late':
      return <Tag colour="red">Late</Tag>
    case 'open':
      return <Tag colour={clock.reminders > 0 ? 'yellow' : 'blue'}>To sign</Tag>
    case 'not-ended':
      return <Tag colour="white">Goes on</Tag>
    case 'not-owed':
      return <Tag colour="grey">Before Evenkeel</Tag>
    case 'no-clock':
      return <Tag colour="grey">To sign</Tag>
  }
}

export function standingInWords({ standing }: Pick<MonthShown, 'standing'>): string {
  if (standing.kind !== 'returned') return clockInSentence(standing)
  const { signedName, submittedAt, version } = standing.newest
  const which = version === 1 ? '' : ` (version ${version})`
  return `Submitted ${clinicalInstant(submittedAt)}, signed by ${signedName}${which}.`
}

export function clockInSentence(clock: ReturnClock): string {
  switch (clock.kind) {
    case 'not-ended':
      return 'The month goes on: these are the figures as they stand today.'
    case 'not-owed':
      return 'The contract was recorded here later, so that nothing is missed if it was returned elsewhere. It may still be signed here.'
    case 'no-clock':
      return 'The bank holidays of these days are not known here: work out by hand when it is due.'
    case 'late':
      return `Late: it was due on ${clinicalDate(clock.due)}.`
    case 'open':
      return `Due on ${clinicalDate(clock.due)}, ${daysLeft(clock.workingDaysLeft)}.`
  }
}

function daysLeft(workingDays: number): string {
  if (workingDays === 0) return 'today'
  return workingDays === 1 ? '1 working day left' : `${workingDays} working days left`
}

/** `+2`, `-1`, or `no change`. */
export function changeInWords({ change }: Pick<MonthShown, 'change'>, line: ReturnLine): string {
  if (change === undefined) return ''
  const by = change.find((each) => each.line === line)?.by ?? 0
  if (by === 0) return 'no change'
  return by > 0 ? `+${by}` : `${by}`
}

type AdjustmentsProps = {
  readonly caption: string
  readonly adjustments: readonly Adjustment[]
  readonly lines: Return['lines']
}

/** What was told, and what it is now, line by line. */
export function Adjustments({ caption, adjustments, lines }: AdjustmentsProps) {
  return (
    <Table
      caption={caption}
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Month' },
        { heading: 'Line' },
        { heading: 'Was', numeric: true },
        { heading: 'Is now', numeric: true },
        { heading: 'Difference', numeric: true },
      ]}
      rows={adjustments.map(({ month, line, was, now }) => ({
        key: `${month} ${line}`,
        cells: [
          monthInWords(month),
          lines.find(({ id }) => id === line)?.name ?? line,
          `${was}`,
          `${now}`,
          now > was ? `+${now - was}` : `${now - was}`,
        ],
      }))}
    />
  )
}
