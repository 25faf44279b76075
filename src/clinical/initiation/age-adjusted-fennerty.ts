import type { Answer, ProtocolTable, Row, StepTable } from './protocol.ts'
import { above, ask, below, between, from, give, onDay, upTo } from './rows.ts'

/** The four columns of the table: whole years, ends included. @see docs/evidence.md#initiation-age-adjusted-fennerty */
const AGES = [
  { from: 18, to: 50 },
  { from: 51, to: 65 },
  { from: 66, to: 80 },
  { from: 81, to: 120 },
] as const

type Column = 0 | 1 | 2 | 3
type Four = readonly [number, number, number, number]

/** @technical Positions of the columns of the table. */
const COLUMNS: readonly Column[] = [0, 1, 2, 3]

const byAge = (rows: (column: Column) => readonly Row[]): readonly StepTable[] =>
  COLUMNS.map((column) => ({ age: AGES[column], rows: rows(column) }))

/** @see docs/evidence.md#initiation-age-adjusted-fennerty */
const FULL: Four = [10, 9, 7.5, 6]
const RANGES = ['10 to 15', '9 to 14', '7.5 to 11', '6 to 9'] as const
const AFTER_OMITTING = [
  'omit 1 day, then 1 to 2 mg',
  '0.5 to 1.5 mg',
  '0.5 to 1.5 mg',
  '0.5 to 1 mg',
] as const

const tomorrow =
  (day: number) =>
  (mg: number): Answer =>
    give(mg, onDay(day + 1))

const NOT_STARTED =
  'INR 1.4 or more before the first dose: the table has no row. Do not start; find the cause.'

const day1 = (column: Column): readonly Row[] => [
  below(1.4, tomorrow(1)(FULL[column])),
  from(1.4, ask(NOT_STARTED)),
]

const day2 = (column: Column): readonly Row[] => [
  upTo(1.5, tomorrow(2)(FULL[column])),
  from(1.6, tomorrow(2)(0.5)),
]

/** @see docs/evidence.md#initiation-age-adjusted-fennerty */
const DAY_3: readonly (readonly [first: number, last: number, doses: Four])[] = [
  [1.8, 2.3, [5, 4.5, 4, 3]],
  [2.4, 2.7, [4, 3.5, 3, 2]],
  [2.8, 3.1, [3, 2.5, 2, 1]],
  [3.2, 3.3, [2, 2, 1.5, 1]],
  [3.4, 3.4, [1.5, 1.5, 1, 1]],
  [3.5, 3.5, [1, 1, 1, 0.5]],
  [3.6, 4.0, [0.5, 0.5, 0.5, 0.5]],
]

const day3 = (column: Column): readonly Row[] => [
  upTo(1.7, tomorrow(3)(FULL[column])),
  ...DAY_3.map(([first, last, doses]) => between(first, last, tomorrow(3)(doses[column]))),
  above(4.0, ask('INR above 4.0 on day 3: no warfarin today, INR tomorrow.')),
]

/** @see docs/evidence.md#initiation-age-adjusted-fennerty */
const DAY_4: readonly (readonly [first: number, last: number, doses: Four])[] = [
  [1.6, 1.6, [8, 7, 6, 5]],
  [1.7, 1.8, [7, 6, 5, 4]],
  [1.9, 1.9, [6, 5, 4.5, 3.5]],
  [2.0, 2.6, [5, 4.5, 4, 3]],
  [2.7, 3.0, [4, 3.5, 3, 2.5]],
  [3.1, 3.5, [3.5, 3, 2.5, 2]],
  [3.6, 4.0, [3, 2.5, 2, 1.5]],
]

/**
 * After day 4 every other day at first, then twice a week (SPS warfarin monitoring).
 * @see docs/evidence.md#initiation-fennerty-after
 */
const ON_DAY_6 = onDay(6)

const day4 = (column: Column): readonly Row[] => [
  upTo(
    1.5,
    ask(`INR up to 1.5 on day 4: the table gives ${RANGES[column]} mg a day. Choose the dose.`),
  ),
  ...DAY_4.map(([first, last, doses]) => between(first, last, give(doses[column], ON_DAY_6))),
  between(
    4.1,
    4.5,
    ask(`INR 4.1 to 4.5 on day 4: ${AFTER_OMITTING[column]} a day. Choose the dose.`),
  ),
  above(4.5, ask('INR above 4.5 on day 4: withhold.')),
]

/**
 * 10 mg (less with age) with an INR every day for four days: for hospital clinics only. A row that gives a range of
 * doses, or none, goes to a person.
 * @see docs/evidence.md#initiation-age-adjusted-fennerty
 */
export const AGE_ADJUSTED_FENNERTY: ProtocolTable = {
  id: 'age-adjusted-fennerty',
  version: 1,
  name: 'Fennerty, adjusted for age (Roberts)',
  says: '10, 9, 7.5 or 6 mg by age on day 1, INR every morning of days 2 to 4; day 4 predicts the dose. Hospital clinics only.',
  source: 'Roberts 1999, as printed in Sci Rep 2023, Table 1 (grade A)',
  status: 'verified',
  pace: 'fast',
  providers: ['hospital-clinic'],
  needsSex: false,
  steps: [
    { day: 1, ifNotTested: 'none', tables: byAge(day1) },
    { day: 2, ifNotTested: 'none', tables: byAge(day2) },
    { day: 3, ifNotTested: 'none', tables: byAge(day3) },
    { day: 4, ifNotTested: 'none', tables: byAge(day4) },
  ],
  settlingDays: 3,
  steadyDays: 2,
  mostUg: 10_000,
}
