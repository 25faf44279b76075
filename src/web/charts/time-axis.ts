import { scaleLinear } from 'd3-scale'
import { addDays, type Day, dayFromNumber, dayNumber } from '#base/day.ts'
import type { InrHistory } from './inr-history.ts'

/** One time axis for INR, dose, target and suspensions alike. */
export type TimeAxis = {
  readonly first: Day
  readonly last: Day
  readonly x: (on: Day) => number
  readonly months: readonly { readonly on: Day; readonly label: string }[]
}

const SHORTEST_DAYS = 28
const MOST_LABELS = 13
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

export function timeAxis(history: InrHistory, left: number, right: number): TimeAxis {
  const last = latest(latest(history.today, history.nextTest), history.forecast?.on)
  const first = earliest(firstDay(history), addDays(last, -SHORTEST_DAYS))
  const scale = scaleLinear([dayNumber(first), dayNumber(last)], [left, right])
  return { first, last, x: (on) => scale(dayNumber(on)), months: monthsBetween(first, last) }
}

const firstDay = ({ from, points, doses, today }: InrHistory): Day =>
  from ?? points[0]?.on ?? doses[0]?.from ?? today

const latest = (a: Day, b: Day | undefined): Day => (b !== undefined && b > a ? b : a)
const earliest = (a: Day, b: Day): Day => (a < b ? a : b)

/** The first of each month, or of each second, third or sixth, so that the labels have room. */
function monthsBetween(first: Day, last: Day): TimeAxis['months'] {
  const starts: Day[] = []
  for (let number = dayNumber(first); number <= dayNumber(last); number++) {
    const on = dayFromNumber(number)
    if (on.endsWith('-01')) starts.push(on)
  }
  const every = [1, 2, 3, 6, 12].find((step) => starts.length / step <= MOST_LABELS) ?? 24
  return starts
    .filter((on) => (Number(on.slice(5, 7)) - 1) % Math.min(every, 12) === 0)
    .map((on) => ({ on, label: `${MONTHS[Number(on.slice(5, 7)) - 1]} ${on.slice(2, 4)}` }))
}
