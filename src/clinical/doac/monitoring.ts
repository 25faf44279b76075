// How often a person on a direct oral anticoagulant is reviewed and has blood taken: published tables, each with its
// source, of which a site chooses one from a day on.
import type { Day } from '#base/day.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { monthsAfter } from '#clinical/months.ts'
import { exceeds, reaches } from '#clinical/renal.ts'

/** Months between blood tests below a clearance: so many, or a tenth of the clearance, whole months rounded down. */
export type MonitoringBand = {
  readonly below: number
  /** Whether the limit itself belongs to the band. */
  readonly included: boolean
  readonly months: number | 'tenth-of-clearance'
}

/** A published rule of monitoring. One that is unverified is shown, and is chosen only where its check is recorded. */
export type MonitoringTable = {
  readonly id: MonitoringTableId
  readonly name: string
  readonly version: string
  readonly source: string
  readonly status: 'verified' | 'unverified'
  /** The first review after the start, and every later one, in calendar months. */
  readonly firstReviewMonths: number
  readonly reviewMonths: number
  /** Blood count, liver and kidney function. */
  readonly bloodsMonths: number
  readonly elderly: { readonly fromAge: number; readonly bloodsMonths: number }
  readonly bands: readonly MonitoringBand[]
}

export const MONITORING_TABLE_IDS = ['sps', 'older-ccg'] as const
export type MonitoringTableId = (typeof MONITORING_TABLE_IDS)[number]

/**
 * The tables known. From which age somebody is elderly, SPS does not say. Source: SPS (S55, A); the older rule from
 * memory. Status: verified for SPS; elderly from 75: local setting; the older rule: unverified, chosen only after the
 * check of the site.
 * @see docs/evidence.md#doac-monitoring
 */
export const MONITORING_TABLES: Readonly<Record<MonitoringTableId, MonitoringTable>> = {
  sps: {
    id: 'sps',
    name: 'Specialist Pharmacy Service',
    version: '1',
    source: 'SPS, DOACs monitoring (NHS, current); elderly from 75 is a local setting',
    status: 'verified',
    firstReviewMonths: 1,
    reviewMonths: 3,
    bloodsMonths: 12,
    elderly: { fromAge: 75, bloodsMonths: 4 },
    bands: [{ below: 60, included: false, months: 'tenth-of-clearance' }],
  },
  'older-ccg': {
    id: 'older-ccg',
    name: 'Older rule of some commissioning groups',
    version: '1',
    source: 'from memory, not verified in any UK source; clinical reference 6.3',
    status: 'unverified',
    firstReviewMonths: 1,
    reviewMonths: 12,
    bloodsMonths: 12,
    elderly: { fromAge: 76, bloodsMonths: 6 },
    bands: [
      { below: 30, included: false, months: 3 },
      { below: 60, included: true, months: 6 },
    ],
  },
}

/** The table of an id, or undefined when there is none. */
export const monitoringTable = (id: string): MonitoringTable | undefined =>
  MONITORING_TABLE_IDS.map((known) => MONITORING_TABLES[known]).find((table) => table.id === id)

/** A table that a site has chosen, from which day, and whether it may be worked by today. */
export type ChosenMonitoring = {
  readonly table: MonitoringTable
  readonly from: Day
  /** Verified as shipped, or compared with its source here; a check that was withdrawn counts no longer. */
  readonly mayBeUsed: boolean
}

/**
 * What a site works by on a day: of the choices that have begun and may be used the one that began last; of one day's
 * the one that was activated last. Choices come in the order in which they were activated. SPS while there is none.
 */
export const monitoringInForce = <Choice extends ChosenMonitoring>(
  today: Day,
  choices: readonly Choice[],
): Choice | 'as-shipped' =>
  choices
    .filter(({ from, mayBeUsed }) => mayBeUsed && from <= today)
    .reduce(
      (newest: Choice | 'as-shipped', choice) =>
        newest === 'as-shipped' || choice.from >= newest.from ? choice : newest,
      'as-shipped',
    )

/**
 * Calendar months for which blood tests count, at least one: the shortest of the yearly rule, the one for the elderly
 * and the one for the clearance.
 */
export function bloodsMonths(table: MonitoringTable, clearance: Fraction, ageYears: number) {
  const band = table.bands.find(({ below, included }) =>
    included ? !exceeds(clearance, below) : !reaches(clearance, below),
  )
  const forAge = ageYears >= table.elderly.fromAge ? table.elderly.bloodsMonths : table.bloodsMonths
  const forClearance = band === undefined ? table.bloodsMonths : monthsOf(band, clearance)
  return Math.max(1, Math.min(table.bloodsMonths, forAge, forClearance))
}

function monthsOf({ months }: MonitoringBand, { numerator, denominator }: Fraction): number {
  return months === 'tenth-of-clearance' ? Number(numerator / (10n * denominator)) : months
}

/** The first review of a course started here. */
export const firstReviewOn = (table: MonitoringTable, startedOn: Day): Day =>
  monthsAfter(startedOn, table.firstReviewMonths)

export type NextReview = {
  readonly on: Day
  /** The day until which the creatinine counts. */
  readonly bloodsDueOn: Day
  readonly because: 'review-interval' | 'bloods-due'
}

/** When the next review is at the latest: by the interval of reviews, or earlier when blood tests are due earlier. */
export function nextReview(
  table: MonitoringTable,
  reviewedOn: Day,
  bloods: { readonly takenOn: Day; readonly months: number },
): NextReview {
  const byInterval = monthsAfter(reviewedOn, table.reviewMonths)
  const bloodsDueOn = monthsAfter(bloods.takenOn, bloods.months)
  return bloodsDueOn < byInterval
    ? { on: bloodsDueOn, bloodsDueOn, because: 'bloods-due' }
    : { on: byInterval, bloodsDueOn, because: 'review-interval' }
}
