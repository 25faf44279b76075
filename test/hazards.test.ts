import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hazardLog, hazards, MATRIX, testsOfHazards, writtenLog } from '#tools/hazard-log.ts'

test('each rating of the hazard log is what the matrix gives', () => {
  for (const { id, initial, residual } of hazards()) {
    for (const { severity, likelihood, rating } of [initial, residual]) {
      assert.equal(rating, MATRIX[likelihood - 1]?.[severity - 1], id)
    }
  }
})

test('a test that names a hazard names one of the log', () => {
  const known = new Set(hazards().map(({ id }) => id))
  const tests = testsOfHazards()
  assert.ok(tests.length > 40, `${tests.length} tests name a hazard`)
  assert.deepEqual(
    tests.filter(({ ids }) => ids.some((id) => !known.has(id))),
    [],
  )
})

test('docs/safety/hazards.md is what the data and the tests say; else run: node tools/hazard-log.ts', () => {
  assert.equal(writtenLog(), hazardLog())
})
