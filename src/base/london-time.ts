// From the clock on the wall in London to an instant (milliseconds since 1970-01-01T00:00Z).
import { type Day, dayNumber, londonMinutesAhead } from './day.ts'

const MINUTE_MS = 60_000
const MINUTES_IN_A_DAY = 1440

/** A London clock time: one instant, or one that a summer-time change makes doubtful. */
export type LondonInstant =
  | { readonly kind: 'instant'; readonly ms: number }
  | { readonly kind: 'happens-twice'; readonly summerMs: number; readonly winterMs: number }
  | { readonly kind: 'never-happens' }

/** The instant of a London day and minute of that day; says so when that time happens twice or never. */
export function londonInstant(on: Day, minuteOfDay: number): LondonInstant {
  const asWinter = dayNumber(on) * MINUTES_IN_A_DAY + minuteOfDay
  const asSummer = asWinter - 60
  const summerMs = asSummer * MINUTE_MS
  const winterMs = asWinter * MINUTE_MS
  const isSummer = londonMinutesAhead(asSummer) === 60
  const isWinter = londonMinutesAhead(asWinter) === 0
  if (isSummer && isWinter) return { kind: 'happens-twice', summerMs, winterMs }
  if (isSummer) return { kind: 'instant', ms: summerMs }
  if (isWinter) return { kind: 'instant', ms: winterMs }
  return { kind: 'never-happens' }
}

/** The first instant of a London day, in milliseconds. Midnight happens once every day: clocks change at 01:00 UTC. */
export function londonMidnight(on: Day): number {
  const asWinter = dayNumber(on) * MINUTES_IN_A_DAY
  return (asWinter - londonMinutesAhead(asWinter - 60)) * MINUTE_MS
}
