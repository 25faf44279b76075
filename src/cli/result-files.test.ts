import assert from 'node:assert/strict'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { scratchFolder } from '#test/scratch.ts'
import { whyNotWritten, writeWhole } from './result-files.ts'

const SPACE = scratchFolder('result-files')
after(() => rmSync(SPACE, { recursive: true }))

/** A new empty folder. */
function emptyFolder(name: string): string {
  const folder = join(SPACE, name)
  mkdirSync(folder)
  return folder
}

test('a file is written whole, with nothing beside it', () => {
  const folder = emptyFolder('whole')
  assert.equal(writeWhole(join(folder, 'a.csv'), 'text', false), undefined)
  assert.deepEqual(readdirSync(folder), ['a.csv'])
  assert.equal(readFileSync(join(folder, 'a.csv'), 'utf8'), 'text')
})

test('a file that is there stays as it is, unless it is to be replaced', () => {
  const file = join(emptyFolder('again'), 'a.csv')
  writeFileSync(file, 'old')
  assert.match(whyNotWritten(file, false) ?? '', /a\.csv is there already\..*--force/)
  assert.match(writeWhole(file, 'new', false) ?? '', /is there already/)
  assert.equal(readFileSync(file, 'utf8'), 'old')
  assert.equal(whyNotWritten(file, true), undefined)
  assert.equal(writeWhole(file, 'new', true), undefined)
  assert.equal(readFileSync(file, 'utf8'), 'new')
})

test('a folder that is not there, a folder, and a device are refused, also by force', () => {
  const folder = emptyFolder('refused')
  mkdirSync(join(folder, 'b'))
  for (const nowhere of [join(folder, 'none', 'a.csv'), '/dev/null/a.csv', '/dev/null/b/a.csv']) {
    assert.match(whyNotWritten(nowhere, true) ?? '', /there is no folder/)
    assert.match(writeWhole(nowhere, 'x', true) ?? '', /cannot be written/)
  }
  for (const path of [join(folder, 'b'), '/dev/null']) {
    assert.match(whyNotWritten(path, true) ?? '', /not a file/)
  }
  assert.deepEqual(readdirSync(folder), ['b'])
})
