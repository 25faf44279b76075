import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day } from '#base/day.ts'
import type { Method } from './advice.ts'
import { hasTimedOut, isFresh, LONGEST_WAIT_DAYS, mayStillWait } from './dosable-window.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const SAMPLED = day('2026-11-22')
const TAKEN = Date.parse('2026-11-22T09:00:00Z')
const HOUR_MS = 3_600_000
const SHIPPED = { dosableWindowDays: { meter: 1, laboratory: 2 } }
const SAME_DAY = { dosableWindowDays: { meter: 0, laboratory: 0 } }

test('H05: the windows are those of the safety reference', () => {
  assert.deepEqual(DEFAULT_RULE_SET.dosableWindowDays, SHIPPED.dosableWindowDays)
})

const HOURS: readonly (readonly [Method, afterMs: number, timedOut: boolean])[] = [
  ['provider-meter', 24 * HOUR_MS, false],
  ['provider-meter', 24 * HOUR_MS + 1, true],
  ['own-meter', 24 * HOUR_MS, false],
  ['own-meter', 24 * HOUR_MS + 1, true],
  ['laboratory', 48 * HOUR_MS, false],
  ['laboratory', 48 * HOUR_MS + 1, true],
]
for (const [method, afterMs, timedOut] of HOURS) {
  test(`H05: a ${method} sample with a time is ${timedOut ? '' : 'not '}timed out ${afterMs} ms after it`, () => {
    const sampled = { method, sampledOn: SAMPLED, sampledAt: TAKEN }
    assert.equal(hasTimedOut(sampled, TAKEN + afterMs, SHIPPED), timedOut)
    assert.equal(hasTimedOut(sampled, TAKEN + afterMs, SAME_DAY), false)
  })
}

const MIDNIGHTS: readonly (readonly [Method, on: string, last: string])[] = [
  ['provider-meter', '2026-11-22', '2026-11-23T00:00:00Z'],
  ['own-meter', '2026-06-30', '2026-06-30T23:00:00Z'],
  ['laboratory', '2026-11-22', '2026-11-24T00:00:00Z'],
  ['laboratory', '2026-10-24', '2026-10-25T23:00:00Z'],
  ['laboratory', '2026-03-28', '2026-03-30T00:00:00Z'],
]
for (const [method, on, last] of MIDNIGHTS) {
  test(`H05: a ${method} sample of ${on} whose time nobody recorded may be of that midnight: it is timed out after ${last}`, () => {
    const sampled = { method, sampledOn: day(on), sampledAt: null }
    assert.equal(hasTimedOut(sampled, Date.parse(last), SHIPPED), false)
    assert.equal(hasTimedOut(sampled, Date.parse(last) + 1, SHIPPED), true)
    assert.equal(hasTimedOut(sampled, Date.parse(last) + 1, SAME_DAY), false)
  })
}

test('H05: a sample without its time is dosed on no longer than it would be with any time of its day', () => {
  const methods = fc.constantFrom<Method>('provider-meter', 'laboratory', 'own-meter')
  const minutes = fc.nat(1439)
  fc.assert(
    fc.property(methods, minutes, fc.nat(72 * 60), (method, minute, later) => {
      const start = Date.parse('2026-11-22T00:00:00Z')
      const [at, now] = [start + minute * 60_000, start + (minute + later) * 60_000]
      const known = hasTimedOut({ method, sampledOn: SAMPLED, sampledAt: at }, now, SHIPPED)
      return !known || hasTimedOut({ method, sampledOn: SAMPLED, sampledAt: null }, now, SHIPPED)
    }),
  )
})

const DAYS: readonly (readonly [Method, days: number, fresh: boolean])[] = [
  ['provider-meter', 0, true],
  ['provider-meter', 1, true],
  ['provider-meter', 2, false],
  ['own-meter', 1, true],
  ['own-meter', 2, false],
  ['laboratory', 2, true],
  ['laboratory', 3, false],
]
const sample = (method: Method, today: Day) => ({ sampledOn: SAMPLED, today, method })
for (const [method, days, fresh] of DAYS) {
  test(`H05: a ${method} sample is by its days ${fresh ? '' : 'not '}fresh ${days} days later`, () => {
    const asked = sample(method, addDays(SAMPLED, days))
    assert.equal(isFresh(asked, SHIPPED), fresh)
    assert.equal(isFresh({ ...asked, sampleTimedOut: true }, SHIPPED), false)
    assert.equal(isFresh(asked, SAME_DAY), days === 0)
  })
}

test('H05: a result that was fresh waits a week for an authorised person and no day longer', () => {
  assert.equal(LONGEST_WAIT_DAYS, 7)
  assert.equal(mayStillWait(SAMPLED, addDays(SAMPLED, 7)), true)
  assert.equal(mayStillWait(SAMPLED, addDays(SAMPLED, 8)), false)
})

test('H05: what is too old never becomes fresh again, whatever the method and the window', () => {
  const methods = fc.constantFrom<Method>('provider-meter', 'laboratory', 'own-meter')
  const window = fc.record({ meter: fc.nat(1), laboratory: fc.nat(2) })
  fc.assert(
    fc.property(methods, window, fc.nat(40), fc.nat(40), (method, dosableWindowDays, age, more) => {
      const at = (days: number) =>
        isFresh(sample(method, addDays(SAMPLED, days)), { dosableWindowDays })
      return at(age) || !at(age + more)
    }),
  )
})
