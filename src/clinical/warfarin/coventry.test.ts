import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { ug } from '#clinical/dose.ts'
import { someDose } from '#test/clinical/a-visit.ts'
import vectors from '#test/vectors/coventry.json' with { type: 'json' }
import { coventryBand, coventryNg, coventryRawNg } from './coventry.ts'

const someInr = fc.integer({ min: 8, max: 200 })
const someTarget = fc.constantFrom(25, 30, 35, 40)

describe('the Coventry formula gives the published vectors', () => {
  for (const { name, old_dose_mg, inr, target, expected } of vectors.vectors) {
    test(name, () => {
      const inrTenths = Math.round(inr * 10)
      const targetTenths = Math.round(target * 10)
      const rawNg = coventryRawNg(ug(old_dose_mg * 1000), inrTenths, targetTenths)
      assert.equal(coventryBand(inrTenths, targetTenths), expected.band)
      assert.equal(rawNg, Math.round(expected.raw_dose_mg * 1_000_000))
    })
  }
})

describe('H09: laws of the formula', () => {
  test('the band edges belong to the band at every target', () => {
    for (const [target, low, high] of [
      [25, 20, 30],
      [30, 24, 36],
      [35, 28, 42],
    ] as const) {
      assert.deepEqual(
        [low - 1, low, high, high + 1].map((inr) => coventryBand(inr, target)),
        ['below', 'in-band', 'in-band', 'above'],
      )
    }
  })

  test('agrees with the formula in floating point to a billionth of a milligram', () => {
    fc.assert(
      fc.property(someDose, someInr, someTarget, (dose, inr, target) => {
        const edge = { below: 0.8, 'in-band': inr / target, above: 1.2 }[coventryBand(inr, target)]
        const floating = dose * 1000 * Math.cbrt((edge * target) / inr)
        assert.ok(Math.abs(coventryRawNg(dose, inr, target) - floating) < 1)
      }),
    )
  })

  test('agrees with it at whatever limits the band has, and whatever was asked before', () => {
    const someEdge = fc.integer({ min: 15, max: 45 }).map((tenths) => tenths * 100)
    fc.assert(
      fc.property(someInr, someEdge, someEdge, (inr, one, other) => {
        const edges = { low: Math.min(one, other), high: Math.max(one, other) }
        const edge = Math.min(edges.high, Math.max(edges.low, inr * 100))
        const floating = 1e9 * Math.cbrt(edge / (inr * 100))
        assert.ok(Math.abs(coventryNg(ug(1_000_000), inr, edges) - floating) < 2)
      }),
      { numRuns: 1000 },
    )
  })

  test('is exact where the cube root is: 6.4 against 2.7 gives three quarters', () => {
    const edges = { low: 2000, high: 2700 }
    assert.equal(coventryNg(ug(1_000_000), 64, edges), 750_000_000)
  })

  test('a higher INR never gives more', () => {
    fc.assert(
      fc.property(someDose, someInr, someTarget, (dose, inr, target) => {
        assert.ok(coventryRawNg(dose, inr + 1, target) <= coventryRawNg(dose, inr, target))
      }),
    )
  })

  test('above the band never more than before, below it never less', () => {
    fc.assert(
      fc.property(someDose, someInr, someTarget, (dose, inr, target) => {
        const change = coventryRawNg(dose, inr, target) - dose * 1000
        const band = coventryBand(inr, target)
        assert.ok(band === 'above' ? change < 0 : band === 'below' ? change > 0 : change === 0)
      }),
    )
  })
})
