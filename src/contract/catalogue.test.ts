import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { canonicalJson } from '#base/canonical.ts'
import { CATALOGUE, released } from './catalogue.ts'

test('C5: a specification is not changed under its version: each is the text that was released', () => {
  for (const { document, hash } of CATALOGUE) {
    const now = createHash('sha256').update(canonicalJson(document)).digest('hex')
    assert.equal(now, hash, `${document.id} says something else: release it as another version`)
  }
})

test('each version of a specification stands in the catalogue once, and is found by it', () => {
  const names = CATALOGUE.map(({ document: { id, version } }) => `${id} ${version}`)
  assert.equal(new Set(names).size, names.length)
  for (const each of CATALOGUE) {
    assert.equal(released(each.document.id, each.document.version), each)
  }
  assert.equal(released('sheffield-2020-21', 99), undefined)
})
