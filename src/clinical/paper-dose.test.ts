import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { alarmsOnlyNow, doubtsOfDose, type Proposed } from './paper-dose.ts'

const PROPOSED: Proposed = {
  kind: 'dose',
  dailyUg: 5000,
  omitDays: 0,
  nextTestOn: day('2026-12-20'),
}
const told = (known: object) => ({
  dailyUg: 5000,
  omitDays: 0,
  nextTestOn: day('2026-12-20'),
  ...known,
})

for (const [what, known, doubts] of [
  ['the same', {}, []],
  ['ten percent more', { dailyUg: 5500 }, []],
  ['ten percent less', { dailyUg: 4500 }, []],
  ['a little more than ten percent', { dailyUg: 5501 }, ['dose-differs']],
  ['a little less than ten percent below', { dailyUg: 4499 }, ['dose-differs']],
  ['none at all', { dailyUg: 0 }, ['dose-differs']],
  ['a day left out', { omitDays: 1 }, ['dose-differs']],
  ['an earlier test', { nextTestOn: day('2026-12-19') }, []],
  ['a later test', { nextTestOn: day('2026-12-21') }, ['test-later']],
] as const) {
  test(`H29: on paper ${what}: ${doubts.join() || 'alike'}`, () => {
    assert.deepEqual(doubtsOfDose(told(known), PROPOSED), doubts)
  })
}

const alarm = (...codes: string[]): Proposed => ({ kind: 'alarm', codes, titles: codes })

test('H29: a dose on paper where the rules raise an alarm is in doubt, whatever it is', () => {
  assert.deepEqual(doubtsOfDose(told({}), alarm('inr-5-to-8')), ['alarm'])
})

test('H29: that time has passed is no new alarm; anything else is', () => {
  assert.equal(alarmsOnlyNow(PROPOSED, alarm('sample-too-old', 'answers-not-of-today')), false)
  assert.equal(alarmsOnlyNow(PROPOSED, alarm('sample-too-old', 'interacting-medicine')), true)
  assert.equal(alarmsOnlyNow(alarm('inr-5-to-8'), alarm('inr-5-to-8')), false)
  assert.equal(alarmsOnlyNow(PROPOSED, PROPOSED), false)
})
