import assert from 'node:assert/strict'
import { test } from 'node:test'
import { indicationOf } from './indications.ts'
import { type TargetFit, targetFit } from './target-fit.ts'
import type { ValveFacts } from './valve-grid.ts'

const ROWS: readonly (readonly [indication: string, tenths: number, fit: TargetFit])[] = [
  ['atrial-fibrillation', 25, 'fits'],
  ['atrial-fibrillation', 30, 'too-high'],
  ['atrial-fibrillation', 20, 'too-low'],
  ['recurrent-vte-on-anticoagulation', 35, 'fits'],
  ['recurrent-vte-on-anticoagulation', 25, 'too-low'],
  ['cardioversion', 25, 'fits'],
  ['cardioversion', 30, 'fits'],
  ['cardioversion', 35, 'too-high'],
  ['mechanical-mitral-valve', 30, 'not-known'],
  ['', 25, 'not-known'],
]
for (const [indication, tenths, fit] of ROWS) {
  test(`H07: a target of ${tenths / 10} for ${indication || 'no diagnosis'} ${fit}`, () => {
    assert.equal(targetFit(tenths, indicationOf(indication), undefined), fit)
  })
}

const VALVE: ValveFacts = {
  position: 'aortic',
  make: 'ATS',
  previousEmbolism: 'no',
  atrialFibrillation: 'no',
  mitralStenosis: 'no',
  lowEjectionFraction: 'no',
}

test('H07: a target of a valve fits the grid when valve and patient are known', () => {
  const valve = indicationOf('mechanical-aortic-valve')
  assert.equal(targetFit(25, valve, VALVE), 'fits')
  assert.equal(targetFit(30, valve, VALVE), 'too-high')
})

test('H07: of a valve that is not fully known, only what no valve has is unfit', () => {
  const valve = indicationOf('mechanical-aortic-valve')
  const unknown = { ...VALVE, make: '' }
  assert.equal(targetFit(30, valve, unknown), 'not-known')
  assert.equal(targetFit(20, valve, unknown), 'too-low')
  assert.equal(targetFit(45, valve, unknown), 'too-high')
})
