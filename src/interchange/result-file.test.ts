import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bundleOf, sentObservation } from '#test/import/sent-bundle.ts'
import { inexactNumber } from './fhir-value.ts'
import { readResultBundle } from './result-bundle.ts'

const NHS = '9990259003'
const whole = bundleOf(sentObservation(NHS))
const files = [
  { says: 'nothing', text: '', code: 'not-json' },
  { says: 'half a file', text: whole.slice(0, -1), code: 'not-json' },
  { says: 'a list', text: '[]', code: 'not-a-bundle' },
  { says: 'one observation', text: JSON.stringify(sentObservation(NHS)), code: 'not-a-bundle' },
  { says: 'a search', text: whole.replace('collection', 'searchset'), code: 'bundle-type' },
  { says: 'an empty bundle', text: bundleOf(), code: 'no-results' },
  { says: 'a value twice', text: whole.replace('2.6', '2.6,"value":26'), code: 'duplicate-key' },
  { says: 'a prototype', text: whole.replace('"id"', '"__proto__"'), code: 'forbidden-key' },
  {
    says: 'digits that are lost',
    text: whole.replace('2.6', '2.5999999999999999999'),
    code: 'number-not-exact',
  },
  { says: 'an exponent', text: whole.replace('2.6', '26e-1'), code: 'number-not-exact' },
]
for (const { says, text, code } of files) {
  test(`H03: a file of ${says} is refused as a whole: ${code}`, () => {
    const read = readResultBundle(text)
    assert.ok(read.kind === 'refused')
    assert.equal(read.fault.code, code)
  })
}

test('H03: a number is exact in every way in which one decimal is written', () => {
  assert.equal(inexactNumber('{"a": 2.50, "b": "9e9", "c": 2.0, "d": -1, "e": 0}'), undefined)
})
