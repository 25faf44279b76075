import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ANOTHER_REASON, ASKED_CODES, reasonInWords, reasonsOf } from './question-reasons.ts'

for (const code of ASKED_CODES) {
  test(`H33: ${code} is gone past by two to four reasons of its own, the last of them another one`, () => {
    const reasons = reasonsOf(code)
    assert.ok(reasons.length >= 2 && reasons.length <= 4)
    assert.deepEqual(reasons.at(-1), [ANOTHER_REASON, 'Another reason'])
    assert.equal(new Set(reasons.map(([, words]) => words)).size, reasons.length)
    for (const [reason, words] of reasons) {
      assert.match(reason, /^[a-z][a-z-]+$/)
      assert.match(words, /^[A-Z].{5,65}[a-z]$/)
      assert.equal(reasonInWords(code, reason), words)
    }
  })
}

test('H33: no reason of one question is one of another question, and what is no question has none', () => {
  assert.equal(reasonInWords('old-sample', 'tells-apart'), undefined)
  assert.equal(reasonInWords('large-change', ANOTHER_REASON), undefined)
  assert.equal(reasonInWords('constructor', ANOTHER_REASON), undefined)
  assert.equal(reasonInWords('old-sample', 'toString'), undefined)
  const own = ASKED_CODES.flatMap((code) =>
    reasonsOf(code)
      .slice(0, -1)
      .map(([reason]) => reason),
  )
  assert.equal(new Set(own).size, own.length)
})
