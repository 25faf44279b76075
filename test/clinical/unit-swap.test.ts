import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseMeasurement } from '#clinical/measurement.ts'
import { couldBeMilligrams } from '#clinical/renal.ts'

/** Micromol/L in one mg/dL of creatinine (hazard H20). */
const UMOL_PER_MG = 88.4

test('H20: a creatinine typed in mg/dL is refused, or asked for again, whatever it is', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 2000 }), fc.constantFrom(0, 1, 2), (umol, decimals) => {
      const typed = (umol / UMOL_PER_MG).toFixed(decimals)
      const parsed = parseMeasurement('creatinine', typed)
      assert.ok(parsed.kind === 'refused' || couldBeMilligrams(parsed.value), typed)
    }),
    { numRuns: 3000 },
  )
})

test('H20: an eGFR, mmol/L or words are no creatinine', () => {
  for (const typed of ['>90', '0.133', '133 umol/L', '56 mL/min', 'normal', '1e2', '09', '']) {
    assert.equal(parseMeasurement('creatinine', typed).kind, 'refused', typed)
  }
})
