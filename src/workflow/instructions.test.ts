import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { boostsFrom } from '#clinical/boost.ts'
import { ug } from '#clinical/dose.ts'
import { type DoseOrder, dateDose } from './dose-order.ts'
import { instructionsFor } from './instructions.ts'

const SET = { strengths: [500, 1000, 3000, 5000], halves: false } as const
const FROM = day('2026-11-22')

function say(dose: DoseOrder['dose'], omitDays: number, days: number): string {
  const nextTest = addDays(FROM, days)
  const dated = dateDose({ dose, omitDays }, SET, { from: FROM, nextTest, graceDays: 7 })
  assert(dated.kind === 'dated')
  return instructionsFor(dated, { comparator: '=', tenths: 25 }, FROM, '09:40')
}

const daily = (mg: number) => ({ kind: 'daily', dailyUg: ug(mg * 1000) }) as const

test('the same dose each day is one sentence, mg before tablets', () => {
  assert.equal(
    say(daily(5), 0, 28),
    [
      'Your INR on 22 November 2026 was 2.5.',
      'From tonight take 5 mg (one 5 mg pink tablet) once a day, at the same time each day.',
      'Your next blood test is on 20 December 2026 at 09:40.',
    ].join('\n'),
  )
})

test('days without a dose come first, by their dates', () => {
  const words = say(daily(4.5), 2, 7)
  assert.match(words, /Do not take any warfarin on 22 November 2026 and 23 November 2026\./)
  assert.match(words, /From 24 November 2026 take 4\.5 mg \(/)
})

test('no dose before the test means waiting for the next instruction', () => {
  const words = say(daily(5), 3, 3)
  assert.match(words, /Take no more warfarin until you have had your next blood test/)
  assert.doesNotMatch(words, /take 5 mg/)
})

test('a result above what the meter measures has no sign in it', () => {
  const span = { from: FROM, nextTest: addDays(FROM, 1), graceDays: 7 }
  const dated = dateDose({ dose: daily(5), omitDays: 1 }, SET, span)
  assert(dated.kind === 'dated')
  const words = instructionsFor(dated, { comparator: '>', tenths: 80 }, FROM)
  assert.match(words, /^Your INR on 22 November 2026 was above 8\.0\.$/m)
})

test('different doses name their weekdays', () => {
  const doses = [5, 5, 5, 6, 5, 5, 6].map((mg) => ug(mg * 1000))
  const words = say({ kind: 'weekdays', doses }, 0, 28)
  assert.match(
    words,
    /5 mg \(one 5 mg pink tablet\) on Monday, Tuesday, Wednesday, Friday and Saturday/,
  )
  assert.match(words, /6 mg \(.*\) on Thursday and Sunday/)
})

test('H14: no instruction holds a trailing zero, a naked point or a fraction sign', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: 4, max: 84 }),
      (steps, omitDays, days) => {
        const words = say({ kind: 'daily', dailyUg: ug(steps * 500) }, omitDays, days)
        assert.doesNotMatch(words, /\d\.0 mg|(?<!\d)\.\d|[½¼¾]/)
      },
    ),
  )
})

function sayBoosted(dose: DoseOrder['dose'], boosts: DoseOrder['boosts']): string {
  const span = { from: FROM, nextTest: addDays(FROM, 10), graceDays: 7 }
  const dated = dateDose({ dose, omitDays: 0, ...(boosts && { boosts }) }, SET, span)
  assert(dated.kind === 'dated')
  return instructionsFor(dated, { comparator: '=', tenths: 18 }, FROM)
}

test('H12: a larger dose is said by its dates and for them only, before the usual dose from the day after', () => {
  const words = sayBoosted(daily(5), boostsFrom(FROM, 2, ug(8000)))
  assert.match(
    words,
    /On 22 November 2026 and 23 November 2026 only, take 8 mg \(one 5 mg pink tablet and one 3 mg blue tablet\), once a day\./,
  )
  assert.match(words, /From 24 November 2026 take 5 mg \(one 5 mg pink tablet\) once a day/)
})

test('H12: with a pattern the larger dose is in no line of the week', () => {
  const doses = [5, 5, 5, 6, 5, 5, 6].map((mg) => ug(mg * 1000))
  const words = sayBoosted({ kind: 'weekdays', doses }, boostsFrom(FROM, 1, ug(9000)))
  assert.match(words, /On 22 November 2026 only, take 9 mg/)
  assert.match(words, /From 23 November 2026 take, once a day at the same time:/)
  assert.match(words, /6 mg \(.*\) on Thursday and Sunday/)
  assert.doesNotMatch(words, /9 mg .* on Sunday/)
})

test('a larger dose in the middle leaves tonight with the usual one', () => {
  const words = sayBoosted(daily(5), [{ on: addDays(FROM, 3), ug: ug(8000) }])
  assert.match(words, /On 25 November 2026 only, take 8 mg/)
  assert.match(words, /From tonight take 5 mg/)
})
