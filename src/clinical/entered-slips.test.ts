import assert from 'node:assert/strict'
import { test } from 'node:test'
import { METER_RANGE, parseInr } from './inr.ts'
import { couldBePounds } from './renal.ts'

test('H03: what a meter shows below its range is told how to enter it', () => {
  for (const typed of ['LO', 'low', '< lo']) {
    const parsed = parseInr(typed, METER_RANGE)
    assert(parsed.kind === 'refused')
    assert.equal(parsed.code, 'not-a-result')
    assert.equal(parsed.message, 'If the meter shows less than it can measure, enter it as <0.8.')
  }
})

test('H20: a weight of 120 kg or more may have been read in pounds', () => {
  assert.deepEqual([54_000, 119_999, 120_000, 180_000].map(couldBePounds), [
    false,
    false,
    true,
    true,
  ])
})
