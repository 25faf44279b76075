import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inShort } from '#test/clinical/an-initiation.ts'

const PERSON = 'initiation-row-for-a-person'
/** The last year of each column, and the first of the next. */
const AGES = [
  [50, 51],
  [65, 66],
  [80, 81],
] as const
const COLUMN_AGES = [50, 65, 80, 81]
const FULL = [10, 9, 7.5, 6]

const fennerty = (day: number, tenths: number, age: number, taken: readonly number[]) =>
  inShort({ protocol: 'age-adjusted-fennerty', day, inr: tenths, taken, who: { age } })

test('H09: the columns change on the birthdays of 51, 66 and 81, and nobody below 18 has one', () => {
  const first = (age: number) => fennerty(1, 10, age, [])
  assert.deepEqual(
    AGES.flat().map(first),
    ['10', '9', '9', '7.5', '7.5', '6'].map((mg) => `${mg} mg, day 2`),
  )
  assert.equal(first(17), 'initiation-off-protocol')
  assert.equal(first(18), '10 mg, day 2')
})

test('H08: after the dose of another age the table says nothing: a person decides', () => {
  assert.equal(fennerty(2, 15, 40, [10]), '10 mg, day 3')
  assert.equal(fennerty(2, 15, 40, [6]), 'initiation-off-protocol')
  assert.equal(fennerty(3, 17, 85, [6, 6]), '6 mg, day 4')
  assert.equal(fennerty(3, 17, 85, [10, 10]), 'initiation-off-protocol')
})

/** Roberts 1999 as in Sci Rep 2023, Table 1: first and last INR of each row, then the doses of the four columns. */
const rows: readonly (readonly [
  day: number,
  from: number,
  to: number,
  doses: readonly unknown[],
])[] = [
  [1, 8, 13, FULL],
  [1, 14, 49, [PERSON, PERSON, PERSON, PERSON]],
  [2, 8, 15, FULL],
  [2, 16, 49, [0.5, 0.5, 0.5, 0.5]],
  [3, 8, 17, FULL],
  [3, 18, 23, [5, 4.5, 4, 3]],
  [3, 24, 27, [4, 3.5, 3, 2]],
  [3, 28, 31, [3, 2.5, 2, 1]],
  [3, 32, 33, [2, 2, 1.5, 1]],
  [3, 34, 34, [1.5, 1.5, 1, 1]],
  [3, 35, 35, [1, 1, 1, 0.5]],
  [3, 36, 40, [0.5, 0.5, 0.5, 0.5]],
  [3, 41, 49, [PERSON, PERSON, PERSON, PERSON]],
  [4, 8, 15, [PERSON, PERSON, PERSON, PERSON]],
  [4, 16, 16, [8, 7, 6, 5]],
  [4, 17, 18, [7, 6, 5, 4]],
  [4, 19, 19, [6, 5, 4.5, 3.5]],
  [4, 20, 26, [5, 4.5, 4, 3]],
  [4, 27, 30, [4, 3.5, 3, 2.5]],
  [4, 31, 35, [3.5, 3, 2.5, 2]],
  [4, 36, 40, [3, 2.5, 2, 1.5]],
  [4, 41, 45, [PERSON, PERSON, PERSON, PERSON]],
  [4, 46, 49, [PERSON, PERSON, PERSON, PERSON]],
]
for (const [day, from, to, doses] of rows) {
  test(`H09: Fennerty by age, day ${day}, INR ${from / 10} to ${to / 10}: ${doses.join(', ')}`, () => {
    for (const [column, age] of COLUMN_AGES.entries()) {
      const taken = Array.from({ length: day - 1 }, () => FULL[column] ?? 0)
      const dose = doses[column]
      const next = day === 4 ? 6 : day + 1
      const expected = dose === PERSON ? PERSON : `${dose} mg, day ${next}`
      for (const tenths of [from, to]) assert.equal(fennerty(day, tenths, age, taken), expected)
    }
  })
}
