import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { answersTo, example, type Json, oneCase, refusalOf } from '#test/cli/calculations.ts'
import { CALCULATIONS, calcSchema } from './calc.ts'

const DOCUMENTED = readdirSync('docs/calc')
  .filter((file) => file.endsWith('.schema.json'))
  .map((file) => file.replace('.schema.json', ''))
  .sort()

describe('docs/calc', () => {
  test('every calculation has its schema and an example there, and the page names it', () => {
    assert.deepEqual(DOCUMENTED, [...CALCULATIONS.keys()].sort())
    const page = readFileSync('docs/calc/README.md', 'utf8')
    for (const kind of DOCUMENTED) {
      assert(page.includes(`evenkeel calc ${kind} <`), kind)
    }
  })

  for (const kind of DOCUMENTED) {
    test(`calc ${kind} --schema says what docs/calc/${kind}.schema.json says`, () => {
      const { exit, out } = calcSchema(kind)
      assert.equal(exit, 0)
      assert.deepEqual(
        JSON.parse(out),
        JSON.parse(readFileSync(`docs/calc/${kind}.schema.json`, 'utf8')),
        `write it again: evenkeel calc ${kind} --schema > docs/calc/${kind}.schema.json`,
      )
    })

    test(`the example of calc ${kind} is answered, each case under its name`, () => {
      const file = example(kind)
      const names = answersTo(kind, file).map(({ name }) => name)
      assert.deepEqual(
        names,
        file.vectors.map(({ name }) => name),
      )
    })
  }

  test('what cannot be calculated has no schema', () => {
    assert.equal(calcSchema('hillingdon').exit, 2)
  })
})

describe('calc dose', () => {
  test('a low INR: the formula, the limit, the tablets, the calendar and every rule with its source', () => {
    const [first] = answersTo('dose', example('dose'))
    const dose = first?.answer
    assert.equal(dose?.['kind'], 'dose')
    assert.equal(dose['band'], 'below')
    assert.equal(dose['calculated_daily_mg'], 4.142977)
    assert.equal(dose['weekly_mg'], 28)
    assert.equal((dose['next_test'] as Json)['latest_on'], '2026-12-11')
    const days = dose['days'] as Json[]
    assert.equal(days.length, 22)
    assert.deepEqual(days[0], {
      date: '2026-11-27',
      weekday: 'Friday',
      dose_mg: 4,
      tablets: [
        { strength_mg: 3, count: 1 },
        { strength_mg: 1, count: 1 },
      ],
      in_words: 'one 3 mg blue tablet and one 1 mg brown tablet',
    })
    for (const rule of dose['rules'] as Json[]) assert.notEqual(rule['source'], '')
  })

  test('H04: above what the meter measures there is an alarm and no dose', () => {
    const answer = answersTo('dose', example('dose'))[1]?.answer
    assert.equal(answer?.['kind'], 'alarm')
    assert.equal((answer['alarms'] as Json[])[0]?.['code'], 'inr-above-8')
    assert.equal('days' in answer, false)
  })

  test('H08: an INR soon after doses left out, and by Coventry soon after another, is no dose', () => {
    const codes = (changes: Json) =>
      ((answersTo('dose', oneCase('dose', 5, changes))[0]?.answer['alarms'] ?? []) as Json[]).map(
        ({ code }) => code,
      )
    assert.deepEqual(codes({}), ['after-uneven-dose'])
    assert.deepEqual(codes({ last_uneven_dose_on: '2026-11-21' }), ['after-uneven-dose'])
    assert.deepEqual(codes({ last_uneven_dose_on: '2026-11-20' }), [])
    const plan = { target: 2.5, low: 2, high: 3, tablets: { strengths_mg: [1, 3] } }
    const even = { plan, last_uneven_dose_on: undefined }
    const on = (date: string) => codes({ ...even, history: [{ date, inr: 2.4 }] })
    assert.deepEqual([on('2026-11-21'), on('2026-11-20')], [['too-soon-for-protocol'], []])
  })

  test('numbers as text are the same case, and history may come in any order', () => {
    const plain = oneCase('dose', 0, {})
    const history = ((plain.vectors[0]?.['history'] ?? []) as Json[]).toReversed()
    const asText = oneCase('dose', 0, { inr: '1.8', current_daily_dose_mg: '4', history })
    assert.deepEqual(answersTo('dose', asText), answersTo('dose', plain))
  })

  const BAD: readonly (readonly [string, Json, RegExp])[] = [
    ['an INR of two decimals', { inr: 1.85 }, /one decimal place/],
    ['an INR that the meter cannot give', { inr: 9.5 }, /inr/],
    ['no answers', { answers: undefined }, /answers/],
    ['an answer missing', { answers: { missed_doses: 0 } }, /bleeding/],
    ['an answer misspelt', { answers: { bleedin: 'none' } }, /bleedin/],
    ['both doses', { current_weekly_dose_mg: 28 }, /either/],
    ['no such day', { today: '2026-02-30' }, /does not exist/],
    ['a word that nobody reads', { weight: 70 }, /weight/],
    [
      'a dose left out after the sample',
      { last_uneven_dose_on: '2026-11-27' },
      /before the sample/,
    ],
    ['a result after the sample', { history: [{ date: '2026-12-01', inr: 2.5 }] }, /after/],
    [
      'nothing to report on a dose not known',
      { current_daily_dose_mg: 'not-known', answers: 'nothing-to-report' },
      /one by one/,
    ],
  ]
  for (const [what, changes, says] of BAD) {
    test(`refuses ${what}`, () => {
      assert.match(refusalOf('dose', oneCase('dose', 0, changes)), says)
    })
  }

  test('no default target: a plan without one is refused', () => {
    const plan = { low: 2, high: 3, tablets: { strengths_mg: [1] } }
    assert.match(refusalOf('dose', oneCase('dose', 0, { plan })), /target/)
  })
})

describe('calc schedule', () => {
  test('H12: 24 mg a week from 1 mg tablets is 4 mg on Wednesday, Friday and Sunday, else 3 mg', () => {
    const answer = answersTo('schedule', example('schedule'))[0]?.answer
    const high = ((answer?.['days'] ?? []) as Json[])
      .filter((one) => one['dose_mg'] === 4)
      .map((one) => `${one['weekday']}`)
    assert.deepEqual([...new Set(high)].sort(), ['Friday', 'Sunday', 'Wednesday'])
    assert.equal(answer?.['pattern'], 'weekly')
  })

  test('H11: what cannot be made is answered with the nearest weeks and their differences', () => {
    const answer = answersTo('schedule', example('schedule'))[1]?.answer
    assert.equal(answer?.['kind'], 'cannot-be-made')
    const weeks = answer['other_weeks'] as Json[]
    assert.deepEqual(
      weeks.map((week) => [week['weekly_mg'], week['pattern'], week['difference_weekly_mg']]),
      [
        [24, 'weekly', -0.5],
        [25, 'weekly', 0.5],
        [21, 'constant', -3.5],
        [28, 'constant', 3.5],
      ],
    )
  })

  test('a larger dose stands on its date alone, and the pattern stays constant', () => {
    const answer = answersTo('schedule', example('schedule'))[2]?.answer
    const days = (answer?.['days'] ?? []) as Json[]
    assert.deepEqual(
      days.map((one) => one['dose_mg']),
      [6, ...Array.from({ length: days.length - 1 }, () => 4)],
    )
    assert.equal(answer?.['pattern'], 'constant')
  })

  test('a total that no half milligrams make is answered with the weeks around it', () => {
    const answer = answersTo('schedule', oneCase('schedule', 0, { weekly_dose_mg: 24.001 }))[0]
    assert.equal(answer?.answer['kind'], 'cannot-be-made')
    const weeks = (answer?.answer['other_weeks'] ?? []) as Json[]
    assert.deepEqual(
      weeks.slice(0, 2).map((week) => week['difference_weekly_mg']),
      [-0.001, 0.999],
    )
  })

  const BAD: readonly (readonly [string, Json, RegExp])[] = [
    ['a test before the first dose', { next_test: '2026-11-20' }, /after today/],
    ['more days without a dose than there are', { omit_days: 20 }, /days without a dose/],
    ['two doses', { daily_dose_mg: 3 }, /one of/],
    ['six doses for a week', { weekly_dose_mg: undefined, weekday_doses_mg: [1, 1, 1] }, /7/],
    ['a strength that does not exist', { tablets: { strengths_mg: [2] } }, /0.5, 1, 3 or 5/],
    ['a larger dose of yesterday', { boosts: [{ date: '2026-11-26', dose_mg: 6 }] }, /before the/],
  ]
  for (const [what, changes, says] of BAD) {
    test(`refuses ${what}`, () => {
      assert.match(refusalOf('schedule', oneCase('schedule', 0, changes)), says)
    })
  }
})

describe('calc scores', () => {
  test('what is not given makes a range, and the range says what it may mean', () => {
    const scores = (answersTo('scores', example('scores'))[0]?.answer ?? {}) as Record<string, Json>
    assert.equal(scores['cha2ds2_vasc']?.['score'], 4)
    const { score, lowest, highest, not_known: notKnown } = scores['orbit'] ?? {}
    assert.deepEqual([score, lowest, highest, notKnown], [null, 3, 4, ['kidney']])
    assert.equal((scores['has_bled']?.['not_known'] as Json[] | undefined)?.length, 5)
  })

  test('yes, no and not known may be said as true, false and null', () => {
    const words = { diabetes: 'yes', stroke: 'no', nsaid: 'not-known', age_years: 76 }
    const json = { diabetes: true, stroke: false, nsaid: null, age_years: '76' }
    assert.deepEqual(
      answersTo('scores', oneCase('scores', 0, words)),
      answersTo('scores', oneCase('scores', 0, json)),
    )
  })

  const BAD: readonly (readonly [string, Json, RegExp])[] = [
    ['a misspelt question', { hypertensoin: 'yes' }, /hypertensoin/],
    ['an answer that is no answer', { diabetes: 'maybe' }, /diabetes/],
    ['an answer against its measurement', { anaemia: 'no' }, /anaemia.*measurement/],
    ['answers against each other', { hypertension: 'no', systolic_mmhg: 170 }, /hypertension/],
    ['half a year', { age_years: 76.5 }, /whole number/],
  ]
  for (const [what, changes, says] of BAD) {
    test(`refuses ${what}`, () => {
      assert.match(refusalOf('scores', oneCase('scores', 0, changes)), says)
    })
  }
})
