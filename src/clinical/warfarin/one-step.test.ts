import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { ug } from '#clinical/dose.ts'
import { inr, result } from '#test/clinical/a-visit.ts'
import { oneStep, oneStepNg } from './one-step.ts'

describe('the one-step rule, first reading (clinical reference 1.4)', () => {
  const rows: readonly (readonly [number, readonly number[], number, string])[] = [
    [10, [24], 15, 'low'],
    [19, [24], 15, 'low'],
    [20, [24], 0, 'in-range'],
    [30, [34], 0, 'in-range'],
    [31, [], 0, 'first-high'],
    [31, [30], 0, 'first-high'],
    [40, [24, 34], 0, 'first-high'],
    [31, [31], -15, 'high-twice'],
    [40, [34], -15, 'high-twice'],
  ]
  for (const [tenths, before, percent, because] of rows) {
    test(`INR ${tenths / 10} after ${before.map((value) => value / 10).join(', ') || 'none'}: ${percent} %`, () => {
      const previous = before.map((value) => result('2026-11-08', value))
      assert.deepEqual(oneStep(tenths, previous), { percent, because })
    })
  }

  test('a last INR above what the meter measures was high; one below was not', () => {
    const last = (tenths: number, comparator: '<' | '>') => [
      { ...result('2026-11-08', tenths), inr: inr(tenths, comparator) },
    ]
    assert.equal(oneStep(34, last(80, '>')).because, 'high-twice')
    assert.equal(oneStep(34, last(8, '<')).because, 'first-high')
    assert.equal(oneStep(34, last(35, '<')).because, 'first-high')
  })

  test('a step is exact', () => {
    assert.equal(oneStepNg(ug(3286), 15), 3_778_900)
    assert.equal(oneStepNg(ug(5000), -15), 4_250_000)
  })
})
