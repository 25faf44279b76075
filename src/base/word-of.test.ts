import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordOf } from './word-of.ts'

test('a code is shown in its words, and one without words as it was kept', () => {
  const words = { 'two-windows': 'Two patients were open at once' }
  assert.equal(wordOf(words, 'two-windows'), 'Two patients were open at once')
  for (const code of ['of-an-older-release', 'constructor', ''])
    assert.equal(wordOf(words, code), code)
})
