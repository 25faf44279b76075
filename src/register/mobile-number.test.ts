import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asMobile } from './mobile-number.ts'

for (const [typed, number] of [
  ['07700 900123', '+447700900123'],
  ['+44 7700 900123', '+447700900123'],
  ['+44 (0)7700 900123', '+447700900123'],
  ['0044 7700-900123', '+447700900123'],
  ['+353 86 1234567', '+353861234567'],
  ['01632 960077', 'no-mobile'],
  ['+44 1632 960077', 'no-mobile'],
  ['07000 900123', 'no-mobile'],
  ['07700 90012', 'no-mobile'],
  ['07700 9001234', 'no-mobile'],
  ['7700 900123', 'no-mobile'],
  ['+0 7700 900123', 'no-mobile'],
  ['', 'no-mobile'],
] as const) {
  test(`H16: a text goes to ${typed || 'nothing'}: ${number}`, () => {
    assert.equal(asMobile(typed), number)
  })
}
