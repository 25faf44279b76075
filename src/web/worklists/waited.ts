import { type Day, daysBetween } from '#base/day.ts'

const MINUTE_MS = 60_000
const HOUR_MINUTES = 60
const DAY_MINUTES = 1440

/** Since when something waits: a day, or an instant in milliseconds, or neither. */
export type Since = { readonly on: Day | null; readonly at: number | null }

/** How long something has waited, short: `42m`, `3h`, `12d`; nothing for today or a day ahead. */
export function waited(since: Since, today: Day, now: number): string | undefined {
  if (since.at !== null)
    return minutesInWords(Math.max(0, Math.floor((now - since.at) / MINUTE_MS)))
  if (since.on === null) return undefined
  const days = daysBetween(since.on, today)
  return days > 0 ? `${days}d` : undefined
}

function minutesInWords(minutes: number): string {
  if (minutes < HOUR_MINUTES) return `${minutes}m`
  if (minutes < DAY_MINUTES) return `${Math.floor(minutes / HOUR_MINUTES)}h`
  return `${Math.floor(minutes / DAY_MINUTES)}d`
}
