import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  faultsOfControls,
  type Hazard,
  hazardLog,
  hazards,
  MATRIX,
  namedTests,
  writtenLog,
} from '#tools/hazard-log.ts'

const TESTS = namedTests()

/** The hazards of which each control stands with its tests or with what is missing. */
const isMatched = ({ id }: Hazard): boolean => !/^H37/.test(id)

test('each rating of the hazard log is what the matrix gives', () => {
  for (const { id, initial, residual } of hazards()) {
    for (const { severity, likelihood, rating } of [initial, residual]) {
      assert.equal(rating, MATRIX[likelihood - 1]?.[severity - 1], id)
    }
  }
})

test('a test that names a hazard names one of the log', () => {
  const known = new Set(hazards().map(({ id }) => id))
  const tests = TESTS.filter(({ ids }) => ids.length > 0)
  assert.ok(tests.length > 40, `${tests.length} tests name a hazard`)
  assert.deepEqual(
    tests.filter(({ ids }) => ids.some((id) => !known.has(id))),
    [],
  )
})

test('each control has tests that exist, or says what is missing', () => {
  const matched = hazards().filter(isMatched)
  assert.equal(matched.length, 40)
  assert.deepEqual(
    matched.flatMap((hazard) => faultsOfControls(hazard, TESTS)),
    [],
  )
})

test('a control without a test, or with one that does not exist, is found', () => {
  const [hazard] = hazards()
  assert.ok(hazard)
  const tests = ['one', 'two', 'one more'].map((name) => ({ file: 'a.test.ts', name, ids: [] }))
  const faultsOf = (control: Hazard['controls'][number]) =>
    faultsOfControls({ ...hazard, controls: [control] }, tests).length
  assert.equal(faultsOf({ text: 'c', provedBy: ['two'], open: 'a part' }), 0)
  assert.equal(faultsOf({ text: 'c', provedBy: ['two'], limit: 'what remains' }), 0)
  assert.equal(faultsOf({ text: 'c', later: 'not built' }), 0)
  for (const faulty of [
    'c',
    { text: 'c' },
    { text: 'c', provedBy: [] },
    { text: 'c', open: 'a part' },
    { text: 'c', limit: 'what remains' },
    { text: 'c', later: 'not built', limit: 'what remains' },
    { text: 'c', provedBy: ['three'] },
    { text: 'c', provedBy: ['one'] },
    { text: 'c', provedBy: ['two'], later: 'not built' },
  ]) {
    assert.equal(faultsOf(faulty), 1, JSON.stringify(faulty))
  }
})

test('docs/safety/hazards.md is what the data and the tests say; else run: node tools/hazard-log.ts', () => {
  assert.equal(writtenLog(), hazardLog())
})
