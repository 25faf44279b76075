import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSurelyAbove, isSurelyBelow, mayBeAbove, mayBeBelow } from './extreme-reading.ts'
import { readingOf } from './inr-columns.ts'

const readings = (comparator: '=' | '>' | '<', all: readonly number[]) =>
  all.map((tenths) => readingOf({ comparator, tenths }))

test('H04: an INR is surely above a limit, or may be, by what was measured and by what was not', () => {
  const of = (all: readonly number[]) =>
    all.map((reading) => [isSurelyAbove(reading, 50), mayBeAbove(reading, 50)])
  const [no, sure, may] = [
    [false, false],
    [true, false],
    [false, true],
  ]
  assert.deepEqual(of(readings('=', [8, 49, 50, 51, 80])), [no, no, no, sure, sure])
  assert.deepEqual(of(readings('>', [45, 49, 50, 80])), [may, may, sure, sure])
  assert.deepEqual(of(readings('<', [8, 60])), [no, no])
})

test('H04: an INR is surely below a limit, or may be, by what was measured and by what was not', () => {
  const of = (all: readonly number[]) =>
    all.map((reading) => [isSurelyBelow(reading, 15), mayBeBelow(reading, 15)])
  const [no, sure, may] = [
    [false, false],
    [true, false],
    [false, true],
  ]
  assert.deepEqual(of(readings('=', [8, 14, 15, 16, 80])), [sure, sure, no, no, no])
  assert.deepEqual(of(readings('<', [8, 15, 16, 30])), [sure, sure, may, may])
  assert.deepEqual(of(readings('>', [10, 80])), [no, no])
})
