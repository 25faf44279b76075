import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ug } from '#clinical/dose.ts'
import { someDose } from '#test/clinical/a-visit.ts'
import { coefficientFor, hillingdonNg, isInAdjustmentRange } from './hillingdon.ts'
import { LOG_ERROR, LOG_SCALE, lnOf } from './natural-log.ts'
import { DEFAULT_RULE_SET, hillingdonSettings } from './rule-set.ts'

describe('the Hillingdon formula gives the worked examples (clinical reference 1.2)', () => {
  const rows: readonly (readonly [number, number, number, string, string])[] = [
    [5, 15, 25, '6.481', '6.686'],
    [5, 18, 25, '5.953', '6.084'],
    [5, 19, 25, '5.796', '5.906'],
    [5, 20, 25, '5.647', '5.736'],
    [5, 30, 25, '4.471', '4.398'],
    [5, 32, 25, '4.284', '4.185'],
    [5, 36, 25, '3.943', '3.797'],
    [5, 40, 25, '3.637', '3.449'],
    [5, 45, 25, '3.295', '3.060'],
    [5, 50, 25, '2.990', '2.713'],
    [3, 12, 25, '4.277', '4.453'],
    [7, 22, 35, '8.885', '9.145'],
    [7, 48, 35, '5.718', '5.541'],
  ]
  for (const [old, inr, target, at58, at66] of rows) {
    test(`${old} mg, INR ${inr / 10}, target ${target / 10}: ${at58} mg at 0.58, ${at66} at 0.66`, () => {
      const mg = (coefficient: number) =>
        (hillingdonNg(ug(old * 1000), inr, target, coefficient) / 1_000_000).toFixed(3)
      assert.deepEqual([mg(58), mg(66)], [at58, at66])
    })
  }
})

/** 1 + c x ln(target / INR) in billionths, rounded down, never below nothing. */
function billionths(coefficientHundredths: number, log: bigint): bigint {
  const whole = 100n * LOG_SCALE
  const sum = whole + BigInt(coefficientHundredths) * log
  return sum < 0n ? 0n : (sum * 1_000_000_000n) / whole
}

function assertKnown(inr: number, target: number): void {
  const log = lnOf(target, inr)
  for (const coefficient of [50, 58, 66, 77]) {
    const least = billionths(coefficient, log - LOG_ERROR)
    assert.equal(least, billionths(coefficient, log + LOG_ERROR), `${target} ${inr}`)
    assert.equal(BigInt(hillingdonNg(ug(1_000_000), inr, target, coefficient)), least)
  }
}

describe('H09: laws of the Hillingdon formula', () => {
  const someInr = fc.integer({ min: 8, max: 199 })
  const someTarget = fc.integer({ min: 15, max: 45 })
  const someCoefficient = fc.integer({ min: 50, max: 77 })

  test('its last billionth is known for every target and INR, at the published coefficients and both ends', () => {
    for (let target = 15; target <= 45; target += 1) {
      for (let inr = 8; inr <= 200; inr += 1) {
        if (inr !== target) assertKnown(inr, target)
      }
    }
  })

  test('a higher INR never gives more; above target never more than before, below never less', () => {
    fc.assert(
      fc.property(someDose, someInr, someTarget, someCoefficient, (dose, inr, target, c) => {
        const ng = hillingdonNg(dose, inr, target, c)
        assert.ok(hillingdonNg(dose, inr + 1, target, c) <= ng)
        const change = ng - dose * 1000
        assert.equal(Math.sign(change), Math.sign(target - inr))
      }),
      { numRuns: 1000 },
    )
  })

  test('at the target nothing changes, to the last nanogram', () => {
    assert.equal(hillingdonNg(ug(1_000_000), 25, 25, 58), 1_000_000_000)
  })

  test('a dose is never below nothing', () => {
    assert.equal(hillingdonNg(ug(5000), 200, 25, 58), 0)
  })

  test('the sensitivity of a plan moves the coefficient, within 0.50 and 0.77', () => {
    assert.deepEqual(
      [50, 75, 100, 125].map((percent) => coefficientFor(DEFAULT_RULE_SET, percent)),
      [50, 50, 58, 72],
    )
    const most = { ...hillingdonSettings(DEFAULT_RULE_SET), coefficientHundredths: 77 }
    assert.equal(coefficientFor({ ...DEFAULT_RULE_SET, hillingdon: most }, 125), 77)
  })

  test('the adjustment range: 1.0 below target to 1.5 above, ends included', () => {
    const settings = hillingdonSettings(DEFAULT_RULE_SET)
    assert.deepEqual(
      [14, 15, 40, 41].map((inr) => isInAdjustmentRange(inr, 25, settings)),
      [false, true, true, false],
    )
  })
})
