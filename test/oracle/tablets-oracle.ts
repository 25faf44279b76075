// Tablets, weeks and rounding written a second time, from section 8 of the clinical reference: every combination of tablets is
// tried. Amounts are half milligrams.

/** How many of each strength, half tablets counted: [of 5 mg, of 3 mg, of 1 mg, of 0.5 mg]. */
export type Halves = readonly [number, number, number, number]

const SIZES = [10, 6, 2, 1] as const

export type OracleSet = { readonly has: readonly boolean[]; readonly halves: boolean }

const pieces = (made: Halves): number => made.reduce((sum, each) => sum + Math.ceil(each / 2), 0)
const strengths = (made: Halves): number => made.filter((each) => each > 0).length

/** Fewest tablets, then fewer strengths, then the larger tablets (8.2). */
function isBetter(one: Halves, other: Halves): boolean {
  if (pieces(one) !== pieces(other)) return pieces(one) < pieces(other)
  if (strengths(one) !== strengths(other)) return strengths(one) < strengths(other)
  const nth = one.findIndex((each, at) => each !== other[at])
  return (one[nth] ?? 0) > (other[nth] ?? 0)
}

const upTo = (most: number): readonly number[] => Array.from({ length: most + 1 }, (_, nth) => nth)

/** Every way to make a dose of whole tablets of the set: each number of each strength, tried with each of every other. */
function wholeWays(dose: number, { has }: OracleSet): readonly Halves[] {
  const counts = (nth: number) => upTo(has[nth] === true ? Math.floor(dose / (SIZES[nth] ?? 1)) : 0)
  return counts(0).flatMap((five) =>
    counts(1).flatMap((three) =>
      counts(2).flatMap((one) =>
        counts(3)
          .filter((half) => five * 10 + three * 6 + one * 2 + half === dose)
          .map((half): Halves => [2 * five, 2 * three, 2 * one, 2 * half]),
      ),
    ),
  )
}

/** Every way with one half of a tablet that may be halved: never of 0.5 mg. */
const waysWithHalf = (dose: number, set: OracleSet): readonly Halves[] =>
  [0, 1, 2]
    .filter((nth) => set.has[nth] === true && (SIZES[nth] ?? 0) / 2 <= dose)
    .flatMap((nth) =>
      wholeWays(dose - (SIZES[nth] ?? 0) / 2, set).map(([five, three, one, half]): Halves => {
        const more = (at: number) => (at === nth ? 1 : 0)
        return [five + more(0), three + more(1), one + more(2), half]
      }),
    )

const best = (ways: readonly Halves[]): Halves | undefined =>
  ways.reduce<Halves | undefined>(
    (found, way) => (found === undefined || isBetter(way, found) ? way : found),
    undefined,
  )

/** The fewest tablets for a dose; a half only where whole ones cannot make it. */
export const oracleTablets = (dose: number, set: OracleSet): Halves | undefined =>
  best(wholeWays(dose, set)) ?? (set.halves ? best(waysWithHalf(dose, set)) : undefined)

/** The doses above nothing that a set makes, up to so many half milligrams. */
export const oracleDoses = (set: OracleSet, most: number): readonly number[] =>
  Array.from({ length: most }, (_, nth) => nth + 1).filter(
    (dose) => oracleTablets(dose, set) !== undefined,
  )

/** The weekdays of the higher dose, by how many (8.4). */
const DAYS = ['', 'Sun', 'Thu Sun', 'Wed Fri Sun', 'Tue Thu Sat Sun', 'Tue Wed Fri Sat Sun']
const ALL_BUT_MONDAY = 'Tue Wed Thu Fri Sat Sun'

export type OracleWeek = {
  readonly low: number
  readonly high: number
  /** The days of the higher dose; none where each day has the same. */
  readonly days: string
}

/** The same dose each day where it can be made, else two neighbouring doses at most 1 mg apart on named weekdays (8.4). */
export function oracleWeek(weekly: number, doses: readonly number[]): OracleWeek | undefined {
  const same = doses.find((dose) => dose * 7 === weekly)
  if (same !== undefined) return { low: same, high: same, days: '' }
  return doses
    .flatMap((low, nth) => neighbours(low, doses[nth + 1]))
    .find(({ low, high, count }) => low * (7 - count) + high * count === weekly)
}

const neighbours = (low: number, high: number | undefined) =>
  high === undefined || high - low > 2
    ? []
    : [1, 2, 3, 4, 5, 6].map((count) => ({ low, high, days: DAYS[count] ?? ALL_BUT_MONDAY, count }))

/**
 * The week nearest to what is wanted, the lower of two equally near, never against the change and never past the cap; the same
 * dose each day first, where the nearest half milligram can be given so. In micrograms; null when there is none.
 */
export function oracleRounded(
  wanted: number,
  current: number,
  capPercent: number,
  doses: readonly number[],
): number | null {
  const [wantedWeek, currentWeek] = [wanted * 7, current * 7]
  const isAllowed = (week: number) =>
    (wanted > current ? week >= currentWeek : true) &&
    (wanted < current ? week <= currentWeek : true) &&
    week * 100 <= currentWeek * (100 + capPercent) &&
    week * 100 >= currentWeek * (100 - capPercent)
  const constant = doses.find((dose) => isNearest(dose * 500, wanted))
  if (wanted !== current && constant !== undefined && isAllowed(constant * 3500)) {
    return constant * 3500
  }
  const weeks = Array.from({ length: 420 }, (_, nth) => (nth + 1) * 500).filter(isAllowed)
  return weeks
    .filter((week) => oracleWeek(week / 500, doses) !== undefined)
    .reduce<number | null>((found, week) => nearer(found, week, wantedWeek), null)
}

/** The one that is nearer; the first of two as near. */
const nearer = (one: number | null, other: number, to: number): number =>
  one === null || Math.abs(other - to) < Math.abs(one - to) ? other : one

/** Whether no half milligram is nearer, nor a lower one as near. */
const isNearest = (dose: number, wanted: number): boolean =>
  wanted - dose <= 250 && dose - wanted < 250
