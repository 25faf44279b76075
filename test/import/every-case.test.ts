import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'

type Case = { readonly id: string; readonly surface: string }

test('every case of CSV import in the bad-inputs file is tried by a test or stands in the dirty export', () => {
  const { cases }: { cases: Case[] } = JSON.parse(readFileSync('test/bad-inputs.json', 'utf8'))
  const wanted = cases.filter(({ surface }) => surface === 'CSV import').map(({ id }) => id)
  const tried = [
    ...globSync('test/import/*.ts'),
    ...globSync('test/store/import*.test.ts'),
    'test/import/dirty/expected.csv',
  ]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')
  assert.ok(wanted.length >= 58)
  assert.deepEqual(
    wanted.filter((id) => !tried.includes(id)),
    [],
  )
})
