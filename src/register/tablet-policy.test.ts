import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TabletSet } from '#clinical/tablets.ts'
import { someTabletSet } from '#test/clinical/a-visit.ts'
import {
  type DecidedPolicy,
  policyInWords,
  policyWarnings,
  warnsOfLookAlikes,
} from './tablet-policy.ts'

const ONES_AND_THREES = { strengths: [1000, 3000], halves: false, lookAlikes: false } as const

const CASES: readonly (readonly [string, TabletSet, DecidedPolicy, readonly string[]])[] = [
  ['as the site', { strengths: [1000, 3000], halves: false }, ONES_AND_THREES, []],
  ['fewer than the site', { strengths: [1000], halves: false }, ONES_AND_THREES, []],
  [
    'another strength',
    { strengths: [1000, 500], halves: false },
    ONES_AND_THREES,
    ['strength-not-used-here'],
  ],
  ['halves', { strengths: [1000], halves: true }, ONES_AND_THREES, ['halves-not-used-here']],
  [
    'both',
    { strengths: [5000], halves: true },
    ONES_AND_THREES,
    ['strength-not-used-here', 'halves-not-used-here'],
  ],
  [
    'halves where they may be',
    { strengths: [1000], halves: true },
    { ...ONES_AND_THREES, halves: true },
    [],
  ],
  ['anything, undecided', { strengths: [5000], halves: true }, null, []],
]
for (const [what, tabletSet, policy, codes] of CASES) {
  test(`H11: a plan with ${what}: ${codes.join(', ') || 'no warning'}`, () => {
    assert.deepEqual(
      policyWarnings({ tabletSet }, policy).map(({ code }) => code),
      codes,
    )
  })
}

test('H14: 0.5 mg with 5 mg is warned of unless the site has decided otherwise', () => {
  const both = { tabletSet: { strengths: [500, 5000], halves: false } } as const
  assert.equal(warnsOfLookAlikes(both, null), true)
  assert.equal(warnsOfLookAlikes(both, ONES_AND_THREES), true)
  assert.equal(warnsOfLookAlikes(both, { ...ONES_AND_THREES, lookAlikes: true }), false)
  assert.equal(warnsOfLookAlikes({ tabletSet: null }, null), false)
})

test('a plan within the tablets of the site is never warned of', () => {
  fc.assert(
    fc.property(someTabletSet, fc.boolean(), (set, lookAlikes) => {
      assert.deepEqual(policyWarnings({ tabletSet: set }, { ...set, lookAlikes }), [])
    }),
  )
})

test('the tablets of a site in words, the smallest first', () => {
  assert.equal(
    policyInWords({ strengths: [5000, 500, 1000], halves: false, lookAlikes: true }),
    'This site uses 0.5, 1 and 5 mg, not halved, 0.5 mg and 5 mg together where needed. Another plan needs a reason.',
  )
  assert.match(policyInWords(null), /has not decided/)
})
