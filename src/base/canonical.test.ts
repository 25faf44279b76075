import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from './canonical.ts'
import { type PatientId, uuid } from './ids.ts'

test('the order in which keys were written does not matter', () => {
  assert.equal(
    canonicalJson({ b: 1, a: [true, null, { d: 'x', c: 2 }] }),
    '{"a":[true,null,{"c":2,"d":"x"}],"b":1}',
  )
  assert.equal(canonicalJson({ a: 1, b: undefined }), '{"a":1}')
})

test('canonical text reads back as the same value', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const plain: unknown = JSON.parse(JSON.stringify(value))
      assert.deepEqual(JSON.parse(canonicalJson(plain)), plain)
    }),
  )
})

test('what JSON cannot hold is a defect', () => {
  assert.throws(() => canonicalJson({ dose: Number.NaN }), RangeError)
  assert.throws(() => canonicalJson(() => 1), RangeError)
})

test('an id is a lower-case UUID and nothing else', () => {
  const id = '018f2f60-1111-7000-8000-00000000abcd'
  assert.equal(uuid<PatientId>(id), id)
  for (const other of [id.toUpperCase(), `${id} `, '1', 7, null])
    assert.equal(uuid(other), undefined)
})
