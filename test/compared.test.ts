import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparedNow, lastCompared } from '#tools/compared.ts'

// The gate before a release: `npm run soak -- 0` compares the whole grid and writes docs/safety/compared.json.

/** The whole grid; a part of it does not count as one. */
const WHOLE = 10_000_000

test('H09: the rules of this version were compared with the second implementation over the whole grid, without a difference', () => {
  const [last, now] = [lastCompared(), comparedNow()]
  assert.equal(last.version, now.version, 'a new version is compared whole: npm run soak -- 0')
  assert.deepEqual(last.rules, now.rules, 'changed rules are compared whole: npm run soak -- 0')
  assert.equal(
    last.comparisons.reduce((sum, { differences }) => sum + differences, 0),
    0,
  )
  const compared = last.comparisons.reduce((sum, { combinations }) => sum + combinations, 0)
  assert.ok(compared >= WHOLE, `${compared} combinations`)
})
