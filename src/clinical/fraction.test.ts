import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compare, formatFraction, fraction, minus, plus, timesRounded } from './fraction.ts'

const anyFraction = fc
  .tuple(fc.bigInt({ min: -9999n, max: 9999n }), fc.bigInt({ min: 1n, max: 999n }))
  .map(([numerator, denominator]) => fraction(numerator, denominator))

test('a fraction is held in lowest terms', () => {
  assert.deepEqual(fraction(4382n, 90n), { numerator: 2191n, denominator: 45n })
  assert.equal(formatFraction(fraction(4382n, 90n)), '2191/45')
  assert.equal(formatFraction(fraction(30n, 2n)), '15')
  assert.equal(formatFraction(fraction(0n, 7n)), '0')
})

test('a denominator of nought is a defect', () => {
  assert.throws(() => fraction(1n, 0n), /^RangeError: a fraction cannot have the denominator 0$/)
})

test('what is added can be taken away again', () => {
  fc.assert(
    fc.property(anyFraction, anyFraction, (a, b) => {
      assert.deepEqual(minus(plus(a, b), b), a)
      assert.equal(Math.sign(compare(a, b)), -Math.sign(compare(b, a)) || 0)
    }),
  )
})

test('rounding goes half up and is never further than half away', () => {
  assert.equal(timesRounded(fraction(1n, 2n), 1n), 1n)
  assert.equal(timesRounded(fraction(49n, 100n), 1n), 0n)
  assert.equal(timesRounded(fraction(-1n, 2n), 1n), 0n)
  assert.equal(timesRounded(fraction(-3n, 2n), 1n), -1n)
  assert.equal(timesRounded(fraction(-8n, 5n), 1n), -2n)
  fc.assert(
    fc.property(anyFraction, fc.bigInt({ min: 1n, max: 10_000n }), (share, times) => {
      const rounded = timesRounded(share, times)
      const exact = fraction(share.numerator * times, share.denominator)
      const away = minus({ numerator: rounded, denominator: 1n }, exact)
      assert(compare(away, fraction(1n, 2n)) <= 0 && compare(away, fraction(-1n, 2n)) > 0)
    }),
  )
})
