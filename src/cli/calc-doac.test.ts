import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { answersTo, example, type Json, oneCase, refusalOf } from '#test/cli/calculations.ts'

describe('calc cockcroft-gault', () => {
  test('weight and creatinine may have decimals, as numbers or as text, and stay exact', () => {
    const clearance = (weight: unknown, creatinine: unknown) =>
      answersTo(
        'cockcroft-gault',
        oneCase('cockcroft-gault', 0, { weight_kg: weight, creatinine_umol_per_l: creatinine }),
      )[0]?.answer['crcl_exact']
    assert.equal(clearance(60, 133), '4428/133')
    assert.equal(clearance('60.0', '133'), '4428/133')
    assert.equal(clearance(92.5, 88.4), '68265/884')
  })

  const BAD: readonly (readonly [string, Json, RegExp])[] = [
    ['a sex that the formula does not have', { sex: 'not-known' }, /sex/],
    ['no weight', { weight_kg: undefined }, /weight_kg/],
    ['a creatinine of nothing', { creatinine_umol_per_l: 0 }, /above 0/],
    ['an age at which there is no clearance', { age_years: 140 }, /between 1 and 139/],
    ['half a year', { age_years: 80.5 }, /whole number/],
  ]
  for (const [what, changes, says] of BAD) {
    test(`refuses ${what}`, () => {
      assert.match(refusalOf('cockcroft-gault', oneCase('cockcroft-gault', 0, changes)), says)
    })
  }
})

describe('calc doac', () => {
  const answer = (changes: Json) => answersTo('doac', oneCase('doac', 0, changes))[0]?.answer ?? {}

  test('the dose by age, weight and clearance, with the dose given held against it', () => {
    const assessed = answer({})
    assert.equal(assessed['kind'], 'assessed')
    assert.equal(assessed['crcl_exact'], '369/10')
    assert.equal((assessed['recommended'] as Json)['in_words'], '2.5 mg twice a day')
    assert.deepEqual(assessed['check'], { kind: 'differs', direction: 'higher', danger: true })
    const fits = answer({ dose_mg: '2.5', times_a_day: '2' })['check'] as Json
    assert.equal(fits['kind'], 'matches')
  })

  test('H19: a stop is a stop, and what nobody asked is missing and not no', () => {
    assert.equal(answer({ mechanical_valve: 'yes' })['kind'], 'contraindicated')
    const rest = answersTo('doac', example('doac'))[1]?.answer
    assert.equal(rest?.['kind'], 'not-assessable')
    const missing = (rest['missing'] as Json[]).map(({ rule }) => rule)
    assert(missing.includes('valve-not-known') && missing.includes('weight-not-known'))
    assert.equal(answer({ indication: 'other' })['kind'], 'prescriber-decides')
  })

  test('H20: a weight of more than a year ago is not used', () => {
    const stale = answer({ weight_on: '2025-11-26' })
    assert.equal(stale['kind'], 'not-assessable')
    assert.equal(stale['crcl_ml_per_min'], null)
  })

  test('H20: the intervals are those of the table asked for, by SPS where none is; an unverified one needs its check', () => {
    const shipped = answer({})
    assert.equal(shipped['bloods_every_months'], 3)
    assert.deepEqual(shipped['monitoring'], {
      table: 'Specialist Pharmacy Service',
      version: '1',
      source: 'SPS, DOACs monitoring (NHS, current); elderly from 75 is a local setting',
      status: 'verified',
    })
    assert.deepEqual(answer({ monitoring: 'sps' }), shipped)
    const older = answer({ monitoring: 'older-ccg', monitoring_checked: true })
    assert.equal(older['bloods_every_months'], 6)
    assert.equal((older['monitoring'] as Json)['status'], 'unverified')
    const unchecked = refusalOf('doac', oneCase('doac', 0, { monitoring: 'older-ccg' }))
    assert.match(unchecked, /not verified/)
  })

  const BAD: readonly (readonly [string, Json, RegExp])[] = [
    ['a table of nobody', { monitoring: 'ehra' }, /monitoring/],
    ['a tenfold slip', { dose_mg: 50 }, /Check the dose/],
    ['a dose without how often', { times_a_day: undefined }, /belong together/],
    ['an age and a birth', { born_on: '1946-01-01' }, /either/],
    ['a medicine that is none of these', { medicine: 'warfarin' }, /medicine/],
  ]
  for (const [what, changes, says] of BAD) {
    test(`refuses ${what}`, () => {
      assert.match(refusalOf('doac', oneCase('doac', 0, changes)), says)
    })
  }
})
