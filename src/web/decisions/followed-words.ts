import { clinicalDate, day } from '#base/day.ts'
import { formatInr, type Inr } from '#clinical/inr.ts'
import type { Following } from '#workflow/decision-list.ts'

type Followed = {
  readonly following: Following | null
  readonly comparator: Inr['comparator'] | null
  readonly tenths: number | null
  readonly sampledOn: string | null
}

/** The INR after a dose, and where it lay: `2.6 on 06-Dec-2026, in range`. */
export function followedInWords({ following, comparator, tenths, sampledOn }: Followed): string {
  if (following === 'no-test-yet') return 'no test yet'
  if (following === 'replaced') return 'another dose took its place before the next test'
  if (comparator === null || tenths === null || sampledOn === null) return ''
  const where = following === 'in-range' ? 'in range' : 'out of range'
  return `${formatInr({ comparator, tenths })} on ${clinicalDate(day(sampledOn))}, ${where}`
}
