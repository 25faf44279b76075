import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strictJson } from './strict-json.ts'

const refusals = [
  { text: '{"inr":"2.5","inr":"25"}', code: 'duplicate-key', id: 'D1.66' },
  { text: '{"a":1,"\\u0061":2}', code: 'duplicate-key', id: 'a key spelt in two ways' },
  { text: '{"a":{"b":1,"c":[{"d":1,"d":2}]}}', code: 'duplicate-key', id: 'deep inside' },
  { text: '{"__proto__":{"role":"admin"}}', code: 'forbidden-key', id: 'D6.18' },
  { text: '{"a":{"constructor":1}}', code: 'forbidden-key', id: 'D6.18 deep inside' },
  { text: `${'['.repeat(33)}${']'.repeat(33)}`, code: 'too-deep', id: '33 deep' },
  { text: `${'['.repeat(10_000)}${']'.repeat(10_000)}`, code: 'too-deep', id: 'D6.15' },
  { text: '['.repeat(10_000), code: 'not-json', id: 'never closed' },
  { text: '{"a":1e400}', code: 'number-too-large', id: 'D6.19' },
  { text: '{"a":"\\u0000"}', code: 'text-not-allowed', id: 'NUL' },
  { text: '{"a":"\\ud800"}', code: 'text-not-allowed', id: 'half a character' },
  { text: `"${'a'.repeat(1_048_576)}"`, code: 'too-long', id: 'longer than 1 MiB' },
  { text: '', code: 'not-json', id: 'nothing' },
  { text: '{"a":1,}', code: 'not-json', id: 'a comma too many' },
  { text: "{'a':1}", code: 'not-json', id: 'other quotes' },
  { text: '{"a":NaN}', code: 'not-json', id: 'NaN' },
  { text: '{"a":01}', code: 'not-json', id: 'a leading zero' },
  { text: '\ufeff{}', code: 'not-json', id: 'a byte order mark' },
] as const

for (const { text, code, id } of refusals) {
  test(`JSON is refused as ${code}: ${id}`, () => {
    const read = strictJson(text)
    assert.equal(read.kind === 'refused' && read.code, code)
  })
}

test('equal keys in different objects, and keys that stand in a text, are no duplicates', () => {
  for (const text of ['[{"a":1},{"a":1}]', '{"a":{"a":"a"}}', '{"a":"{\\"a\\":1,\\"a\\":2}"}']) {
    assert.deepEqual(strictJson(text), { kind: 'json', value: JSON.parse(text) })
  }
})

test('32 deep is allowed, and brackets in a text are not counted', () => {
  const text = `${'['.repeat(32)}"${'['.repeat(99)}"${']'.repeat(32)}`
  assert.equal(strictJson(text).kind, 'json')
})

test('whatever JSON.stringify writes without the forbidden is read back unchanged', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5, noUnicodeString: false }), (text) => {
      const read = strictJson(text)
      if (read.kind === 'json') assert.deepEqual(read.value, JSON.parse(text))
      else assert.ok(['forbidden-key', 'text-not-allowed', 'duplicate-key'].includes(read.code))
    }),
  )
})
