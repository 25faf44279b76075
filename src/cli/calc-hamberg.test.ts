import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { answersTo, example, type Json, oneCase, refusalOf } from '#test/cli/calculations.ts'

type Vector = Json & { name: string; tolerance: number; expected: Record<string, number> }

test('calc hamberg answers every vector in the keys of its expected, within its tolerance', () => {
  const file = JSON.parse(readFileSync('test/vectors/hamberg.json', 'utf8')) as {
    vectors: Vector[]
  }
  const answers = answersTo('hamberg', file)
  assert.ok(answers.length > 40, `${answers.length} answers`)
  for (const [nth, { name, expected, tolerance }] of file.vectors.entries()) {
    const answer = answers[nth]?.answer ?? {}
    assert.deepEqual(Object.keys(answer), Object.keys(expected), name)
    for (const [key, value] of Object.entries(expected)) {
      const off = Math.abs(Number(answer[key]) - value)
      assert.ok(off <= tolerance, `${name} ${key}: ${answer[key]}, not ${value}`)
    }
  }
})

const kinds = example('hamberg').vectors.map(({ type }) => type)
const at = (type: string) => kinds.indexOf(type)

test('nearly the whole rise is made too, days after nine tenths of it', () => {
  const dayOf = (share: number) =>
    answersTo('hamberg', oneCase('hamberg', at('rise_time'), { fraction_of_rise: share }))[0]
      ?.answer['first_day_at_or_above']
  assert.deepEqual([dayOf(0.9), dayOf(0.99)], [9, 15])
  assert.ok(Number(dayOf(0.999)) > 15)
})

const BAD: readonly (readonly [string, string, Json, RegExp])[] = [
  ['an INR that no warfarin is needed for', 'steady_state_dose', { target_inr: 1 }, /above 1\.0/],
  ['an INR that none reaches', 'steady_state_dose', { target_inr: 21 }, /below 21/],
  ['an INR of two decimals', 'steady_state_dose', { target_inr: 2.55 }, /one decimal/],
  ['a gene that does not exist', 'steady_state_inr', { cyp2c9: '*2/*1' }, /cyp2c9/],
  ['a negative dose', 'steady_state_inr', { dose_mg_per_day: -5 }, /dose_mg_per_day/],
  ['a child', 'steady_state_inr', { age_years: 12 }, /between 18 and 120/],
  ['half a year', 'age_factor_on_dose', { age_years: 70.5 }, /whole number/],
  ['grams for kilograms', 'steady_state_dose_calibrated', { weight_kg: 80_000 }, /350 kg/],
  ['a day after the last dose', 'time_course', { day: 61 }, /must last/],
  ['no dose at all', 'time_course', { daily_doses_mg: [] }, /daily_doses_mg/],
  ['no rise without a dose', 'rise_time', { dose_mg_per_day: 0 }, /more than 0/],
  ['more than the whole rise', 'rise_time', { fraction_of_rise: 1.2 }, /fraction_of_rise/],
  ['a word that nobody reads', 'time_course', { weight_kg: 70 }, /weight_kg/],
  ['a kind that does not exist', 'time_course', { type: 'dose' }, /type/],
]
for (const [what, type, changes, says] of BAD) {
  test(`refuses ${what}`, () => {
    assert.match(refusalOf('hamberg', oneCase('hamberg', at(type), changes)), says)
  })
}
