import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { LOG_ERROR, LOG_SCALE, lnOf } from './natural-log.ts'

describe('the natural logarithm in whole numbers', () => {
  const known: readonly (readonly [number, number, string])[] = [
    [2, 1, '0.693147180559945309417232121458'],
    [10, 1, '2.302585092994045684017991454684'],
    [4, 3, '0.287682072451780927439219005993'],
    [1, 2, '-0.693147180559945309417232121458'],
  ]
  for (const [numerator, denominator, digits] of known) {
    test(`ln(${numerator}/${denominator}) has its published digits`, () => {
      const published = BigInt(digits.replace('0.', '').replace('2.', '2'))
      const off = lnOf(numerator, denominator) - published
      assert.ok(off > -LOG_ERROR && off < LOG_ERROR, String(off))
    })
  }

  test('agrees with floating point, is 0 for 1, and turns its sign with the fraction', () => {
    const tenths = fc.integer({ min: 15, max: 200 })
    fc.assert(
      fc.property(tenths, tenths, (n, d) => {
        assert.ok(Math.abs(Number(lnOf(n, d)) / Number(LOG_SCALE) - Math.log(n / d)) < 1e-14)
        assert.equal(lnOf(n, d), -lnOf(d, n))
        assert.equal(lnOf(n, n), 0n)
      }),
    )
  })

  test('ln of a product is the sum, within the stated error', () => {
    const few = fc.integer({ min: 8, max: 25 })
    fc.assert(
      fc.property(few, few, few, (a, b, c) => {
        const off = lnOf(a, b) + lnOf(b, c) - lnOf(a, c)
        assert.ok(off > -3n * LOG_ERROR && off < 3n * LOG_ERROR)
      }),
    )
  })

  test('a fraction that no INR and target make is refused', () => {
    for (const [n, d] of [
      [15, 1],
      [1, 15],
      [0, 1],
      [1, 0],
      [-1, 2],
      [2, -1],
      [-1, -1],
    ] as const) {
      assert.throws(() => lnOf(n, d), /no logarithm/)
    }
    assert.ok(lnOf(14, 1) > 0n && lnOf(1, 14) < 0n)
  })
})
