import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { shareOf } from './shares.ts'
import type { Sum } from './tallies.ts'

/** One person: tests, and how many of them are counted. */
type Person = readonly [tests: number, counted: number]

const sumOf = (values: readonly number[]): Sum => ({
  count: values.length,
  sum: values.reduce((sum, value) => sum + value, 0),
  squares: values.reduce((sum, value) => sum + value * value, 0),
})

const found = (people: readonly Person[]) =>
  shareOf(
    sumOf(people.map(([, counted]) => counted)),
    sumOf(people.map(([tests]) => tests)),
    people.reduce((sum, [tests, counted]) => sum + tests * counted, 0),
    1,
  )

const times = (count: number, person: Person): readonly Person[] =>
  Array<Person>(count).fill(person)
// Wilson's interval of 10 of 100 is 5.52 to 17.44 % (Newcombe 1998), of 10 % of 99 it ends at 17.50, of 0 of 20 at 16.11 %.
const CASES = [
  [
    'independent tests',
    [...times(10, [1, 1]), ...times(89, [1, 0]), [1, 0]],
    ['10.00', '5.5', '17.5'],
  ],
  ['one in ten tests of a person is as many tests', times(10, [10, 1]), ['10.00', '5.5', '17.4']],
  ['nobody is counted: people, not tests', times(20, [12, 0]), ['0.00', '0.0', '16.1']],
  [
    'all tests of one of ten people: as nine tests',
    [[10, 10], ...times(9, [10, 0])],
    ['10.00', '1.7', '42.3'],
  ],
] as const satisfies readonly (readonly [string, readonly Person[], readonly string[]])[]
for (const [says, people, [percent, low, high]] of CASES) {
  test(`the interval of a share: ${says}`, () => {
    const share = found(people)
    assert.equal(share?.percent.toFixed(2), percent)
    assert.equal(share?.low?.toFixed(1), low)
    assert.equal(share?.high?.toFixed(1), high)
  })
}

test('without a test nothing is known, and of one person there is no interval', () => {
  assert.equal(found(times(3, [0, 0])), null)
  assert.deepEqual(found([[4, 1]]), { percent: 25, low: null, high: null })
})

test('the interval holds the share and lies between nothing and all', () => {
  const person = fc
    .integer({ min: 1, max: 30 })
    .chain((tests) => fc.tuple(fc.constant(tests), fc.integer({ min: 0, max: tests })))
  fc.assert(
    fc.property(fc.array(person, { minLength: 2, maxLength: 40 }), (people) => {
      const { percent = -1, low, high } = found(people) ?? {}
      assert.ok(typeof low === 'number' && typeof high === 'number')
      assert.ok(low >= 0 && low <= percent && percent <= high && high <= 100)
    }),
  )
})
