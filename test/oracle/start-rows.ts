// The rows of the four ways to start warfarin, copied from the text of the clinical reference (section 2) without the
// product's tables. A cell is a dose in mg a day where the text gives one dose; where it gives words (omit, withhold, a
// range, consider) the cell has the words, and a person decides.

export type Cell = number | string
/** `[from, to, dose]`, both INRs in tenths and included, as the text prints them. */
export type Row = readonly [number, number, Cell]
const TOP = 999

/** Section 2.1. NHS Highland omits above 4.0, so that "> 3.0: 1" ends there. */
export const OATES_MALE: readonly Row[] = [
  [10, 10, 6],
  [11, 12, 5],
  [13, 15, 4],
  [16, 21, 3],
  [22, 30, 2],
  [31, 40, 1],
  [41, TOP, 'omit >= 2 days'],
]
export const OATES_FEMALE: readonly Row[] = [
  [10, 11, 5],
  [12, 13, 4],
  [14, 19, 3],
  [20, 30, 2],
  [31, 40, 1],
  [41, TOP, 'omit >= 2 days'],
]
/** "INR 3.0-4.0: 2 -> 1.5 mg (1.5 -> 1; 1 -> 0.5)". */
export const OATES_LOWER: ReadonlyMap<number, Cell> = new Map<number, Cell>([
  [2, 1.5],
  [1.5, 1],
  [1, 0.5],
  [0.5, 'no lower dose'],
])

/** Section 2.2. */
export const JANES_DAY_8: readonly Row[] = [
  [0, 13, 6],
  [14, 15, 5],
  [16, 18, 4],
  [19, 21, 3],
  [22, 25, 2.5],
  [26, 27, 2],
  [28, 30, 'omit 1-2 days then 1'],
  [31, TOP, 'stop, find cause'],
]
export const JANES_DAY_15: readonly Row[] = [
  [0, 13, 'check adherence, 10'],
  [14, 16, 8],
  [17, 18, 7],
  [19, 24, 6],
  [25, 29, 5],
  [30, 40, '4 (consider omitting 1-2 days)'],
  [41, 50, 'reduce 1-2 mg and omit 2 days'],
  [51, TOP, 'omit 3 days, check'],
]

/** Section 2.3. */
export const TAIT_DAY_5: readonly Row[] = [
  [0, 17, 5],
  [18, 22, 4],
  [23, 27, 3],
  [28, 32, 2],
  [33, 37, 1],
  [38, TOP, '0, the least certain row'],
]
/** By the dose of days 5 to 7. The row for 0 is "the least certain": a person decides it. */
export const TAIT_DAY_8: ReadonlyMap<number, readonly Row[]> = new Map<number, readonly Row[]>([
  [
    5,
    [
      [0, 17, 6],
      [18, 24, 5],
      [25, 30, 4],
      [31, TOP, 3],
    ],
  ],
  [
    4,
    [
      [0, 17, 5],
      [18, 24, 4],
      [25, 30, 3.5],
      [31, 35, 3],
      [36, TOP, 2.5],
    ],
  ],
  [
    3,
    [
      [0, 17, 4],
      [18, 24, 3.5],
      [25, 30, 3],
      [31, 35, 2.5],
      [36, TOP, 2],
    ],
  ],
  [
    2,
    [
      [0, 17, 3],
      [18, 24, 2.5],
      [25, 30, 2],
      [31, 35, 1.5],
      [36, TOP, 1],
    ],
  ],
  [
    1,
    [
      [0, 17, 2],
      [18, 24, 1.5],
      [25, 30, 1],
      [31, 35, 0.5],
      [36, TOP, 'omit 4 days'],
    ],
  ],
])

/** Section 2.5: first and last INR, then the doses of <= 50, 51-65, 66-80 and > 80 years. */
type AgeRow = readonly [number, number, Cell, Cell, Cell, Cell]
export const FENNERTY: Readonly<Record<number, readonly AgeRow[]>> = {
  1: [[0, 13, 10, 9, 7.5, 6]],
  2: [
    [0, 15, 10, 9, 7.5, 6],
    [16, TOP, 0.5, 0.5, 0.5, 0.5],
  ],
  3: [
    [0, 17, 10, 9, 7.5, 6],
    [18, 23, 5, 4.5, 4, 3],
    [24, 27, 4, 3.5, 3, 2],
    [28, 31, 3, 2.5, 2, 1],
    [32, 33, 2, 2, 1.5, 1],
    [34, 34, 1.5, 1.5, 1, 1],
    [35, 35, 1, 1, 1, 0.5],
    [36, 40, 0.5, 0.5, 0.5, 0.5],
    [41, TOP, 'none today', 'none today', 'none today', 'none today'],
  ],
  4: [
    [0, 15, '10-15', '9-14', '7.5-11', '6-9'],
    [16, 16, 8, 7, 6, 5],
    [17, 18, 7, 6, 5, 4],
    [19, 19, 6, 5, 4.5, 3.5],
    [20, 26, 5, 4.5, 4, 3],
    [27, 30, 4, 3.5, 3, 2.5],
    [31, 35, 3.5, 3, 2.5, 2],
    [36, 40, 3, 2.5, 2, 1.5],
    [41, 45, 'omit 1 day then 1-2', '0.5-1.5', '0.5-1.5', '0.5-1'],
    [46, TOP, 'withhold', 'withhold', 'withhold', 'withhold'],
  ],
}
