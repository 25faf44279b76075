import { readFileSync } from 'node:fs'
import { join } from 'node:path'

// Published weaknesses of packages that Evenkeel is made of or built with, and the days within which each is mended (docs/safety/scans.md).
// `test/architecture-packages.test.ts` fails where one of them is open for longer.

export type Severity = 'critical' | 'high'

export type Weakness = {
  /** Of its advisory, like GHSA-xxxx-xxxx-xxxx. */
  readonly id: string
  readonly package: string
  readonly severity: Severity
  readonly published: string
  /** When a version without it was locked, and which; or why it cannot be reached here, as somebody found it. */
  readonly mended?: { readonly on: string; readonly version: string }
  readonly notReached?: { readonly on: string; readonly because: string }
}

export type Weaknesses = {
  readonly mendedWithinDays: Readonly<Record<Severity, number>>
  readonly known: readonly Weakness[]
}

export const weaknesses = (): Weaknesses =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../docs/safety/weaknesses.json'), 'utf8'))

const DAY_MS = 86_400_000

/** Which of them were or are open for longer than their severity lets them. */
export function openTooLong(
  { mendedWithinDays, known }: Weaknesses,
  today: string,
): readonly string[] {
  return known.flatMap(({ id, severity, published, mended, notReached }) => {
    const until = mended?.on ?? notReached?.on ?? today
    const days = (Date.parse(until) - Date.parse(published)) / DAY_MS
    const most = mendedWithinDays[severity]
    return days <= most ? [] : [`${id}: ${severity}, open for ${days} days of at most ${most}`]
  })
}
