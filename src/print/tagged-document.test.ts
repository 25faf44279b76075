import assert from 'node:assert/strict'
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { mock, test } from 'node:test'
import { type Block, printTagged } from './tagged-document.ts'

const ABOUT = { title: 'A print', author: 'A clinic', footer: 'Synthetic', madeAt: 0 }
const BLOCKS: readonly Block[] = [
  { kind: 'heading', level: 1, text: 'A heading' },
  { kind: 'paragraph', text: 'Take ½ tablet – as “written”.' },
]

test('a font is read once for all documents, and each is what it was alone', async () => {
  const first = await printTagged(ABOUT, BLOCKS)
  const other: readonly Block[] = [
    { kind: 'paragraph', text: 'Quite other letters: žluťoučký', strong: true },
  ]
  await printTagged(ABOUT, other)
  const read = mock.method(fs, 'readFileSync')
  syncBuiltinESMExports()
  const again = await printTagged(ABOUT, BLOCKS)
  const reads = read.mock.callCount()
  read.mock.restore()
  syncBuiltinESMExports()
  assert.equal(reads, 0)
  assert.deepEqual(again, first)
})
