// How often a person on a direct oral anticoagulant is reviewed and has blood taken: dated tables, each with its source.
import { type Day, day } from '#base/day.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { monthsAfter } from '#clinical/months.ts'
import { exceeds, reaches } from '#clinical/renal.ts'
import type { Evidence } from '#clinical/warfarin/rule-set.ts'

/** Months between blood tests below a clearance: so many, or a tenth of the clearance, whole months rounded down. */
type Band = {
  readonly below: number
  /** Whether the limit itself belongs to the band. */
  readonly included: boolean
  readonly months: number | 'tenth-of-clearance'
}

/** A published rule of monitoring, in force from a day. Unverified ones are shown and cannot be chosen. */
export type MonitoringTable = {
  readonly id: MonitoringTableId
  readonly name: string
  readonly version: string
  readonly from: Day
  readonly source: string
  readonly status: Evidence
  /** The first review after the start, and every later one, in calendar months. */
  readonly firstReviewMonths: number
  readonly reviewMonths: number
  /** Blood count, liver and kidney function. */
  readonly bloodsMonths: number
  readonly elderly: { readonly fromAge: number; readonly bloodsMonths: number }
  readonly bands: readonly Band[]
}

export const MONITORING_TABLE_IDS = ['sps', 'older-ccg'] as const
export type MonitoringTableId = (typeof MONITORING_TABLE_IDS)[number]

/**
 * The tables known. From which age somebody is elderly, SPS does not say. Source: SPS (S55, A); the older rule from
 * memory. Status: verified for SPS; elderly from 75: local setting; the older rule: unverified and cannot be chosen.
 * @see docs/evidence.md#doac-monitoring
 */
export const MONITORING_TABLES: Readonly<Record<MonitoringTableId, MonitoringTable>> = {
  sps: {
    id: 'sps',
    name: 'Specialist Pharmacy Service',
    version: '1',
    from: day('2026-11-22'),
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
    from: day('2026-11-22'),
    source: 'From memory; not verified in any UK source (clinical reference 6.3)',
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

/** Whether a service may work by a table: not while it is unverified. */
export const isSelectable = (table: MonitoringTable): boolean => table.status !== 'unverified'

/** The table that is worked by on a day: the newest that may be chosen and is in force; SPS while there is none. */
export const monitoringInForce = (
  today: Day,
  tables: readonly MonitoringTable[] = Object.values(MONITORING_TABLES),
): MonitoringTable =>
  tables
    .filter((table) => isSelectable(table) && table.from <= today)
    .reduce(
      (newest: MonitoringTable | undefined, table) =>
        newest === undefined || table.from > newest.from ? table : newest,
      undefined,
    ) ?? MONITORING_TABLES.sps

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

function monthsOf({ months }: Band, { numerator, denominator }: Fraction): number {
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
