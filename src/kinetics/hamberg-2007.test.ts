import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  advanceOther,
  newOtherCourse,
  otherDaysOf,
  otherInrOf,
  otherSteadyDose,
} from './hamberg-2007.ts'

const TYPICAL = { ageYears: 71, cyp2c9: '*1/*1', vkorc1: 'GG' } as const
const AS_TYPICAL = { need: 1, quickness: 1 }
const traits = fc.record({
  ageYears: fc.integer({ min: 40, max: 97 }),
  cyp2c9: fc.constantFrom('*1/*1', '*1/*2', '*1/*3', '*2/*2', '*2/*3', '*3/*3'),
  vkorc1: fc.constantFrom('GG', 'GA', 'AA'),
})

/** The INR at the end of each day of one dose. */
function inrsOn(mg: number, count: number, days = otherDaysOf(TYPICAL, AS_TYPICAL)): number[] {
  const course = newOtherCourse()
  return Array.from({ length: count }, () => {
    advanceOther(course, mg, days)
    return otherInrOf(course)
  })
}

test('5 mg a day hold 1.95 to 1.96 in the typical person, and reach 1.05 on day 3 (PK/PD reference 1.3, 6.2)', () => {
  const inrs = inrsOn(5, 200)
  const end = inrs.at(-1) ?? 0
  assert.ok(end >= 1.945 && end < 1.965, `${end}`)
  assert.equal((inrs[2] ?? 0).toFixed(2), '1.05')
})

/** The published equations by Runge and Kutta, in steps of a twentieth of an hour. */
function byRungeKutta(mg: number, count: number): number[] {
  const [clearance, ec50] = [0.314, 4.61]
  const slope = (y: readonly number[]): number[] => {
    const [central = 0, other = 0, ...chain] = y
    const concentration = Math.max(0, central / 13.8)
    const rate = 1 - concentration ** 0.424 / (ec50 ** 0.424 + concentration ** 0.424)
    const flow = 0.131 * (concentration - other / 6.59)
    const long = chain
      .slice(0, 6)
      .map((one, nth) => ((nth === 0 ? rate : (chain[nth - 1] ?? 0)) - one) / 11.6)
    return [-clearance * concentration - flow, flow, ...long, (rate - (chain[6] ?? 0)) / 120]
  }
  const moved = (y: readonly number[], by: readonly number[], step: number) =>
    y.map((one, nth) => one + (by[nth] ?? 0) * step)
  let y: number[] = [0, 0, 1, 1, 1, 1, 1, 1, 1]
  return Array.from({ length: count }, () => {
    y = moved(y, [mg / 2], 1)
    for (let step = 0; step < 480; step += 1) {
      const one = slope(y)
      const two = slope(moved(y, one, 0.025))
      const three = slope(moved(y, two, 0.025))
      const four = slope(moved(y, three, 0.05))
      const all = one.map(
        (k, nth) => (k + 2 * (two[nth] ?? 0) + 2 * (three[nth] ?? 0) + (four[nth] ?? 0)) / 6,
      )
      y = moved(y, all, 0.05)
    }
    return 1 + 20 * (1 - (y[7] ?? 0) * (y[8] ?? 0)) ** 3.61
  })
}

test('two methods agree to 0.01 INR', () => {
  for (const mg of [2.5, 7.5]) {
    const exact = byRungeKutta(mg, 25)
    for (const [nth, inr] of inrsOn(mg, 25).entries()) {
      assert.ok(Math.abs(inr - (exact[nth] ?? 0)) <= 0.01, `${mg} mg, day ${nth + 1}: ${inr}`)
    }
  }
})

test('the dose of an INR leads to that INR, whoever takes it', () => {
  const own = fc.record({
    need: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
    quickness: fc.double({ min: 0.5, max: 1.5, noNaN: true }),
  })
  fc.assert(
    fc.property(traits, own, fc.integer({ min: 15, max: 40 }), (person, factors, tenths) => {
      const days = otherDaysOf(person, factors)
      const end = inrsOn(otherSteadyDose(tenths / 10, days), 400, days).at(-1) ?? 0
      // The INR of the morning after is off the day's own by the ripple of a tablet.
      assert.ok(Math.abs(end - tenths / 10) <= 0.06 * (tenths / 10 - 1), `${end}`)
    }),
    { numRuns: 40 },
  )
})

test('who needs twice the dose has the same INR on twice the dose, at every hour of their life', () => {
  const half = inrsOn(2.5, 30)
  const doubled = inrsOn(5, 30, otherDaysOf(TYPICAL, { need: 2, quickness: 1 }))
  const course = newOtherCourse()
  const days = otherDaysOf(TYPICAL, AS_TYPICAL)
  for (const [nth, inr] of half.entries()) {
    assert.ok(Math.abs((doubled[nth] ?? 0) - inr) < 1e-9)
    advanceOther(course, 5, days, Math.log(2))
    assert.ok(Math.abs(otherInrOf(course) - inr) < 1e-9)
  }
})
