import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, weekday } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { checkSchedule, expand } from '#clinical/schedule.ts'
import { dateDose } from './dose-order.ts'

const SET = { strengths: [500, 1000, 3000, 5000], halves: false } as const
const FROM = day('2026-11-22')
const span = (days: number) => ({ from: FROM, nextTest: addDays(FROM, days), graceDays: 7 })

test('H12: whatever is ordered, each day from tonight to the next test and its grace has one dose', () => {
  const halves = (most: number) => fc.integer({ min: 1, max: most }).map((steps) => ug(steps * 500))
  const daily = halves(30).map((dailyUg) => ({ kind: 'daily', dailyUg }) as const)
  const week = fc
    .array(halves(30), { minLength: 7, maxLength: 7 })
    .map((doses) => ({ kind: 'weekdays', doses }) as const)
  fc.assert(
    fc.property(
      fc.oneof(daily, week),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 6, max: 84 }),
      (dose, omitDays, days) => {
        const dated = dateDose({ dose, omitDays }, SET, span(days))
        assert.equal(dated.kind, 'dated')
        if (dated.kind !== 'dated') return
        assert.deepEqual(checkSchedule(dated.schedule, FROM, dated.until), [])
        const doses = expand(dated.schedule)
        assert.equal(doses.length, days + 8)
        assert(doses.slice(0, omitDays).every((each) => each.ug === 0))
        const after = doses.slice(omitDays, omitDays + 7)
        if (after.length === 7) {
          assert.equal(
            after.reduce((sum, each) => sum + each.ug, 0),
            dated.weeklyUg,
          )
        }
      },
    ),
  )
})

test('H12: a dose for Monday is taken on Mondays', () => {
  const doses = [6, 5, 5, 5, 5, 5, 5].map((mg) => ug(mg * 1000))
  const dated = dateDose({ dose: { kind: 'weekdays', doses }, omitDays: 0 }, SET, span(28))
  assert(dated.kind === 'dated')
  const days = expand(dated.schedule).filter((each) => each.ug === 6000)
  assert(days.length > 3 && days.every(({ day: on }) => weekday(on) === 1))
})

test('a dose that the tablets cannot make names the nearest that they can', () => {
  const set = { strengths: [1000, 3000], halves: false } as const
  const order = { dose: { kind: 'daily', dailyUg: ug(5250) }, omitDays: 0 } as const
  const dated = dateDose(order, set, span(28))
  assert(dated.kind === 'refused')
  assert.match(dated.findings[0]?.message ?? '', /The nearest are 5 mg and 6 mg\./)
})

test('a test today, and more days without a dose than days before it, are refused', () => {
  const order = { dose: { kind: 'daily', dailyUg: ug(5000) }, omitDays: 8 } as const
  for (const days of [0, 7]) assert.equal(dateDose(order, SET, span(days)).kind, 'refused')
})
