import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { DAYS_AGO, readLastWeek, unevenDaysOf } from './last-week.ts'
import type { Findings } from './typed-fields.ts'

const TODAY = day('2026-11-22')
const FIVE = ug(5000)

const boxes = (...typed: readonly string[]) =>
  Object.fromEntries(typed.map((text, nth) => [`taken-${nth + 1}`, text]))

function read(fields: Readonly<Record<string, string>>, daily: typeof FIVE | null = FIVE) {
  const findings: Findings = []
  const week = readLastWeek(fields, daily, TODAY, findings)
  return { week, codes: findings.map(({ field, code }) => `${field}:${code}`) }
}

test('H08: one tick says that the same was taken on each of the last seven days', () => {
  const { week, codes } = read({ sameEachDay: 'yes' })
  assert.deepEqual(codes, [])
  assert.deepEqual(
    week,
    DAYS_AGO.map((ago) => ({ on: addDays(TODAY, -ago), ug: FIVE })),
  )
})

test('H08: each day has its own dose, none is 0 and what nobody knows is not known', () => {
  const { week, codes } = read(boxes('5', '5', '0', '4.5', '?', '5', ' 5 '))
  assert.deepEqual(codes, [])
  assert.deepEqual(
    week?.map((taken) => taken.ug),
    [5000, 5000, 0, 4500, 'not-known', 5000, 5000],
  )
  assert.equal(week?.[0]?.on, '2026-11-21')
  assert.equal(week?.[6]?.on, '2026-11-15')
})

for (const [what, fields, daily, expected] of [
  ['nothing', {}, FIVE, ['sameEachDay:required']],
  ['both', { sameEachDay: 'yes', ...boxes('5') }, FIVE, ['sameEachDay:required']],
  ['the same without a dose', { sameEachDay: 'yes' }, null, ['dailyMg:required']],
  ['another word than yes', { sameEachDay: 'no' }, FIVE, ['sameEachDay:required']],
  ['six days', boxes('5', '5', '5', '5', '5', '5'), FIVE, ['taken-7:required']],
  ['a comma', boxes('5', '4,5', '5', '5', '5', '5', '5'), FIVE, ['taken-2:use-a-point']],
] as const) {
  test(`H08: ${what} typed for the last seven days is refused at its field`, () => {
    const { week, codes } = read(fields, daily)
    assert.equal(week, undefined)
    assert.deepEqual(codes, expected)
  })
}

for (const [what, doses, daily, uneven] of [
  ['the same each day', [5000, 5000, 5000, 5000, 5000, 5000, 5000], FIVE, []],
  ['a week that repeats', [4000, 3000, 4000, 3000, 4000, 3000, 4000], ug(3571), []],
  ['a day left out', [5000, 0, 5000, 5000, 5000, 5000, 5000], FIVE, [2]],
  ['a small dose left out', [1000, 0, 1000, 1000, 1000, 1000, 1000], ug(1000), [2]],
  [
    'a dose changed two days ago',
    [4000, 4000, 5000, 5000, 5000, 5000, 5000],
    ug(4000),
    [3, 4, 5, 6, 7],
  ],
  ['just less than 1 mg off', [5999, 4001, 5000, 5000, 5000, 5000, 5000], FIVE, []],
  [
    'half a mg more each day',
    [5500, 5500, 5500, 5500, 5500, 5500, 5500],
    FIVE,
    [1, 2, 3, 4, 5, 6, 7],
  ],
  [
    'half of a small dose each day',
    [500, 500, 500, 500, 500, 500, 500],
    ug(1000),
    [1, 2, 3, 4, 5, 6, 7],
  ],
  ['two days 0.5 mg more', [5500, 5500, 5000, 5000, 5000, 5000, 5000], FIVE, [1, 2, 3, 4, 5, 6, 7]],
  ['one day 0.5 mg less', [4500, 5000, 5000, 5000, 5000, 5000, 5000], FIVE, []],
  ['1 mg off', [6000, 4000, 5000, 5000, 5000, 5000, 5000], FIVE, [1, 2]],
  ['a day that nobody knows', ['not-known', 5000, 5000, 5000, 5000, 5000, 5000], FIVE, [1]],
  ['no daily dose known', [5000, 5000, 5000, 5000, 5000, 5000, 5000], null, [1, 2, 3, 4, 5, 6, 7]],
] as const) {
  test(`H08: of ${what} the uneven days are ${uneven.join(', ') || 'none'}`, () => {
    const week = doses.map((dose, nth) => ({
      on: addDays(TODAY, -nth - 1),
      ug: dose === 'not-known' ? dose : ug(dose),
    }))
    assert.deepEqual(
      unevenDaysOf(week, daily),
      uneven.map((ago) => addDays(TODAY, -ago)),
    )
  })
}

test('a plan that was confirmed before the week was asked for has no uneven days', () => {
  assert.deepEqual(unevenDaysOf(undefined, FIVE), [])
})
