import type { Day } from '#base/day.ts'
import { Button } from '#web/parts/button.tsx'
import { DateInput } from '#web/parts/date-input.tsx'
import { Details } from '#web/parts/details.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { Looks } from '#web/parts/nothing-saved.tsx'
import type { Finding } from '#workflow/outcome.ts'
import { monthsUpTo } from '#workflow/report-period.ts'
import { type ReportOf, reportHref } from './addresses.ts'

type Props = {
  readonly path: string
  readonly today: Day
  /** What is shown; undefined when what was asked for is refused. */
  readonly asked: ReportOf | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly findings: readonly Finding[]
  /** Whether the report can be made of the record of an earlier day; it can unless this says no. */
  readonly withRecord?: boolean
}

const OFFERED_MONTHS = [3, 6, 12] as const

/** Which days a report is of. A GET form: the address says it all and can be kept. */
export function PeriodForm({ path, today, asked, typed, findings, withRecord = true }: Props) {
  const box = (name: string, shown: Day | null | undefined) => boxesOf(name, typed, shown)
  return (
    <>
      <nav aria-label="Usual periods">
        <ul className="evk-filters">
          {OFFERED_MONTHS.map((months) => {
            const period = monthsUpTo(today, months)
            const isShown = asked?.recordedBy === null && isSame(asked.period, period)
            return (
              <li key={months}>
                <a
                  href={reportHref(path, { period, recordedBy: null })}
                  aria-current={isShown ? 'true' : undefined}
                >
                  Last {months} months
                </a>
              </li>
            )
          })}
        </ul>
      </nav>
      <Details summary="Another period" open={findings.length > 0}>
        <Looks>
          <form method="get" action={path} noValidate>
            <div className="evk-dates">
              <DateInput
                id="from"
                name="from"
                legend="First day"
                values={box('from', asked?.period.from)}
                error={errorOf(findings, 'from')}
              />
              <DateInput
                id="until"
                name="until"
                legend="Last day"
                values={box('until', asked?.period.until)}
                error={errorOf(findings, 'until')}
              />
              {withRecord && (
                <DateInput
                  id="recordedBy"
                  name="recordedBy"
                  legend="As recorded by the end of (may be empty)"
                  hint="To make an earlier report again: what was entered later is not seen."
                  values={box('recordedBy', asked?.recordedBy)}
                  error={errorOf(findings, 'recordedBy')}
                />
              )}
            </div>
            <Button variant="secondary">Show these days</Button>
          </form>
        </Looks>
      </Details>
    </>
  )
}

const isSame = (one: ReportOf['period'], other: ReportOf['period']): boolean =>
  one.from === other.from && one.until === other.until

/** What was typed in the boxes, else the day that is shown. */
function boxesOf(name: string, typed: Props['typed'], shown: Day | null | undefined) {
  const [year = '', month = '', day = ''] = (shown ?? '').split('-')
  return {
    day: typed[`${name}[day]`] ?? day,
    month: typed[`${name}[month]`] ?? month,
    year: typed[`${name}[year]`] ?? year,
  }
}
