import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ug } from '#clinical/dose.ts'
import { BILLION, timesFactor } from './factor.ts'

test('a dose times a factor is the nearest nanogram, the higher of two equally near', () => {
  const rows = [
    [5000, BILLION, 5_000_000],
    [500, BILLION + 999, 500_000],
    [500, BILLION + 1000, 500_001],
    [500, BILLION + 2999, 500_001],
    [500, BILLION + 3000, 500_002],
    [500, 0, 0],
  ] as const
  for (const [dose, factor, ng] of rows) assert.equal(timesFactor(ug(dose), factor), ng)
})
