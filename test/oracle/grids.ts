// The grids: one small enough for every test run, one for the soak.
import {
  DEFAULT_RULE_SET,
  MAINTENANCE_PROTOCOLS,
  type RuleSet,
} from '#clinical/warfarin/rule-set.ts'
import { TARGET_2_5, TARGET_3_0, TARGET_3_5 } from '#test/clinical/a-visit.ts'
import type { DoseGrid, Past } from './dose-grid.ts'
import { AS_IT_STANDS } from './dose-oracle.ts'
import type { ControlGrid, TtrGrid } from './ttr-grid.ts'

const upTo = (first: number, last: number, step = 1) =>
  Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step)

const past = (before: readonly number[], plannedDays = 28, lateDays = 0): Past => ({
  before,
  plannedDays,
  lateDays,
})

const PASTS: readonly Past[] = [
  past([]),
  past([25, 24]),
  past([19, 24], 14),
  past([18, 19], 7),
  past([31, 25], 14),
  past([34, 36], 7),
  past([52, 28], 7),
  past([30, 30], 28, 7),
  past([20, 20], 14),
  past([31, 25], 6),
  { ...past([42, 28], 7), sinceUneven: 7 },
  { ...past([25, 24], 28), sinceUneven: 6 },
]

const MORE_PASTS: readonly Past[] = [
  ...PASTS,
  past([25], 56),
  past([25, 26, 27, 24, 25], 28, 7),
  past([25, 26, 27, 24, 25], 42, 8),
  past([30, 30, 30, 30, 30, 30], 84),
  past([20, 20, 20], 70, 30),
  past([35, 31], 10),
  past([20, 30, 15], 35),
  past([25], 1),
  past([19, 18], 5, 1),
  past([19, 18], 5, 2),
  { ...past([56], 3), sinceUneven: 2 },
  { ...past([18], 8), sinceUneven: 8 },
  { ...past([24], 7), sinceUneven: 0 },
]

/** INRs to 9.0 reach every row only where the site's own limits do not stop them first. */
const OPEN: Partial<RuleSet> = {
  version: 'open',
  validRangeTenths: { low: 8, high: 90 },
  highInrTenths: 50,
  farBelowTargetTenths: 30,
}

const DEFAULTS = MAINTENANCE_PROTOCOLS.map(
  (protocol): RuleSet => ({ ...DEFAULT_RULE_SET, protocol }),
)

const VARIANTS = DEFAULTS.flatMap((rules): readonly RuleSet[] => [
  rules,
  { ...rules, ...OPEN, band: 'never-wider-than-range' },
  { ...rules, ...OPEN, firstDeviationRule: true, capPercent: 10 },
])

const TARGETS = [TARGET_2_5, TARGET_3_0, TARGET_3_5]
const SIDES = ['as-published', 'strict', 'relaxed'] as const
const EVERY_PLAN = SIDES.flatMap((low) =>
  SIDES.flatMap((high) =>
    ([50, 75, 100, 125] as const).map((sensitivityPercent) => ({ low, high, sensitivityPercent })),
  ),
)

const ON_METER = { meter: true, mitralValve: false }
const IN_LABORATORY = { meter: false, mitralValve: false }
const WITH_VALVE = { meter: true, mitralValve: true }

export const TEST_DOSES: DoseGrid = {
  inrs: upTo(8, 90),
  dosesUg: [3000, 5000, 9500],
  targets: TARGETS,
  pasts: PASTS,
  persons: [ON_METER, WITH_VALVE],
  rules: VARIANTS,
  plans: [AS_IT_STANDS],
}

const range = (valueTenths: number, lowTenths: number, highTenths: number) => ({
  valueTenths,
  lowTenths,
  highTenths,
})

const MORE_TARGETS = [
  ...TARGETS,
  range(20, 15, 25),
  range(22, 20, 25),
  range(28, 20, 30),
  range(30, 20, 40),
  range(40, 35, 45),
]

/** Mean daily doses of 3.5 to 140 mg a week, by half milligrams. */
const WEEKLY_DOSES = upTo(3500, 140_000, 500).map((weekly) => Math.round(weekly / 7))

export const SOAK_DOSES: DoseGrid = {
  inrs: upTo(8, 90),
  dosesUg: WEEKLY_DOSES,
  targets: MORE_TARGETS,
  pasts: MORE_PASTS,
  persons: [ON_METER, IN_LABORATORY, WITH_VALVE],
  rules: VARIANTS,
  plans: [AS_IT_STANDS],
}

/** Every way in which a plan can differ, around the ranges and for a range wider than the band. */
export const TEST_PLANS: DoseGrid = {
  inrs: upTo(12, 48),
  dosesUg: [5000],
  targets: [TARGET_2_5, TARGET_3_0, range(20, 15, 25)],
  pasts: [past([25, 24]), past([34, 36], 7)],
  persons: [ON_METER],
  rules: VARIANTS,
  plans: EVERY_PLAN,
}

export const SOAK_PLANS: DoseGrid = {
  ...TEST_PLANS,
  inrs: upTo(8, 90),
  dosesUg: [1000, 3000, 5000, 9500],
  targets: MORE_TARGETS,
  pasts: PASTS.slice(0, 6),
}

/** Every INR that a record can hold. */
export const SOAK_ALL_INRS: DoseGrid = {
  ...SOAK_DOSES,
  inrs: upTo(5, 200),
  pasts: [past([]), past([31, 25], 14)],
  persons: [IN_LABORATORY],
}

const RANGES = TARGETS.map(({ lowTenths, highTenths }) => ({ lowTenths, highTenths }))

export const TEST_TIMES: TtrGrid = {
  inrs: upTo(10, 60, 2),
  gaps: [1, 7, 56, 57],
  ranges: RANGES,
  thirds: [[13, 27]],
}

export const SOAK_TIMES: TtrGrid = {
  inrs: upTo(8, 90),
  gaps: [1, 2, 7, 28, 55, 56, 57],
  ranges: RANGES,
  thirds: [
    [1, 25],
    [13, 27],
    [56, 8],
    [57, 40],
  ],
}

const pairs = (inrs: readonly number[]) => inrs.flatMap((one) => inrs.map((other) => [one, other]))

export const TEST_CONTROL: ControlGrid = {
  rounds: pairs([14, 15, 19, 20, 25, 30, 31, 50, 51, 80, 81]),
  gaps: [28, 55],
  daysSinceLast: [0, 10],
  ranges: RANGES,
}

/** From 2.7 to 4.7 exactly 65 % of the way is below 4.0, and 4 or 8 such lines fill the half year. */
export const EXACT_SHARES: ControlGrid = {
  rounds: pairs([26, 27, 28, 46, 47, 48]),
  gaps: [23, 46],
  daysSinceLast: [0],
  ranges: [{ lowTenths: 20, highTenths: 40 }],
}

export const SOAK_CONTROL: ControlGrid = {
  rounds: pairs(upTo(8, 84, 2)).flatMap(([one = 0, other = 0]) => [
    [one, other],
    [25, one, 26, 25, other],
  ]),
  gaps: [7, 19, 28, 56],
  daysSinceLast: [0, 10],
  ranges: RANGES,
}
