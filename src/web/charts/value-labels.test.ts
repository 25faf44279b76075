import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeLabels } from './value-labels.ts'

test('a value stands above its mark where there is room', () => {
  assert.deepEqual(placeLabels([{ x: 10, y: 50, text: '2.5' }], [-8, 17]), [
    { x: 10, y: 50, text: '2.5', baseline: 42 },
  ])
})

test('of two close marks one value stands above and one below', () => {
  const marks = [
    { x: 10, y: 50, text: '2.5' },
    { x: 20, y: 50, text: '2.6' },
  ]
  const baselines = placeLabels(marks, [-8, 17]).map(({ baseline }) => baseline)
  assert.deepEqual(baselines, [42, 67])
})

test('a value never covers another: without room it is left to the table', () => {
  const crowd = [10, 12, 14, 16].map((x) => ({ x, y: 50, text: '2.5' }))
  assert.equal(placeLabels(crowd, [-8, 17]).length, 2)
})
