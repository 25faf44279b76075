import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { HAMBERG_2010 } from './constants.ts'
import { advance, daysOf, inrOf, newCourse } from './course.ts'
import { type DosedHistory, fit, fitted, forecast, priorOf, UNFITTED } from './forecast.ts'
import { calibratedParameters, type Parameters } from './parameters.ts'

const KNOWN = { ageYears: 74, weightKg: 82, cyp2c9: 'not-known', vkorc1: 'not-known' } as const
const PRIOR = priorOf(KNOWN)
const DAYS = 120

/** Doses of a clinic, and the INRs of a body without noise, every fifth day. */
function noiseless(who: Parameters, mg: number, days = DAYS): DosedHistory {
  const told = Array.from({ length: days + 60 }, (_, day) => (day % 40 < 20 ? mg : mg * 1.2))
  const course = newCourse()
  const each = daysOf(who)
  const inrs: number[] = []
  const on: number[] = []
  for (let day = 0; day <= days; day += 1) {
    if (day > 0 && day % 5 === 0) {
      on.push(day)
      inrs.push(inrOf(course, who))
    }
    advance(course, told[day] ?? 0, each)
  }
  return { days: on, inrs, count: on.length, told }
}

const persons = fc.record({
  edk50: fc.double({ min: -0.7, max: 0.7, noNaN: true }),
  kde: fc.double({ min: -0.8, max: 0.8, noNaN: true }),
})

test('finds who a person is from INRs without noise', () => {
  fc.assert(
    fc.property(persons, (is) => {
      const who = fitted(PRIOR, is)
      const history = noiseless(who, 5 * Math.exp(is.edk50))
      const found = fit(history, DAYS, PRIOR)
      assert.ok(Math.abs(found.edk50 - is.edk50) < 0.08, `${found.edk50}, not ${is.edk50}`)
      const ahead = { today: DAYS, day: DAYS + 14, dailyMg: 6 * Math.exp(is.edk50), omitDays: 1 }
      const next = forecast(history, ahead, fitted(PRIOR, found))
      const exact = forecast(history, ahead, who)
      assert.ok(Math.abs(Math.log(next.median / exact.median)) < 0.06)
    }),
    { numRuns: 40 },
  )
})

test('ends at the same person from wherever it begins', () => {
  fc.assert(
    fc.property(persons, persons, (is, from) => {
      const history = noiseless(fitted(PRIOR, is), 5 * Math.exp(is.edk50), 60)
      const one = fit(history, 60, PRIOR)
      const other = fit(history, 60, PRIOR, from)
      assert.ok(Math.abs(one.edk50 - other.edk50) < 0.02, `${one.edk50} and ${other.edk50}`)
    }),
    { numRuns: 40 },
  )
})

test('without an INR a person is the typical one', () => {
  const none = { days: [], inrs: [], count: 0, told: [5] }
  assert.deepEqual(fit(none, 0, PRIOR), UNFITTED)
  assert.deepEqual(fitted(PRIOR, UNFITTED), PRIOR.typical)
})

test('a known genotype is expected with its own dose, and surer', () => {
  const known = priorOf({ ...KNOWN, cyp2c9: '*1/*1', vkorc1: 'GG' })
  const person = { ageYears: 74, weightKg: 82, cyp2c9: '*1/*1', vkorc1: 'GG' } as const
  const exact = calibratedParameters(person, HAMBERG_2010)
  assert.ok(Math.abs(known.typical.edk50 / exact.edk50 - 1) < 1e-12)
  assert.ok(Math.abs(known.typical.kde / exact.kde - 1) < 1e-12)
  assert.ok(known.edk50Spread < PRIOR.edk50Spread)
  assert.equal(known.kdeSpread, 0.589)
})

test('a weight that nobody measured is that of the calibration', () => {
  assert.deepEqual(
    priorOf({ ...KNOWN, weightKg: 'not-known' }),
    priorOf({ ...KNOWN, weightKg: 80 }),
  )
})

test('older INRs than four months are not looked at', () => {
  const history = noiseless(PRIOR.typical, 5, 200)
  const late = history.days.length - 25
  const recent = {
    ...history,
    days: Array.from(history.days).slice(late),
    inrs: Array.from(history.inrs).slice(late),
    count: 25,
  }
  const wrong = {
    ...history,
    inrs: Array.from(history.inrs).map((inr, nth) => (nth < 15 ? 7 : inr)),
  }
  assert.deepEqual(fit(wrong, 200, PRIOR), fit(recent, 200, PRIOR))
})

test('the interval holds the median between a third less and as much more', () => {
  const history = noiseless(PRIOR.typical, 5)
  const ahead = { today: DAYS, day: DAYS + 7, dailyMg: 5, omitDays: 0 }
  const { low, median, high } = forecast(history, ahead, PRIOR.typical)
  assert.ok(Math.abs(low * 1.29 - median) < 1e-9 && Math.abs(high - median * 1.29) < 1e-9)
})

test('a day without a dose, 120 days ago, does not move the person from one day to the next', () => {
  const who = fitted(PRIOR, { edk50: 0.1, kde: 0 })
  const days = 190
  const history = noiseless(who, 5, days)
  const told = Array.from({ length: days + 60 }, (_, day) => (day === 63 || day === 64 ? 0 : 5))
  const found = [181, 182, 183, 184, 185].map((today) => fit({ ...history, told }, today, PRIOR))
  for (const [nth, { edk50, kde }] of found.entries()) {
    const before = found[nth - 1]
    if (before === undefined) continue
    assert.ok(Math.abs(edk50 - before.edk50) < 0.03, `${edk50} after ${before.edk50}`)
    assert.ok(Math.abs(kde - before.kde) < 0.1, `${kde} after ${before.kde}`)
  }
})
