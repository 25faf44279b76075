import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  type AlikeDecisions,
  figuresBy,
  type OverrideFigures,
  overrideFigures,
  shareHundredths,
} from './override-figures.ts'

const alike = (changes: Partial<AlikeDecisions>): AlikeDecisions => ({
  month: '2026-11',
  protocol: 'coventry',
  overridden: false,
  reasonCode: null,
  following: 'in-range',
  count: 1,
  ...changes,
})

const SOME = [
  alike({ count: 60 }),
  alike({ count: 15, following: 'out-of-range' }),
  alike({ count: 5, following: 'no-test-yet' }),
  alike({ count: 12, overridden: true, reasonCode: 'trend' }),
  alike({ count: 6, overridden: true, reasonCode: 'trend', following: 'out-of-range' }),
  alike({ count: 2, overridden: true, reasonCode: 'other', following: 'replaced' }),
]

test('H33: the share overridden is of all suggestions; in range is of those tested while the dose was in force', () => {
  assert.deepEqual(overrideFigures(SOME), {
    suggestions: 100,
    overridden: { doses: 20, tested: 18, inRange: 12 },
    asSuggested: { doses: 80, tested: 75, inRange: 60 },
  } satisfies OverrideFigures)
})

test('nothing decided is nothing, and a share of nothing is none', () => {
  const none = { doses: 0, tested: 0, inRange: 0 }
  assert.deepEqual(overrideFigures([]), { suggestions: 0, overridden: none, asSuggested: none })
  assert.equal(shareHundredths(0, 0), null)
})

for (const [count, of, expected] of [
  [0, 7, 0],
  [7, 7, 10_000],
  [1, 3, 3333],
  [2, 3, 6667],
  [211, 1000, 2110],
] as const) {
  test(`${count} of ${of} is ${expected} hundredths of a percent`, () => {
    assert.equal(shareHundredths(count, of), expected)
  })
}

test('a reason counts its overrides alone; what was done as suggested has none', () => {
  assert.deepEqual(
    figuresBy('reasonCode', SOME).map(({ value, figures }) => [value, figures.suggestions]),
    [
      ['other', 2],
      ['trend', 18],
    ],
  )
})

const someAlike = fc.record({
  month: fc.constantFrom('2026-09', '2026-10', '2026-11'),
  protocol: fc.constantFrom('coventry', 're-ly'),
  overridden: fc.boolean(),
  reasonCode: fc.constant(null),
  following: fc.constantFrom('in-range', 'out-of-range', 'no-test-yet', 'replaced' as const),
  count: fc.nat(500),
})

test('H33: the months add up to the whole, and so do the protocols; no part is larger than its whole', () => {
  fc.assert(
    fc.property(fc.array(someAlike), (decisions) => {
      const whole = overrideFigures(decisions)
      for (const field of ['month', 'protocol'] as const) {
        const parts = figuresBy(field, decisions).map(({ figures }) => figures)
        const sum = (of: (figures: OverrideFigures) => number) =>
          parts.reduce((total, figures) => total + of(figures), 0)
        assert.equal(
          sum(({ suggestions }) => suggestions),
          whole.suggestions,
        )
        assert.equal(
          sum(({ overridden }) => overridden.doses),
          whole.overridden.doses,
        )
        assert.equal(
          sum(({ overridden }) => overridden.inRange),
          whole.overridden.inRange,
        )
        assert.equal(
          sum(({ asSuggested }) => asSuggested.tested),
          whole.asSuggested.tested,
        )
      }
      for (const { doses, tested, inRange } of [whole.overridden, whole.asSuggested]) {
        assert.ok(inRange <= tested && tested <= doses)
      }
    }),
  )
})
