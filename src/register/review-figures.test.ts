import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import type { Inr } from '#clinical/inr.ts'
import { reviewFigures } from './review-figures.ts'

const TODAY = day('2026-11-22')
const inr = (ago: number, tenths: number, comparator: Inr['comparator'] = '=') => ({
  on: addDays(TODAY, -ago),
  inr: { comparator, tenths },
})

test('H04: the extremes of the year are counted, a censored INR only where it is sure', () => {
  const results = [
    inr(400, 90),
    inr(365, 60),
    inr(200, 50),
    inr(100, 51),
    inr(90, 80, '>'),
    inr(80, 45, '>'),
    inr(70, 15),
    inr(60, 14),
    inr(50, 12, '<'),
    inr(0, 25),
  ]
  assert.deepEqual(reviewFigures('not-known', results, [], TODAY).inrs, {
    tests: 8,
    above5: 2,
    above8: 1,
    below15: 2,
  })
})

test('no count is more than the tests, and without control nothing is claimed', () => {
  const anyInr = fc.record({
    on: fc.integer({ min: 0, max: 800 }).map((ago) => addDays(TODAY, -ago)),
    inr: fc.record({
      comparator: fc.constantFrom('=' as const, '>' as const, '<' as const),
      tenths: fc.integer({ min: 8, max: 200 }),
    }),
  })
  fc.assert(
    fc.property(fc.array(anyInr), (results) => {
      const { inrs, timeInRange, flags } = reviewFigures('not-known', results, [], TODAY)
      assert(inrs.above8 <= inrs.above5 && inrs.above5 + inrs.below15 <= inrs.tests)
      assert.deepEqual(timeInRange, { sixMonths: null, twelveMonths: null })
      assert.equal(flags, null)
    }),
  )
})
