import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { waited } from './waited.ts'

const TODAY = day('2026-11-22')
const NOW = Date.parse('2026-11-22T09:00:00Z')
const MINUTE_MS = 60_000

const INSTANTS: readonly (readonly [minutesAgo: number, words: string])[] = [
  [-5, '0m'],
  [0, '0m'],
  [42, '42m'],
  [59, '59m'],
  [60, '1h'],
  [1439, '23h'],
  [1440, '1d'],
  [4320, '3d'],
]
for (const [minutesAgo, words] of INSTANTS) {
  test(`what began ${minutesAgo} minutes ago has waited ${words}`, () => {
    assert.equal(waited({ on: null, at: NOW - minutesAgo * MINUTE_MS }, TODAY, NOW), words)
  })
}

const DAYS: readonly (readonly [on: string, words: string | undefined])[] = [
  ['2026-11-10', '12d'],
  ['2026-11-21', '1d'],
  ['2026-11-22', undefined],
  ['2026-11-30', undefined],
]
for (const [on, words] of DAYS) {
  test(`what began on ${on} has waited ${words ?? 'no whole day'}`, () => {
    assert.equal(waited({ on: day(on), at: null }, TODAY, NOW), words)
  })
}

test('what began nobody knows when has no age', () => {
  assert.equal(waited({ on: null, at: null }, TODAY, NOW), undefined)
})
