import assert from 'node:assert/strict'
import { test } from 'node:test'
import { forecastTrial } from './forecast-trial.ts'

const SPEC = { seed: 99, days: 365, target: { valueTenths: 25, lowTenths: 20, highTenths: 30 } }

for (const truth of ['second-set', 'hamberg-2007'] as const) {
  test(`in ${truth}, on which it was not tuned, the forecast beats the last INR by 5 % and its interval holds 75 to 85 %`, () => {
    const people = { from: 0, until: 500 }
    const { count, within, off, lastOff } = forecastTrial(SPEC, { truth, scenario: 'base' }, people)
    assert.ok(count > 5000, `${count} forecasts`)
    assert.ok(off <= 0.95 * lastOff, `${off / lastOff} of the error`)
    const covered = (100 * within) / count
    assert.ok(covered >= 75 && covered <= 85, `${covered} %`)
  })
}
