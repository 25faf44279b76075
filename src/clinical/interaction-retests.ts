// When to test again after a medicine that acts on warfarin is started or stopped, by class of medicine (H21).
import { addDays, type Day, daysBetween } from '#base/day.ts'
import type { Evidence } from './warfarin/rule-set.ts'

/** From and to how many days; both ends count. */
type Window = { readonly earliestDays: number; readonly latestDays: number }

export type RetestPlan = {
  /** Tests in days after the change. An INR taken on or after the earliest day is that test. */
  readonly tests: readonly Window[]
  /** After those, from one test to the next, until so many days after the change. */
  readonly after: readonly { readonly untilDays: number; readonly every: Window }[]
  /** For how many days after the change its effect may still move the INR. */
  readonly lastsDays: number
}

export type RetestClass = {
  /** How fast it acts and for how long, in words. */
  readonly onset: string
  readonly afterStart: RetestPlan
  readonly afterStop: RetestPlan
  readonly source: string
  /** The reference's mark for the source: A to D. */
  readonly grade: 'A' | 'B' | 'C' | 'D' | 'none'
  readonly status: Evidence
}

export type RetestClassName = keyof typeof RETEST_CLASSES

const CKS = 'NICE CKS, as carried by a secondary source (S66)'
const LEAFLET = 'UK interaction leaflet (S67)'

const days = (earliestDays: number, latestDays = earliestDays): Window => ({
  earliestDays,
  latestDays,
})

/** @see docs/evidence.md#retest-other */
const A_WEEK = days(7)
/** @see docs/evidence.md#retest-raises */
const ONE_TO_TWO_WEEKS = days(7, 14)
/**
 * Source: S66 for amiodarone (2 to 4 weekly); S67 for a medicine that lowers, after stopping. Status: verified;
 * amiodarone after stopping: local setting.
 */
const TWO_TO_FOUR_WEEKS = days(14, 28)

/**
 * Within 72 hours, and again before the week is over. Source: S67; the second test from S66 and "3 to 7 days".
 * @see docs/evidence.md#retest-raises
 */
const FAST: RetestPlan = {
  tests: [days(1, 3), days(4, 7)],
  after: [{ untilDays: 28, every: ONE_TO_TWO_WEEKS }],
  lastsDays: 28,
}
/**
 * Source: S67, any other medicine: INR after 1 week; no source says how long it is remembered. Status: verified; the
 * 14 days: local setting.
 */
const AFTER_A_WEEK: RetestPlan = { tests: [A_WEEK], after: [], lastsDays: 14 }

/**
 * Each class with its published interval after start and after stop. Source: S66, S67, S69; each class names its own.
 * Status: verified; the tail of a medicine that raises from day 8, amiodarone after stopping, a second anticoagulant
 * and how long each is remembered: local setting; phenytoin and one not known: derived.
 * @see docs/evidence.md#interactions
 */
export const RETEST_CLASSES = {
  raises: {
    onset: 'Acts fast, within 24 hours at the earliest.',
    afterStart: FAST,
    afterStop: FAST,
    source: `${LEAFLET}: INR within 72 hours of start and stop; ${CKS}`,
    grade: 'C',
    status: 'verified',
  },
  amiodarone: {
    onset:
      'Acts slowly: greatest after 2 to 7 weeks, and goes on for a month or more after the last dose.',
    afterStart: {
      tests: [A_WEEK],
      after: [
        { untilDays: 49, every: A_WEEK },
        { untilDays: 109, every: TWO_TO_FOUR_WEEKS },
      ],
      lastsDays: 109,
    },
    afterStop: {
      tests: [A_WEEK],
      after: [
        { untilDays: 49, every: A_WEEK },
        { untilDays: 109, every: TWO_TO_FOUR_WEEKS },
      ],
      lastsDays: 109,
    },
    source: `${CKS}: weekly during loading, then every 2 to 4 weeks for 1 to 2 months, often on stopping`,
    grade: 'C',
    status: 'verified',
  },
  antibiotic: {
    onset: 'Acts within days, also through the illness and what is eaten.',
    afterStart: { tests: [days(4, 7)], after: [{ untilDays: 14, every: A_WEEK }], lastsDays: 14 },
    afterStop: AFTER_A_WEEK,
    source: `${CKS}: any antibiotic, INR 4 to 7 days after starting`,
    grade: 'C',
    status: 'verified',
  },
  lowers: {
    onset:
      'Acts slowly: from 1 week, greatest after 2 to 3 weeks, and for 4 weeks after the last dose.',
    afterStart: {
      tests: [A_WEEK, days(14, 21)],
      after: [{ untilDays: 28, every: ONE_TO_TWO_WEEKS }],
      lastsDays: 28,
    },
    afterStop: { tests: [A_WEEK, days(14, 28)], after: [], lastsDays: 28 },
    source: `${LEAFLET}: check after 1 week; peak 2 to 3 weeks, persists 4 weeks`,
    grade: 'C',
    status: 'verified',
  },
  'raises-then-lowers': {
    onset:
      'The INR may rise within days and falls over 2 to 3 weeks; for 4 weeks after the last dose.',
    afterStart: {
      tests: [days(1, 3), days(4, 7), days(14, 21)],
      after: [{ untilDays: 28, every: ONE_TO_TWO_WEEKS }],
      lastsDays: 28,
    },
    afterStop: { tests: [A_WEEK, days(14, 28)], after: [], lastsDays: 28 },
    source: `Both intervals: ${LEAFLET}`,
    grade: 'C',
    status: 'derived',
  },
  bleeding: {
    onset: 'Bleeding is likelier at the same INR: the INR does not show it.',
    afterStart: AFTER_A_WEEK,
    afterStop: AFTER_A_WEEK,
    source: `${LEAFLET}: any other new medicine, INR after 1 week`,
    grade: 'C',
    status: 'verified',
  },
  other: {
    onset: 'How it acts on warfarin is not known here.',
    afterStart: AFTER_A_WEEK,
    afterStop: AFTER_A_WEEK,
    source: `${LEAFLET}: any other new medicine, INR after 1 week`,
    grade: 'C',
    status: 'verified',
  },
  anticoagulant: {
    onset: 'Two anticoagulants at once.',
    afterStart: { tests: [days(1, 3)], after: [], lastsDays: 7 },
    afterStop: { tests: [days(1, 3)], after: [], lastsDays: 7 },
    source: 'Domain rule: never two anticoagulants without a dated bridging plan',
    grade: 'none',
    status: 'local',
  },
} as const satisfies Readonly<Record<string, RetestClass>>

export const retestClass = (name: RetestClassName): RetestClass => RETEST_CLASSES[name]

export type Retest = { readonly from: Day; readonly by: Day }

/** When the test after today's is due by this plan; undefined once the plan asks for none. */
export function nextRetest(plan: RetestPlan, changedOn: Day, today: Day): Retest | undefined {
  const since = daysBetween(changedOn, today)
  const test = plan.tests.find(({ earliestDays }) => earliestDays > since)
  if (test !== undefined) return within(test, changedOn)
  const step = plan.after.find(({ untilDays }) => since < untilDays)
  return step && within(step.every, today)
}

const within = ({ earliestDays, latestDays }: Window, from: Day): Retest => ({
  from: addDays(from, earliestDays),
  by: addDays(from, latestDays),
})

/** No effect of the table lasts longer after a change than this. */
export const LONGEST_EFFECT_DAYS = Math.max(
  ...Object.values(RETEST_CLASSES).flatMap(({ afterStart, afterStop }) => [
    afterStart.lastsDays,
    afterStop.lastsDays,
  ]),
)
