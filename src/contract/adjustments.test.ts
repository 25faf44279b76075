import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Adjustment,
  adjustmentsFor,
  figuresTold,
  type Submitted,
  standing,
} from './adjustments.ts'
import { type CalendarMonth, month } from './calendar-month.ts'
import type { ReturnFigures } from './monthly-return.ts'

const figures = (level4: number, level3 = 0): ReturnFigures => ({
  'active-level-3': level3,
  'active-level-4': level4,
  'initiated-level-5': 0,
  'home-visits': 0,
})
const [APRIL, MAY, JUNE, JULY] = ['2026-04', '2026-05', '2026-06', '2026-07'].map(month) as [
  CalendarMonth,
  CalendarMonth,
  CalendarMonth,
  CalendarMonth,
]
const returned = (
  of: CalendarMonth,
  submittedAt: number,
  level4: number,
  known: Partial<Submitted> = {},
): Submitted => ({
  month: of,
  version: 1,
  submittedAt,
  figures: figures(level4),
  adjustments: [],
  ...known,
})
const adjusted = (of: CalendarMonth, was: number, now: number): Adjustment => ({
  month: of,
  line: 'active-level-4',
  was,
  now,
})
const now = (...counted: readonly (readonly [CalendarMonth, number])[]) =>
  new Map(counted.map(([of, level4]) => [of, figures(level4)]))

test('S30: a month that counts as it was returned has nothing to be said', () => {
  assert.deepEqual(adjustmentsFor(MAY, [returned(APRIL, 1, 5)], now([APRIL, 5], [MAY, 7])), [])
})

test('S30: a month that now counts otherwise is an adjustment of the next return, line by line', () => {
  const told = [returned(APRIL, 1, 5)]
  assert.deepEqual(adjustmentsFor(MAY, told, now([APRIL, 6])), [adjusted(APRIL, 5, 6)])
  const both = new Map([[APRIL, figures(4, 1)]])
  assert.deepEqual(
    adjustmentsFor(MAY, told, both).map(({ line, was, now: is }) => [line, was, is]),
    [
      ['active-level-3', 0, 1],
      ['active-level-4', 5, 4],
    ],
  )
})

test('S30: it is said once: the return after that has only what is new', () => {
  const told = [
    returned(APRIL, 1, 5),
    returned(MAY, 2, 7, { adjustments: [adjusted(APRIL, 5, 6)] }),
  ]
  assert.deepEqual(figuresTold(APRIL, told), figures(6))
  assert.deepEqual(adjustmentsFor(JUNE, told, now([APRIL, 6], [MAY, 7])), [])
  assert.deepEqual(adjustmentsFor(JUNE, told, now([APRIL, 5], [MAY, 8])), [
    adjusted(APRIL, 6, 5),
    adjusted(MAY, 7, 8),
  ])
})

test('S30: a return that is made again says again what it said, so that nothing is lost with the version before it', () => {
  const told = [
    returned(APRIL, 1, 5),
    returned(MAY, 2, 7, { adjustments: [adjusted(APRIL, 5, 6)] }),
  ]
  assert.deepEqual(adjustmentsFor(MAY, told, now([APRIL, 6], [MAY, 8])), [adjusted(APRIL, 5, 6)])
  const again = [...told, returned(MAY, 3, 8, { version: 2 })]
  assert.deepEqual(figuresTold(APRIL, again), figures(5), 'the newest version of May alone counts')
})

test('S30: a month that is returned again says its own figures, later than what another return said of it', () => {
  const told = [
    returned(APRIL, 1, 5),
    returned(MAY, 2, 7, { adjustments: [adjusted(APRIL, 5, 6)] }),
    returned(APRIL, 3, 9, { version: 2 }),
  ]
  assert.deepEqual(figuresTold(APRIL, told), figures(9))
  assert.deepEqual(
    standing(told).map(({ month: of, version }) => [of, version]),
    [
      [MAY, 1],
      [APRIL, 2],
    ],
  )
})

test('S30: what was never returned is no adjustment, nor is a later month', () => {
  assert.deepEqual(adjustmentsFor(JUNE, [], now([APRIL, 6])), [])
  assert.deepEqual(adjustmentsFor(JUNE, [returned(JULY, 1, 5)], now([JULY, 6], [JUNE, 6])), [])
  assert.equal(figuresTold(APRIL, []), undefined)
})
