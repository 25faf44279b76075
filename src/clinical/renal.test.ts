import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import vectors from '#test/vectors/cockcroft-gault.json' with { type: 'json' }
import { formatFraction, fraction, timesRounded } from './fraction.ts'
import { monthsAfter } from './months.ts'
import {
  couldBeMilligrams,
  creatinineClearance,
  exceeds,
  formatClearance,
  type RenalFacts,
  reaches,
  renalFunction,
} from './renal.ts'

const someInputs = fc.record({
  ageYears: fc.integer({ min: 18, max: 120 }),
  weightGrams: fc.integer({ min: 250, max: 3500 }).map((tenths) => tenths * 100),
  sex: fc.constantFrom('female' as const, 'male' as const),
  creatinineUmol: fc.integer({ min: 20, max: 2000 }),
})

describe('H20: Cockcroft-Gault gives the published vectors', () => {
  for (const vector of vectors.vectors) {
    test(vector.name, () => {
      const { expected } = vector
      const clearance = creatinineClearance({
        ageYears: vector.age_years,
        weightGrams: Math.round(vector.weight_kg * 1000),
        sex: vector.sex === 'male' ? 'male' : 'female',
        creatinineUmol: vector.creatinine_umol_per_l,
      })
      assert.equal(formatFraction(clearance), expected.crcl_exact)
      const millionths = Number(timesRounded(clearance, 1_000_000n))
      assert.equal(millionths, Math.round(expected.crcl_ml_per_min * 1_000_000))
      assert.equal(timesRounded(clearance, 10n), BigInt(Math.round(expected.crcl_1dp * 10)))
    })
  }
})

describe('H20: laws of the formula', () => {
  test('agrees with the formula in floating point in a thousand cases', () => {
    fc.assert(
      fc.property(someInputs, (inputs) => {
        const { numerator, denominator } = creatinineClearance(inputs)
        const factor = inputs.sex === 'male' ? 1.23 : 1.04
        const floating =
          ((140 - inputs.ageYears) * (inputs.weightGrams / 1000) * factor) / inputs.creatinineUmol
        assert.ok(Math.abs(Number(numerator) / Number(denominator) - floating) < 1e-6)
      }),
      { numRuns: 1000 },
    )
  })

  test('older, lighter or more creatinine never gives more', () => {
    fc.assert(
      fc.property(someInputs, (inputs) => {
        const { numerator, denominator } = creatinineClearance(inputs)
        const worse = [
          { ...inputs, ageYears: inputs.ageYears + 1 },
          { ...inputs, weightGrams: inputs.weightGrams - 100 },
          { ...inputs, creatinineUmol: inputs.creatinineUmol + 1 },
        ]
        for (const one of worse) {
          const lower = creatinineClearance(one)
          assert.ok(lower.numerator * denominator <= numerator * lower.denominator)
        }
      }),
    )
  })

  test('what the formula cannot take is a defect', () => {
    const inputs = { ageYears: 80, weightGrams: 60_000, sex: 'male', creatinineUmol: 133 } as const
    for (const wrong of [
      { ageYears: 140 },
      { ageYears: 0 },
      { weightGrams: 0 },
      { weightGrams: 60_000.5 },
      { creatinineUmol: -1 },
    ]) {
      assert.throws(() => creatinineClearance({ ...inputs, ...wrong }), /the formula cannot take/)
    }
  })
})

for (const [numerator, denominator, shown] of [
  [4428n, 133n, '33.3'],
  [64n, 1n, '64.0'],
  [4999n, 100n, 'just below 50.0'],
  [50n, 1n, '50.0'],
  [5001n, 100n, 'just above 50.0'],
  [4994n, 100n, '49.9'],
  [2002n, 45n, '44.5'],
  [99n, 100n, 'just below 1.0'],
] as const) {
  test(`H20: a clearance of ${numerator}/${denominator} is shown as ${shown}`, () => {
    assert.equal(formatClearance(fraction(numerator, denominator)), shown)
  })
}

test('H20: a limit is met by the exact value', () => {
  const justBelow = fraction(4999n, 100n)
  const exactly = fraction(50n, 1n)
  assert.deepEqual(
    [justBelow, exactly].map((one) => reaches(one, 50)),
    [false, true],
  )
  assert.deepEqual(
    [justBelow, exactly].map((one) => exceeds(one, 50)),
    [false, false],
  )
  assert.ok(exceeds(fraction(5001n, 100n), 50))
})

const today = day('2026-11-27')
const known: RenalFacts = {
  today,
  bornOn: day('1951-11-27'),
  sex: 'male',
  weight: { grams: 80_000, on: day('2026-06-01') },
  creatinine: { umolPerL: 100, on: day('2026-10-01') },
}
const sixMonths = () => 6
const gapsOf = (changed: Partial<RenalFacts>) => {
  const answer = renalFunction({ ...known, ...changed }, sixMonths)
  return answer.kind === 'not-known' ? answer.gaps : []
}

describe('H20: dated inputs', () => {
  test('the clearance and the age of today', () => {
    const answer = renalFunction(known, sixMonths)
    assert.ok(answer.kind === 'clearance')
    assert.equal(formatFraction(answer.clearance), '1599/25')
    assert.equal(answer.ageYears, 75)
    assert.equal(answer.creatinineMonths, 6)
  })

  test('H13: the day before the birthday is a year younger', () => {
    const answer = renalFunction({ ...known, bornOn: day('1951-11-28') }, sixMonths)
    assert.equal(answer.kind === 'clearance' && answer.ageYears, 74)
  })

  for (const [on, gaps] of [
    ['2025-11-27', []],
    ['2025-11-26', ['weight-too-old']],
    ['2026-11-27', []],
    ['2026-11-28', ['weight-in-future']],
  ] as const) {
    test(`a weight of ${on} is answered with ${gaps.join() || 'a clearance'}`, () => {
      assert.deepEqual(gapsOf({ weight: { grams: 80_000, on: day(on) } }), gaps)
    })
  }

  for (const [on, gaps] of [
    ['2026-05-27', []],
    ['2026-05-26', ['creatinine-too-old']],
    ['2026-11-27', []],
    ['2026-11-28', ['creatinine-in-future']],
  ] as const) {
    test(`a creatinine of ${on} is answered with ${gaps.join() || 'a clearance'}`, () => {
      assert.deepEqual(gapsOf({ creatinine: { umolPerL: 100, on: day(on) } }), gaps)
    })
  }

  test('everything that is missing is named at once', () => {
    assert.deepEqual(gapsOf({ sex: 'not-known', weight: 'not-known', creatinine: 'not-known' }), [
      'sex-not-known',
      'weight-not-known',
      'creatinine-not-known',
    ])
    assert.deepEqual(gapsOf({ sex: 'indeterminate' }), ['sex-not-known'])
  })

  test('an old input never gives a clearance, however old', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4000 }), fc.boolean(), (late, isWeight) => {
        const months = isWeight ? 12 : 6
        const on = addDays(today, -late)
        const stale = today > monthsAfter(on, months)
        const gaps = isWeight
          ? gapsOf({ weight: { grams: 80_000, on } })
          : gapsOf({ creatinine: { umolPerL: 100, on } })
        assert.equal(gaps.length > 0, stale)
      }),
    )
  })
})

test('H20: a creatinine that could be mg/dL is one below 24', () => {
  assert.deepEqual([20, 23, 24, 78].map(couldBeMilligrams), [true, true, false, false])
})
