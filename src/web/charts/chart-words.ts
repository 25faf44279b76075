import { clinicalDate } from '#base/day.ts'
import { formatMg } from '#clinical/dose.ts'
import { formatInr, formatTenths } from '#clinical/inr.ts'
import type { InrHistory } from './inr-history.ts'

export const CHART_TITLE = 'INR, target range and dose over time'

/** The chart in words, for those who do not see it. */
export function describeChart(history: InrHistory): string {
  return [
    inrWords(history),
    targetWords(history),
    doseWords(history),
    ...suspensionWords(history),
    history.nextTest && `Next test ${clinicalDate(history.nextTest)}.`,
    ...forecastWords(history),
    'Every value is in the table of visits.',
  ]
    .filter(Boolean)
    .join(' ')
}

function inrWords({ points }: InrHistory): string {
  const first = points[0]
  const last = points.at(-1)
  if (first === undefined || last === undefined) return 'No INR is recorded.'
  const results = points.length === 1 ? '1 INR' : `${points.length} INRs`
  const span = `${results} from ${clinicalDate(first.on)} to ${clinicalDate(last.on)}.`
  return `${span} The last is ${formatInr(last)}.`
}

function targetWords({ targets }: InrHistory): string {
  const target = targets.at(-1)
  if (target === undefined) return 'No target range is recorded.'
  return `The target range is ${formatTenths(target.lowTenths)} to ${formatTenths(target.highTenths)}.`
}

function doseWords({ doses }: InrHistory): string {
  const dose = doses.at(-1)
  if (dose === undefined) return 'No dose is recorded.'
  return `The dose since ${clinicalDate(dose.from)} is ${formatMg(dose.ug)} a day.`
}

/** The same figures as in the words beside a suggestion. */
function forecastWords({ forecast }: InrHistory): readonly string[] {
  if (forecast === undefined) return []
  const { on, lowTenths, medianTenths, highTenths } = forecast
  const ends = `${formatTenths(lowTenths)} to ${formatTenths(highTenths)}`
  return [
    `Forecast for ${clinicalDate(on)}, a second opinion: ${formatTenths(medianTenths)}, with a chance of 80 % from ${ends}.`,
  ]
}

function suspensionWords({ suspensions }: InrHistory): readonly string[] {
  return suspensions.map(({ from, until }) =>
    until === undefined
      ? `Suspended since ${clinicalDate(from)}.`
      : `Suspended from ${clinicalDate(from)} to ${clinicalDate(until)}.`,
  )
}
