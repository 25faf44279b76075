import assert from 'node:assert/strict'
import { test } from 'node:test'
import { figure, notKnown, peopleFigure } from './indicator-answer.ts'

test('what is left out of a share is named where there is any', () => {
  const answer = figure(
    { count: 1, of: 3, unit: 'INRs', people: [7] },
    { why: 'no start', count: 0 },
    { why: 'no range', count: 2 },
  )
  assert.deepEqual(answer, {
    kind: 'figure',
    count: 1,
    of: 3,
    unit: 'INRs',
    people: [7],
    percentHundredths: 3333,
    notCounted: [{ why: 'no range', count: 2 }],
  })
})

test('a person with two courses is one person of a share', () => {
  const answer = peopleFigure([{ patient: 1 }, { patient: 1 }, { patient: 2 }], () => true)
  assert.ok(answer.kind === 'figure')
  assert.deepEqual([answer.count, answer.of, answer.unit, answer.people], [2, 2, 'people', [1, 2]])
})

test('an answer that is not known says why, and what is known at least', () => {
  assert.deepEqual(notKnown('not recorded'), {
    kind: 'not-known',
    because: 'not recorded',
    atLeast: null,
  })
})
