import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isListed } from './device-name.ts'

for (const [listed, typed, expected] of [
  ['L 62210', 'L 62210', true],
  ['L 62210', 'l62210', true],
  ['L 62210', ' L-62210. ', true],
  ['Maßlot 1', 'MASSLOT 1', true],
  ['L 62210', 'L 62211', false],
  ['L 62210', '62210', false],
  ['L 62210', '', false],
  ['-', '-', false],
  ['', '', false],
] as const) {
  test(`H06: "${typed}" is ${expected ? '' : 'not '}the lot "${listed}"`, () => {
    assert.equal(isListed(['another', listed], typed), expected)
    assert.equal(isListed([], typed), false)
  })
}
