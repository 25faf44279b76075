import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Findings, requiredChoice, wordIn, wordsOf } from './typed-fields.ts'

const WORDS = { yes: 'Yes', no: 'No' } as const

for (const [typed, expected] of [
  ['yes', 'yes'],
  ['no', 'no'],
  ['Yes', undefined],
  ['yes ', undefined],
  ['', undefined],
  [undefined, undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
] as const) {
  test(`typed "${typed}" is ${expected ?? 'no'} word of the table, and a field that must hold one says so`, () => {
    const findings: Findings = []
    assert.equal(wordIn(WORDS, typed), expected)
    assert.equal(requiredChoice(WORDS, { of: typed }, 'of', 'Choose.', findings), expected)
    const required = { field: 'of', code: 'required', message: 'Choose.' }
    assert.deepEqual(findings, expected === undefined ? [required] : [])
  })
}

test('the words of a table are in its order', () => {
  assert.deepEqual(wordsOf(WORDS), ['yes', 'no'])
})
