import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { notAsReleased, RELEASED_HASHES, rulesOfThisCode } from './released-rules.ts'
import { hashOf } from './suggestion-token.ts'

const documents = rulesOfThisCode()

test('H10: each rule document of this code is the one that was released under its version', () => {
  const missing = documents
    .filter(({ name, body }) => RELEASED_HASHES[name] !== hashOf(body))
    .map(({ name, body }) => `'${name}': '${hashOf(body)}'`)
  assert.deepEqual(missing, [], 'give changed rules a new version, and add its line')
  assert.deepEqual(notAsReleased(documents), [])
})

test('no two documents have one name, so none stands in for another', () => {
  assert.equal(new Set(documents.map(({ name }) => name)).size, documents.length)
  assert.equal(new Set(Object.values(RELEASED_HASHES)).size, Object.keys(RELEASED_HASHES).length)
})

/** Every number of a value, as the path to it. */
const numbersIn = (value: unknown, path: readonly string[] = []): readonly (readonly string[])[] =>
  typeof value === 'number'
    ? [path]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([key, held]) => numbersIn(held, [...path, key]))
      : []

function withOneMoreAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return Number(value) + 1
  if (Array.isArray(value)) {
    return value.map((held, nth) => (`${nth}` === key ? withOneMoreAt(held, rest) : held))
  }
  const held = value as Readonly<Record<string, unknown>>
  return { ...held, [key]: withOneMoreAt(held[key], rest) }
}

test('H10: any number of any rule, changed by one, is found', () => {
  const places = documents.flatMap(({ name, body }) =>
    numbersIn(body).map((path) => ({ name, body, path })),
  )
  assert.ok(places.length > 400, `${places.length} numbers`)
  fc.assert(
    fc.property(fc.constantFrom(...places), ({ name, body, path }) => {
      const found = notAsReleased([{ name, body: withOneMoreAt(body, path) }])
      assert.deepEqual(found.length, 1, path.join('.'))
      assert.match(found[0] ?? '', /are not the ones that were released/)
    }),
    { numRuns: 400 },
  )
})

test('H10: rules under a version that was never released are refused too', () => {
  const ahead = { name: 'evenkeel-warfarin 9.9', body: { ...DEFAULT_RULE_SET, version: '9.9' } }
  assert.match(notAsReleased([ahead]).join(), /"evenkeel-warfarin 9\.9" were never released/)
})
