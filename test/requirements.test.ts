import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const ROOT = join(import.meta.dirname, '..')

/** How many requirements each source document has. */
const SOURCES = { S: 32, F: 6, K: 6, C: 5 }

const rows = readFileSync(join(ROOT, 'docs/requirements.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| [SFKC]\d/.test(line))
  .map((line) => {
    const [id = '', what = '', state = '', screen = '', code = '', proof = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim())
    return { id, what, state, screen, code, proof }
  })

test('each requirement of the source documents stands in the table once', () => {
  const expected = Object.entries(SOURCES).flatMap(([source, count]) =>
    Array.from({ length: count }, (_, index) => `${source}${index + 1}`),
  )
  assert.deepEqual(
    rows.map(({ id }) => id),
    expected,
  )
})

test('what is met, in whole or in part, names its screen, its code and its test', () => {
  for (const { id, state, screen, code, proof } of rows) {
    if (/^later/.test(state)) continue
    assert.match(state, /^(met$|partly: )/, id)
    for (const cell of [screen, code, proof]) assert.notEqual(cell, '', id)
  }
})

test('each file that the table names exists', () => {
  const named = rows.flatMap(({ code, proof }) => [...`${code} ${proof}`.matchAll(/`([^`]+)`/g)])
  const missing = named.map(([, file = '']) => file).filter((file) => !existsSync(join(ROOT, file)))
  assert.deepEqual([...new Set(missing)], [])
})
