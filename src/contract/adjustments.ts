import type { CalendarMonth } from './calendar-month.ts'
import type { ReturnFigures } from './monthly-return.ts'
import { RETURN_LINES, type ReturnLine } from './specification.ts'

// A month that was returned may count otherwise afterwards: something was entered late. The next return says so, line by line, and from
// then on the commissioner knows the later figure.

/** A line of an earlier month of which the commissioner was told another figure. */
export type Adjustment = {
  readonly month: CalendarMonth
  readonly line: ReturnLine
  readonly was: number
  readonly now: number
}

/** A return as it was submitted. */
export type Submitted = {
  readonly month: CalendarMonth
  readonly version: number
  /** The instant; a later one is a later return. */
  readonly submittedAt: number
  readonly figures: ReturnFigures
  readonly adjustments: readonly Adjustment[]
}

/** The newest version of the return of each month, in the order in which they were submitted. */
export function standing<Version extends Submitted>(
  versions: readonly Version[],
): readonly Version[] {
  const newest = new Map<CalendarMonth, Version>()
  for (const version of versions) {
    const known = newest.get(version.month)
    if (known === undefined || known.version < version.version) newest.set(version.month, version)
  }
  return [...newest.values()].sort((a, b) => a.submittedAt - b.submittedAt)
}

/**
 * What the commissioner was told last of a month: its own return, and what later returns said about it. What the return of `except`
 * said does not count: it is being made again.
 */
export function figuresTold(
  month: CalendarMonth,
  versions: readonly Submitted[],
  except?: CalendarMonth,
): ReturnFigures | undefined {
  let told: ReturnFigures | undefined
  for (const each of standing(versions)) {
    if (each.month === month) told = each.figures
    else if (told !== undefined && each.month !== except) told = { ...told, ...saidOf(month, each) }
  }
  return told
}

const saidOf = (month: CalendarMonth, { adjustments }: Submitted): Partial<ReturnFigures> =>
  Object.fromEntries(
    adjustments.filter((each) => each.month === month).map(({ line, now }) => [line, now]),
  )

/** What the return of a month has to say about earlier months: each line that now counts otherwise than was told. */
export function adjustmentsFor(
  month: CalendarMonth,
  versions: readonly Submitted[],
  figuresNow: ReadonlyMap<CalendarMonth, ReturnFigures>,
): readonly Adjustment[] {
  const earlier = [...figuresNow.keys()].filter((each) => each < month).sort()
  return earlier.flatMap((each) => {
    const [told, now] = [figuresTold(each, versions, month), figuresNow.get(each)]
    if (told === undefined || now === undefined) return []
    return RETURN_LINES.filter((line) => told[line] !== now[line]).map((line) => ({
      month: each,
      line,
      was: told[line],
      now: now[line],
    }))
  })
}
