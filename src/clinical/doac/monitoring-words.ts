import { fraction } from '#clinical/fraction.ts'
import { bloodsMonths, type MonitoringBand, type MonitoringTable } from './monitoring.ts'

/** One interval of a table: for whom, and how often. */
export type MonitoringRow = { readonly of: string; readonly every: string }

/** `1 month`, `12 months`: calendar months. */
export const monthsInWords = (months: number): string =>
  months === 1 ? '1 month' : `${months} months`

/**
 * A table in words, an interval a row, the same rows for every table but for those of the clearance. The last says what
 * the table asks of whom the record does not know.
 */
export function monitoringInWords(table: MonitoringTable): readonly MonitoringRow[] {
  const { firstReviewMonths, reviewMonths, bloodsMonths, elderly, bands } = table
  return [
    { of: 'First review', every: `${monthsInWords(firstReviewMonths)} after the start` },
    { of: 'Every later review', every: every(reviewMonths) },
    { of: 'Blood tests', every: every(bloodsMonths) },
    { of: `Blood tests from ${elderly.fromAge} years`, every: every(elderly.bloodsMonths) },
    ...bands.map((band) => ({
      of: `Blood tests with a clearance ${upTo(band)}`,
      every: often(band),
    })),
    { of: 'Frailty, or any other concern', every: FOR_CONCERN },
  ]
}

/** What every table leaves to a person, as no table here has a rule for it. */
const FOR_CONCERN = 'not on record here: choose an earlier day at the review'

const every = (months: number): string => `every ${monthsInWords(months)}`

const upTo = ({ below, included }: MonitoringBand): string =>
  included ? `of ${below} mL/min or less` : `below ${below} mL/min`

const often = ({ below, months }: MonitoringBand): string =>
  months === 'tenth-of-clearance'
    ? `every tenth of the clearance in months, rounded down (at ${below / 2} mL/min every ${monthsInWords(Math.floor(below / 20))}), at least 1 month`
    : every(months)

/** People by whom two tables are held against each other: years, and clearance in mL/min. @technical Examples, no limits. */
const EXAMPLES = [
  [60, 90],
  [75, 90],
  [76, 90],
  [60, 60],
  [60, 45],
  [60, 30],
  [60, 20],
] as const

export type ComparedRow = {
  readonly of: string
  readonly now: string
  readonly proposed: string
}

/** What two tables ask of the same people: when they are reviewed, and how often each of some has blood taken. */
export function monitoringCompared(
  now: MonitoringTable,
  proposed: MonitoringTable,
): readonly ComparedRow[] {
  const both = (of: string, says: (table: MonitoringTable) => string): ComparedRow => ({
    of,
    now: says(now),
    proposed: says(proposed),
  })
  return [
    both(
      'First review',
      ({ firstReviewMonths }) => `${monthsInWords(firstReviewMonths)} after the start`,
    ),
    both('Every later review', ({ reviewMonths }) => every(reviewMonths)),
    ...EXAMPLES.map(([years, clearance]) =>
      both(`Blood tests at ${years} years, clearance ${clearance} mL/min`, (table) =>
        every(bloodsMonths(table, fraction(BigInt(clearance), 1n), years)),
      ),
    ),
  ]
}

/** How the rows go together. */
export const SHORTEST_COUNTS =
  'Of the intervals for blood tests that fit a person the shortest counts. The next review is never later than the day on which blood tests are due.'

/** `1 month after the start, then every 3 months (Specialist Pharmacy Service)`: when reviews are. */
export const reviewsInWords = ({
  name,
  firstReviewMonths,
  reviewMonths,
}: MonitoringTable): string =>
  `${monthsInWords(firstReviewMonths)} after the start, then every ${monthsInWords(reviewMonths)} (${name})`

/** `within 3 months (Specialist Pharmacy Service)`: how far ahead the next review may be. */
export const nextReviewWithin = ({ name, reviewMonths }: MonitoringTable): string =>
  `within ${monthsInWords(reviewMonths)} (${name})`

/** `Specialist Pharmacy Service, version 1. Source: SPS, ...`: which table an interval comes from. */
export const monitoringCited = ({ name, version, source }: MonitoringTable): string =>
  `${name}, version ${version}. Source: ${source}`
