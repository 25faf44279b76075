import type { Day } from '#base/day.ts'
import { DateInput } from '#web/parts/date-input.tsx'
import { errorOf } from '#web/parts/findings.ts'
import type { Finding } from '#workflow/outcome.ts'

/** A day in three boxes: what was typed, else the day that is shown. */
export function dayField(
  name: 'from' | 'until',
  legend: string,
  typed: Readonly<Record<string, string>>,
  shown: Day | undefined,
  findings: readonly Finding[],
) {
  const [year = '', month = '', day = ''] = (shown ?? '').split('-')
  return (
    <DateInput
      id={name}
      name={name}
      legend={{ text: legend, size: 's' }}
      values={{
        day: typed[`${name}[day]`] ?? day,
        month: typed[`${name}[month]`] ?? month,
        year: typed[`${name}[year]`] ?? year,
      }}
      error={errorOf(findings, name)}
    />
  )
}
