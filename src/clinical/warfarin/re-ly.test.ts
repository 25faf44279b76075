import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ug } from '#clinical/dose.ts'
import { inr, result, TARGET_2_5, TARGET_3_0 } from '#test/clinical/a-visit.ts'
import { reLyRawNg, reLyRow, repeatsOrTrends, suitsReLy } from './re-ly.ts'

describe('the RE-LY step table (clinical reference 1.4)', () => {
  const rows: readonly (readonly [number, number, number, string])[] = [
    [8, 15, 0, 'always'],
    [15, 15, 0, 'always'],
    [16, 10, 0, 'if-repeated-or-trending'],
    [19, 10, 0, 'if-repeated-or-trending'],
    [20, 0, 0, 'always'],
    [30, 0, 0, 'always'],
    [31, -10, 0, 'if-repeated-or-trending'],
    [39, -10, 0, 'if-repeated-or-trending'],
    [40, -10, 1, 'always'],
    [49, -10, 1, 'always'],
    [50, -15, 0, 'gives-no-dose'],
    [90, -15, 0, 'gives-no-dose'],
  ]
  for (const [tenths, percent, omitDays, acts] of rows) {
    test(`INR ${tenths / 10}: ${percent} %, ${omitDays} omitted, ${acts}`, () => {
      const row = reLyRow(tenths)
      assert.deepEqual([row.percent, row.omitDays, row.acts], [percent, omitDays, acts])
    })
  }

  test('a percentage of the dose is exact', () => {
    assert.equal(reLyRawNg(ug(5000), -10), 4_500_000)
    assert.equal(reLyRawNg(ug(3286), 15), 3_778_900)
  })

  test('the table serves the range 2.0 to 3.0 only', () => {
    assert.equal(suitsReLy(TARGET_2_5), true)
    assert.equal(suitsReLy(TARGET_3_0), false)
    assert.equal(suitsReLy({ lowTenths: 20, highTenths: 35 }), false)
    assert.equal(suitsReLy({ lowTenths: 15, highTenths: 30 }), false)
  })
})

describe('slightly out of range acts only when it repeats or moves away', () => {
  const cases: readonly (readonly [string, number, readonly number[], boolean])[] = [
    ['first low after steady results', 18, [24, 24], false],
    ['first low, nothing before', 18, [], false],
    ['low twice', 18, [19, 24], true],
    ['low twice, rising', 19, [17, 24], true],
    ['three results falling', 18, [22, 26], true],
    ['low after a rise', 18, [26, 22], false],
    ['first high after steady results', 34, [26, 26], false],
    ['high twice', 34, [32, 26], true],
    ['three results rising', 34, [28, 24], true],
    ['high after low', 34, [19, 24], false],
    ['low after 2.0', 18, [20, 20], false],
    ['high after 3.0', 34, [30, 30], false],
  ]
  for (const [name, inr, before, acts] of cases) {
    test(`${name}: ${acts ? 'acts' : 'waits'}`, () => {
      assert.equal(
        repeatsOrTrends(
          inr,
          before.map((tenths) => result('2026-10-25', tenths)),
        ),
        acts,
      )
    })
  }
})

test('an INR below nothing is a fault of the house', () => {
  assert.throws(() => reLyRow(-1), /an INR cannot be -1 tenths/)
})

test('H09: repeated is out of range on the same side; trending is the last of three that move away', () => {
  const repeats = (now: number, ...before: readonly number[]) =>
    repeatsOrTrends(
      now,
      before.map((tenths) => ({ inr: inr(tenths) })),
    )
  assert.deepEqual([repeats(19), repeats(31)], [false, false])
  assert.deepEqual([repeats(19, 19), repeats(19, 20), repeats(19, 20, 20)], [true, false, false])
  assert.deepEqual(
    [repeats(19, 20, 21), repeats(19, 21, 20), repeats(19, 22, 22)],
    [true, false, false],
  )
  assert.deepEqual([repeats(31, 31), repeats(31, 30), repeats(31, 30, 30)], [true, false, false])
  assert.deepEqual(
    [repeats(31, 30, 29), repeats(31, 29, 30), repeats(31, 28, 28)],
    [true, false, false],
  )
})
