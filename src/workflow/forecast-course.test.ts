import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ForecastRow } from '#store/forecast-courses.ts'
import { dosesOf } from './forecast-course.ts'

const row = (sampledOn: string, rest: Partial<ForecastRow> = {}): ForecastRow => ({
  episodeId: 'e',
  id: sampledOn,
  comparator: '=',
  tenths: 25,
  sampledOn,
  doseBeforeUg: null,
  omitDays: null,
  visitOn: null,
  missedDoses: null,
  illness: null,
  medicinesChanged: null,
  medicines: null,
  dailyUg: null,
  decidedOmitDays: null,
  boosts: null,
  fromOn: null,
  untilOn: null,
  ...rest,
})
const decided = (sampledOn: string, dailyUg: number, untilOn: string, rest = {}) =>
  row(sampledOn, { dailyUg, fromOn: sampledOn, untilOn, decidedOmitDays: 0, ...rest })

const [A, B, C] = ['2026-01-01', '2026-01-29', '2026-02-26']

for (const [what, rows, stated, expected] of [
  ['no results', [], 5000, []],
  [
    'another product: the dose until the next test, then what the person says',
    [row(A, { doseBeforeUg: 4000 }), row(B, { doseBeforeUg: 5000 }), row(C)],
    6000,
    [
      [A, 5000],
      [B, 6000],
      [C, 6000],
    ],
  ],
  [
    'another product with days left out',
    [row(A, { omitDays: 2 }), row(B, { doseBeforeUg: 5000 })],
    null,
    [
      [A, 0],
      ['2026-01-03', 5000],
      [B, 'not-known'],
    ],
  ],
  [
    'a dose decided here, until its calendar ends',
    [decided(A, 5000, '2026-02-05'), row(C)],
    6000,
    [
      [A, 5000],
      ['2026-02-06', 'not-known'],
    ],
  ],
  [
    'the next decision takes the place of the days of grace',
    [decided(A, 5000, '2026-02-05'), decided(B, 4000, '2026-03-05', { decidedOmitDays: 1 })],
    null,
    [
      [A, 5000],
      [B, 0],
      ['2026-01-30', 4000],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'a larger dose on one date',
    [decided(A, 5000, '2026-02-05', { boosts: [{ on: '2026-01-02', ug: 8000 }] })],
    null,
    [
      [A, 5000],
      ['2026-01-02', 8000],
      ['2026-01-03', 5000],
      ['2026-02-06', 'not-known'],
    ],
  ],
  [
    'a visit that ended in an alarm: what was taken after it is not known',
    [
      decided(A, 5000, '2026-02-05'),
      row('2026-01-15', { visitOn: '2026-01-15' }),
      decided(B, 4500, '2026-03-05'),
    ],
    null,
    [
      [A, 5000],
      ['2026-01-15', 'not-known'],
      [B, 4500],
      ['2026-03-06', 'not-known'],
    ],
  ],
  [
    'an earlier result that was added later changes nothing',
    [decided(A, 5000, '2026-02-05'), row('2026-01-15'), decided(B, 4500, '2026-03-05')],
    null,
    [
      [A, 5000],
      [B, 4500],
      ['2026-03-06', 'not-known'],
    ],
  ],
] as const) {
  test(`H41: the doses told, of ${what}`, () => {
    assert.deepEqual(
      dosesOf(rows as readonly ForecastRow[], stated).map(({ from, ug }) => [from, ug]),
      expected,
    )
  })
}
