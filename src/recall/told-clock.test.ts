import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { letterOnItsWayUntil, overdueIfDecidedBy } from './told-clock.ts'

test('H16: a dose is to be told within 2 hours', () => {
  const noon = Date.parse('2026-11-22T12:00:00Z')
  assert.equal(overdueIfDecidedBy(noon), Date.parse('2026-11-22T10:00:00Z'))
})

for (const [sentOn, until] of [
  ['2026-11-23', '2026-11-25'],
  ['2026-11-27', '2026-12-01'],
  ['2026-12-24', '2026-12-30'],
] as const) {
  test(`H16: a letter that went on ${sentOn} is on its way until ${until}`, () => {
    assert.equal(letterOnItsWayUntil(day(sentOn)), until)
  })
}

test('H16: a letter never counts on the day on which it went, and nobody guesses beyond the bank holidays', () => {
  assert.equal(letterOnItsWayUntil(day('2199-01-01')), 'not-known')
  for (let offset = 0; offset < 365; offset += 1) {
    const on = addDays(day('2026-01-01'), offset)
    assert.ok(letterOnItsWayUntil(on) > addDays(on, 1))
  }
})
