import assert from 'node:assert/strict'
import { test } from 'node:test'
import { REFERENCE_DATA } from '#clinical/reference-data.ts'
import { constants } from '#tools/evidence.ts'
import { filesOfTheHouse } from './architecture/imports.ts'

const CORE = /^src\/(?:base|clinical|register|recall|access)\/.*(?<!\.test)\.ts$/
/** A value that says where it was published: `source: 'NICE CKS ...'`. */
const CITES = /\bsource:\s*['"`]/
/** An act has no list of its own: what it takes from a source stands in a file that is listed. */
const ACT = /^workflow\//
/** Bank holidays cite their source in a comment, and are no clinical constant. */
const BESIDE = ['base/bank-holidays.ts']

const all = filesOfTheHouse()
const core = all.filter(({ path }) => CORE.test(path))
/** What a patient reads in the words of the NPSA, outside the core. */
const WORDING = all.filter(
  ({ path, text }) =>
    /^src\/(?:print|workflow)\/(?!.*\.test\.)/.test(path) && /NPSA[ /]2007/.test(text),
)
const held = REFERENCE_DATA.flatMap(({ holds }) => holds)

/** What rests on somebody else's text: a constant that was compared with one, or is yet to be, and a row that cites. */
const fromOutside = new Set([
  ...constants()
    .filter(({ citation, file }) => /verified/.test(citation?.status ?? '') && !ACT.test(file))
    .map(({ file }) => file),
  ...core
    .filter(({ path, text }) => CITES.test(text) && path !== 'src/clinical/reference-data.ts')
    .map(({ path }) => path.slice('src/'.length)),
  ...WORDING.map(({ path }) => path.slice('src/'.length)),
  ...BESIDE,
])

test('H10: whatever was taken from a published text has a day by which it is reviewed', () => {
  assert.ok(fromOutside.size > 50, `${fromOutside.size} files`)
  assert.deepEqual(
    [...fromOutside].filter((file) => !held.includes(file)),
    [],
    'name these files in src/clinical/reference-data.ts',
  )
})

test('a list of reference data names files that exist, each in one list', () => {
  const paths = new Set(all.map(({ path }) => path.slice('src/'.length)))
  assert.deepEqual(
    held.filter((file) => !paths.has(file)),
    [],
  )
  assert.equal(new Set(held).size, held.length)
})
