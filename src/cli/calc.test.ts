import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { calc } from './calc.ts'

type Answers = { answers: { name: string; answer: Record<string, unknown> }[] }

function answersTo(kind: string, input: unknown): Answers['answers'] {
  const { exit, out } = calc(kind, JSON.stringify(input))
  assert.equal(exit, 0, out)
  return (JSON.parse(out) as Answers).answers
}

function refusalOf(kind: string, text: string): string {
  const { exit, out } = calc(kind, text)
  assert.equal(exit, 2)
  return out
}

type VectorFile = {
  tolerance: Record<string, number>
  vectors: { name: string; expected: Record<string, number | string | null> }[]
}

for (const kind of ['ttr', 'coventry', 'cockcroft-gault']) {
  test(`calc ${kind} answers every vector in the keys of its expected, within its tolerance`, () => {
    const file = JSON.parse(readFileSync(`test/vectors/${kind}.json`, 'utf8')) as VectorFile
    const answers = answersTo(kind, file)
    assert.equal(answers.length, file.vectors.length)
    for (const [index, { name, expected }] of file.vectors.entries()) {
      const given = answers[index]
      assert.equal(given?.name, name)
      assert.deepEqual(Object.keys(given?.answer ?? {}), Object.keys(expected))
      for (const [key, value] of Object.entries(expected)) {
        agrees(given?.answer[key], value, file.tolerance[key] ?? 1e-6, `${name} ${key}`)
      }
    }
  })
}

function agrees(actual: unknown, expected: unknown, tolerance: number, what: string) {
  if (typeof expected !== 'number') return assert.equal(actual, expected, what)
  assert(typeof actual === 'number' && Math.abs(actual - expected) <= tolerance, what)
}

type TtrAnswer = {
  numerator_exact?: string
  denominator_days?: number
  ttr_percent?: number | null
}

const ttrOf = (more: Record<string, unknown>): TtrAnswer | undefined =>
  answersTo('ttr', { vectors: [{ name: 'a case', low: 2, high: 3, ...more }] })[0]?.answer

test('the gap rule is 56 days when the case names none', () => {
  const results = (gap: number) => [
    { day: 0, inr: 2.5 },
    { day: gap, inr: 2.5 },
  ]
  assert.equal(ttrOf({ results: results(56) })?.denominator_days, 56)
  assert.equal(ttrOf({ results: results(57) })?.ttr_percent, null)
  assert.equal(ttrOf({ results: results(57), max_gap_days: 60 })?.ttr_percent, 100)
})

test('results may come in any order and may be censored', () => {
  const results = [
    { inr: 3.5, day: 30 },
    { inr: 2.5, day: 0 },
    { inr: '>8.0', day: 44 },
  ]
  assert.equal(ttrOf({ results })?.numerator_exact, '15')
  assert.equal(ttrOf({ results })?.denominator_days, 30)
})

test('two results of one day: the line arrives at the first and leaves from the second', () => {
  const results = [
    { day: 0, inr: 2 },
    { day: 10, inr: 3 },
    { day: 10, inr: 4 },
    { day: 20, inr: 4 },
  ]
  assert.deepEqual(ttrOf({ results }), {
    numerator_days: 10,
    numerator_exact: '10',
    denominator_days: 20,
    below_days: 0,
    above_days: 10,
    ttr_percent: 50,
  })
})

test('any INR of one decimal is read to its exact tenths', () => {
  for (let tenths = 1; tenths <= 999; tenths += 1) {
    const inr = JSON.parse((tenths / 10).toFixed(1))
    const results = [
      { day: 0, inr },
      { day: 1, inr },
    ]
    assert.equal(ttrOf({ low: inr, high: inr, results })?.ttr_percent, 100)
  }
})

const one = (more: string) => `{"vectors":[{"name":"x","low":2.0,"high":3.0,${more}}]}`

const BAD_TTR: readonly (readonly [what: string, text: string, says: RegExp])[] = [
  ['nothing', '', /JSON/],
  ['no JSON', 'day,inr', /JSON/],
  ['no cases', '{}', /vectors/],
  ['another kind of file', '{"kind":"coventry","vectors":[]}', /kind/],
  ['two decimals', one('"results":[{"day":0,"inr":2.55}]'), /one decimal place: 2.55/],
  ['a word', one('"results":[{"day":0,"inr":"high"}]'), /inr/],
  ['neither day nor date', one('"results":[{"inr":2.5}]'), /either "day" or "date"/],
  ['both', one('"results":[{"day":1,"date":"2026-01-01","inr":2.5}]'), /either "day" or "date"/],
  ['a mixture', one('"results":[{"day":1,"inr":2.5},{"date":"2026-01-01","inr":2.5}]'), /every/],
  ['no such day', one('"results":[{"date":"2026-02-30","inr":2.5}]'), /does not exist/],
  ['half a day', one('"results":[{"day":0.5,"inr":2.5}]'), /day/],
  ['no INR', one('"results":[{"day":0}]'), /inr/],
  ['a gap below nought', one('"max_gap_days":-1,"results":[]'), /max_gap_days/],
  ['limits upside down', '{"vectors":[{"name":"x","low":3,"high":2,"results":[]}]}', /"low"/],
  ['no name', '{"vectors":[{"low":2,"high":3,"results":[]}]}', /name/],
]

for (const [what, text, says] of BAD_TTR) {
  test(`calc ttr refuses ${what} and says what is wrong`, () => {
    assert.match(refusalOf('ttr', text), says)
  })
}

test('calc coventry refuses a dose or an INR that it cannot hold exactly', () => {
  const file = (more: string) => `{"vectors":[{"name":"x","target":2.5,${more}}]}`
  assert.match(refusalOf('coventry', file('"inr":1.55,"old_dose_mg":5')), /one decimal place/)
  assert.match(refusalOf('coventry', file('"inr":1.5,"old_dose_mg":5.00001')), /micrograms/)
  assert.match(refusalOf('coventry', file('"inr":1.5,"old_dose_mg":0')), /above 0/)
  assert.match(refusalOf('coventry', file('"inr":0,"old_dose_mg":5')), /between/)
})

test('calc refuses what it does not know', () => {
  assert.match(refusalOf('hillingdon', '{}'), /evenkeel calc ttr\|coventry/)
})
