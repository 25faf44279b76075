// What is shown of counts of people so that nobody is found by it (docs/decisions/0051): 1 to 7 is a star, every other count is rounded to
// the nearest 5, and of numbers that add up so many more are hidden that what is left gives no star away.

/** A count as it may be shown. */
export type Shown = number | '*'

/** A part of a whole as it may be shown: hidden too where all but a few are in it. */
export type ShownPart = Shown | 'all-but-*'

/** Counts of 1 to 7 are hidden. @see docs/decisions/0035-figures-for-who-commissions.md */
export const MOST_HIDDEN = 7
/** @technical What every other count is rounded to. */
const STEP = 5
/** What a hidden count is taken for where counts are added up: the middle of 1 to 7. @technical */
const MIDDLE = 4

const isFew = (count: number): boolean => count > 0 && count <= MOST_HIDDEN

const toStep = (count: number): number => STEP * Math.round(count / STEP)

/** A count that stands by itself. */
export const shownCount = (count: number): Shown => (isFew(count) ? '*' : toStep(count))

/** Numbers that add up to a whole, as all of them may be shown. */
export type ShownRow = { readonly whole: Shown; readonly parts: readonly Shown[] }

/**
 * Parts and their sum. Beside each star as many of the smallest others are hidden as it takes: whoever knew everything that is shown to
 * the last person could still find any number from 1 to 7 under it.
 */
export function shownRow(parts: readonly number[]): ShownRow {
  const whole = parts.reduce((sum, part) => sum + part, 0)
  if (isFew(whole)) return { whole: '*', parts: parts.map(() => '*') }
  const hidden = hiddenOf(parts)
  return {
    whole: shownCount(whole),
    parts: parts.map((part, nth) => (hidden.has(nth) ? '*' : toStep(part))),
  }
}

function hiddenOf(parts: readonly number[]): ReadonlySet<number> {
  const all = parts.map((part, nth) => ({ part, nth }))
  const hidden = new Set(all.filter(({ part }) => isFew(part)).map(({ nth }) => nth))
  if (hidden.size === 0) return hidden
  const others = all
    .filter(({ part }) => part > MOST_HIDDEN)
    .sort((one, other) => one.part - other.part)
  for (const { nth } of others) {
    if (isSafe(parts, hidden)) return hidden
    hidden.add(nth)
  }
  return isSafe(parts, hidden) ? hidden : new Set(parts.keys())
}

/** Of the hidden parts, each at least 1, any may still be as many as are ever hidden. */
function isSafe(parts: readonly number[], hidden: ReadonlySet<number>): boolean {
  const sum = [...hidden].reduce((total, nth) => total + (parts[nth] ?? 0), 0)
  return hidden.size > 1 && sum - (hidden.size - 1) >= MOST_HIDDEN
}

export type ShownShare = { readonly part: ShownPart; readonly whole: Shown }

/**
 * Some of a whole. The rest can be worked out, so that a rest of 1 to 7 hides the part as well; and of tests, so do 1 to 7 people whose
 * tests they are.
 */
export function shownShare(part: number, whole: number, people: number): ShownShare {
  if (isFew(whole)) return { part: '*', whole: '*' }
  if (isFew(part) || isFew(people)) return { part: '*', whole: shownCount(whole) }
  return { part: isFew(whole - part) ? 'all-but-*' : toStep(part), whole: shownCount(whole) }
}

/** A share in whole per cent, of counts as they are shown; nothing where either is hidden or there is nobody. */
export function shownPercent(part: ShownPart, whole: Shown): number | undefined {
  if (typeof part === 'string' || typeof whole === 'string' || whole === 0) return undefined
  return Math.round((100 * part) / whole)
}

/** What a row is taken for in a sum: what its whole leaves over is shared out among its stars. Made of nothing but what is shown. */
export function takenFor({ whole, parts }: ShownRow): readonly number[] {
  const stars = parts.filter((part) => part === '*').length
  const shown = parts.reduce<number>((sum, part) => sum + (part === '*' ? 0 : part), 0)
  const left = Math.max(0, (whole === '*' ? MIDDLE : whole) - shown)
  return parts.map((part) => (part === '*' ? left / stars : part))
}

/** The same of a share. */
export function shareTakenFor({ part, whole }: ShownShare): {
  readonly part: number
  readonly whole: number
} {
  const of = whole === '*' ? MIDDLE : whole
  if (part === 'all-but-*') return { part: Math.max(0, of - MIDDLE), whole: of }
  return { part: part === '*' ? Math.min(MIDDLE, of) : part, whole: of }
}

/** A sum of what counts were taken for, rounded as a count is. */
export const shownSum = (counts: readonly number[]): number =>
  toStep(counts.reduce((sum, count) => sum + count, 0))
