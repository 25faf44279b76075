import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { checkFirstTest } from './first-test.ts'

const today = day('2026-11-22')
const longest = { maxIntervalDays: 84, valveMaxDays: 42 }

for (const [on, phase, mayHaveValve, code] of [
  [null, 'maintaining', false, 'required'],
  ['2026-11-21', 'maintaining', false, 'in-past'],
  ['2026-11-22', 'maintaining', false, undefined],
  ['2026-11-29', 'initiating', false, undefined],
  ['2026-11-30', 'initiating', false, 'interval-too-long'],
  ['2027-01-03', 'maintaining', true, undefined],
  ['2027-01-04', 'maintaining', true, 'interval-too-long'],
  ['2027-02-14', 'maintaining', false, undefined],
  ['2027-02-15', 'maintaining', false, 'interval-too-long'],
  ['2026-12-25', 'maintaining', false, 'bank-holiday'],
] as const) {
  const who = `${phase}${mayHaveValve ? ' with a valve' : ''}`
  test(`H05: the first test on ${on} for somebody ${who}: ${code ?? 'taken'}`, () => {
    const findings = checkFirstTest(on === null ? null : day(on), {
      today,
      phase,
      mayHaveValve,
      longest,
    })
    assert.equal(findings[0]?.code, code)
  })
}
