import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { parseNhsNumber } from '#register/nhs-number.ts'
import { follow, liveUntil, readingOn, residentOf } from './resident.ts'

const JOINED = day('2026-01-05')
const somebody = (number: number) => residentOf(number, { seed: 3, joinedOn: JOINED, days: 120 })

test('the same number is the same person, with the same INRs under the same doses', () => {
  const inrs = (number: number) => {
    const resident = somebody(number)
    return [14, 28, 56].map((days) => readingOn(resident, addDays(JOINED, days)))
  }
  assert.deepEqual(inrs(5), inrs(5))
  assert.notDeepEqual(inrs(5), inrs(6))
})

test('everybody has a test NHS number of their own', () => {
  const numbers = Array.from({ length: 300 }, (_, number) => somebody(number).nhsNumber)
  assert.equal(new Set(numbers).size, 300)
  for (const number of numbers) {
    assert.match(number, /^999/)
    assert.equal(parseNhsNumber(number).kind, 'nhs-number')
  }
})

test('a larger dose that is followed raises the INR, doses left out let it fall', () => {
  const readingAfter = (omitDays: number, factor: number) => {
    const resident = somebody(5)
    liveUntil(resident, addDays(JOINED, 7))
    follow(resident, addDays(JOINED, 7), omitDays, (resident.told[0] ?? 0) * factor)
    return readingOn(resident, addDays(JOINED, 14))
  }
  assert.ok(readingAfter(0, 1.5) > readingAfter(0, 1))
  assert.ok(readingAfter(7, 1) < readingAfter(0, 1))
})

test('who joins a place for a few days joins it steady, as who joins it for years', () => {
  for (const days of [2, 120]) {
    const readings = Array.from({ length: 40 }, (_, number) =>
      readingOn(residentOf(number, { seed: 3, joinedOn: JOINED, days }), JOINED),
    )
    const usual = readings.filter((tenths) => tenths >= 15 && tenths <= 40)
    assert.ok(usual.length >= 36, `${days}: ${readings}`)
  }
})
