import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { dateNamed } from './comment-dates.ts'

test('a date in figures is the next of its day and month within a year; 29 February of another year is none', () => {
  const from = day('2027-02-28')
  assert.equal(dateNamed('28/2', from), from)
  assert.equal(dateNamed('27/2', from), day('2028-02-27'))
  assert.equal(dateNamed('29/2', from), undefined)
})
