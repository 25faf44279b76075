import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { assertSentence } from '#test/clinical/every-text.ts'
import { formatTenths } from './inr.ts'
import { parseTarget } from './target.ts'

const typed = (target: unknown, rangeLow: unknown, rangeHigh: unknown) =>
  parseTarget({ target, rangeLow, rangeHigh })

const ROWS: readonly (readonly [target: unknown, low: unknown, high: unknown, answer: string])[] = [
  ['2.5', '2.0', '3.0', 'target'],
  ['3', '2.5', '3.5', 'target'],
  [' 2.5 ', '2.0', '3.0', 'target'],
  ['1.8', '1.5', '2.0', 'target'],
  ['4.0', '3.5', '4.5', 'target'],
  ['', '2.0', '3.0', 'target: required'],
  [undefined, '2.0', '3.0', 'target: required'],
  [2.5, '2.0', '3.0', 'target: required'],
  ['2.5', '', '3.0', 'rangeLow: required'],
  ['2.5', '2.0', '', 'rangeHigh: required'],
  ['2,5', '2.0', '3.0', 'target: not-one-decimal-place'],
  ['2.55', '2.0', '3.0', 'target: not-one-decimal-place'],
  ['2.5', '2-3', '3.0', 'rangeLow: not-one-decimal-place'],
  ['25', '20', '30', 'target: not-one-decimal-place'],
  ['1.4', '1.0', '2.0', 'target: outside-limits'],
  ['2.5', '2.0', '4.6', 'rangeHigh: outside-limits'],
  ['2.5', '3.0', '2.0', 'rangeLow: range-upside-down'],
  ['2.5', '2.5', '2.5', 'rangeLow: range-upside-down'],
  ['3.1', '2.0', '3.0', 'target: target-outside-range'],
  ['1.9', '2.0', '3.0', 'target: target-outside-range'],
  ['3.0', '2.0', '3.0', 'target'],
  ['2.0', '2.0', '3.0', 'target'],
]

for (const [target, low, high, answer] of ROWS) {
  test(`H07: a target ${target} in ${low} to ${high} is answered with ${answer}`, () => {
    const parsed = typed(target, low, high)
    assert.equal(parsed.kind === 'target' ? 'target' : `${parsed.field}: ${parsed.code}`, answer)
    if (parsed.kind === 'refused') assertSentence(parsed.message)
  })
}

test('three numbers in order read back as they were typed', () => {
  fc.assert(
    fc.property(fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 15, max: 45 }))), (numbers) => {
      const [low = 0, value = 0, high = 0] = [...numbers].sort((a, b) => a - b)
      fc.pre(low < high)
      const parsed = typed(formatTenths(value), formatTenths(low), formatTenths(high))
      assert.deepEqual(parsed, {
        kind: 'target',
        target: { valueTenths: value, lowTenths: low, highTenths: high },
      })
    }),
  )
})
