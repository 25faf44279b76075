import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { LEAST_TURNS, looksShared, signsInWords, WITHIN_MINUTES } from './shared-sign-in.ts'

const NOW = Date.parse('2026-11-22T12:00:00Z')
const ago = (...minutes: readonly number[]) => minutes.map((count) => NOW - count * 60_000)

for (const [what, turns, isShared] of [
  ['no turn at all', [], false],
  ['somebody who went to another room and came back', ago(6, 1), false],
  ['three turns', ago(9, 5, 1), false],
  ['to and fro twice', ago(9, 5, 3, 0), true],
  ['of four turns one just too long ago', ago(10, 5, 3, 0), false],
  ['a turn every two hours', ago(480, 360, 240, 120, 0), false],
] as const) {
  test(`H34: an account looks shared by turns within ten minutes: ${what}`, () => {
    assert.equal(looksShared(turns, NOW), isShared)
  })
}

test('H34: fewer than four turns never look shared, and a turn more never makes it look less so', () => {
  const turn = fc.integer({ min: NOW - 2 * WITHIN_MINUTES * 60_000, max: NOW })
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 12 }), turn, (turns, more) => {
      if (turns.length < LEAST_TURNS) assert.equal(looksShared(turns, NOW), false)
      if (looksShared(turns, NOW)) assert.ok(looksShared([...turns, more], NOW))
      assert.equal(looksShared(turns.toReversed(), NOW), looksShared(turns, NOW))
    }),
  )
})

test('what makes it likely is said in words, without a browser that is not known', () => {
  const signs = { turns: 5, closestSeconds: 4, browsers: ['Chrome on Windows', 'Edge on Windows'] }
  assert.equal(
    signsInWords(signs),
    'Two sign-ins of this account were used in turn 5 times, the closest 4 seconds apart; in Chrome on Windows and Edge on Windows.',
  )
  assert.match(signsInWords({ ...signs, browsers: ['Edge on Windows'] }), /; both in Edge on Win/)
  assert.match(signsInWords({ ...signs, closestSeconds: 1, browsers: [] }), /1 second apart\.$/)
})
