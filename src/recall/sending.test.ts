import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedAgainAt, lastSentAt, offeredAgainAt } from './sending.ts'

const NOON = Date.parse('2026-11-22T12:00:00Z')
const after = (minutes: number) => NOON + minutes * 60_000

test('H16: a message is offered for as long as its answer may be waited for, and no longer', () => {
  assert.equal(lastSentAt(NOON), after(120))
})

test('a message that was not answered for is offered again ever later, but never given up by that', () => {
  const waits = [1, 2, 3, 4, 5, 50].map((attempts) => offeredAgainAt(NOON, attempts))
  assert.deepEqual(waits, [1, 2, 4, 8, 8, 8].map(after))
})

test('a receipt is asked for each minute, after an hour less often, and after 3 days no more', () => {
  assert.equal(askedAgainAt(after(59), NOON), after(60))
  assert.equal(askedAgainAt(after(60), NOON), after(75))
  assert.equal(askedAgainAt(after(72 * 60 - 1), NOON), after(72 * 60 + 14))
  assert.equal(askedAgainAt(after(72 * 60), NOON), undefined)
})
