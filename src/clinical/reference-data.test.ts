import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day, daysBetween } from '#base/day.ts'
import { REFERENCE_DATA } from './reference-data.ts'
import { referenceDataDue, reviewState } from './reference-review.ts'

const list = { reviewBy: day('2027-01-31') }
const states = [
  { today: '2026-12-01', state: 'current' },
  { today: '2026-12-02', state: 'due-soon' },
  { today: '2027-01-31', state: 'due-soon' },
  { today: '2027-02-01', state: 'past' },
] as const

for (const { today, state } of states) {
  test(`H10: a list to be reviewed by 31 January 2027 is ${state} on ${today}`, () => {
    assert.equal(reviewState(list, day(today)), state)
  })
}

test('H10: each list is due 60 days before its day and on every day after, and not before', () => {
  for (const { id, reviewBy } of REFERENCE_DATA) {
    const isDue = (on: typeof reviewBy) => referenceDataDue(on).some((due) => due.id === id)
    assert.equal(isDue(addDays(reviewBy, -61)), false, id)
    assert.equal(isDue(addDays(reviewBy, -60)), true, id)
    assert.equal(isDue(addDays(reviewBy, 1000)), true, id)
  }
})

test('no list may go for more than a year unreviewed, and each has its own name', () => {
  for (const { id, reviewedOn, reviewBy } of REFERENCE_DATA) {
    const days = daysBetween(reviewedOn, reviewBy)
    assert.ok(days > 0 && days <= 365, `${id}: ${days} days`)
  }
  const [ids, names] = [REFERENCE_DATA.map(({ id }) => id), REFERENCE_DATA.map(({ name }) => name)]
  assert.equal(new Set(ids).size, ids.length)
  assert.equal(new Set(names).size, names.length)
})

test('each list says what it holds, where that was published and in which files it stands', () => {
  assert.ok(REFERENCE_DATA.length > 10)
  for (const { id, name, source, holds } of REFERENCE_DATA) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/)
    for (const words of [name, source]) assert.match(words, /^\S.{5,}$/, id)
    assert.ok(holds.length > 0, id)
    for (const file of holds) assert.match(file, /^[a-z]+(\/[a-z0-9-]+)+\.ts$/, id)
  }
})
