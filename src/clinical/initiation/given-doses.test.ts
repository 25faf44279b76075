import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { checkSchedule, doseOn, nothingFrom, type Schedule } from '#clinical/schedule.ts'
import { type DecidedSchedule, givenDoses, givenOn, wasGiven } from './given-doses.ts'

const FIRST = day('2026-12-01')
const schedule = (from: Day, length: number, dose: number): Schedule => ({
  runs: [{ from, days: length, ug: ug(dose), tablets: [{ strength: 1000, halves: dose / 500 }] }],
})
const decided = (offset: number, length: number, dose: number): DecidedSchedule => {
  const from = addDays(FIRST, offset)
  return { from, schedule: schedule(from, length, dose) }
}

test('each day has the dose of the newest decision that had begun by then', () => {
  const newestFirst = [decided(6, 10, 3000), decided(2, 8, 2000), decided(0, 6, 2000)]
  assert.deepEqual(givenDoses(newestFirst, FIRST, addDays(FIRST, 9)), [
    { from: FIRST, days: 6, ug: 2000 },
    { from: addDays(FIRST, 6), days: 3, ug: 3000 },
  ])
})

test('a day that no schedule covers is missing, and is not known', () => {
  const given = givenDoses([decided(5, 2, 2000), decided(0, 3, 2000)], FIRST, addDays(FIRST, 7))
  assert.equal(givenOn(given, addDays(FIRST, 3)), 'not-known')
  assert.equal(givenOn(given, addDays(FIRST, 5)), 2000)
  assert.ok(wasGiven(given, 2000, FIRST, addDays(FIRST, 2)))
  assert.ok(!wasGiven(given, 2000, FIRST, addDays(FIRST, 3)))
})

test('before the first day nothing was given', () => {
  assert.deepEqual(givenDoses([decided(0, 5, 2000)], FIRST, FIRST), [])
  assert.deepEqual(givenDoses([], FIRST, addDays(FIRST, -3)), [])
})

const someDecisions = fc.array(
  fc.tuple(
    fc.integer({ min: 0, max: 20 }),
    fc.integer({ min: 1, max: 14 }),
    fc.integer({ min: 1, max: 12 }),
  ),
  { maxLength: 6 },
)

test('H12: no date is ever given two doses, and each is the one that the newest schedule said', () => {
  fc.assert(
    fc.property(someDecisions, fc.integer({ min: 0, max: 30 }), (made, until) => {
      const inOrder = [...made].sort((a, b) => a[0] - b[0])
      const newestFirst = inOrder
        .map(([at, length, steps]) => decided(at, length, steps * 500))
        .reverse()
      const today = addDays(FIRST, until)
      const given = givenDoses(newestFirst, FIRST, today)
      const dates = given.flatMap(({ from, days }) =>
        Array.from({ length: days }, (_, nth) => addDays(from, nth)),
      )
      assert.equal(new Set(dates).size, dates.length)
      for (const on of dates) {
        assert.ok(daysBetween(on, today) > 0)
        const inForce = newestFirst.find(({ from }) => from <= on)
        assert.ok(inForce !== undefined)
        assert.equal(givenOn(given, on), doseOn(inForce.schedule, on))
      }
    }),
  )
})

test('H12: a schedule that ends at the test covers the same days, each once, with nothing from then on', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 0, max: 20 }), (length, at) => {
      const whole = schedule(FIRST, length, 2000)
      const on = addDays(FIRST, at)
      const cut = nothingFrom(whole, on)
      assert.deepEqual(checkSchedule(cut, FIRST, addDays(FIRST, length - 1)), [])
      for (let offset = 0; offset < length; offset += 1) {
        const date = addDays(FIRST, offset)
        assert.equal(doseOn(cut, date), date < on ? 2000 : 0)
      }
    }),
  )
})
