import assert from 'node:assert/strict'
import { test } from 'node:test'
import { courseInWords, type NamedCourse } from './named-course.ts'

const AF: NamedCourse = {
  medicine: 'warfarin',
  indication: 'atrial-fibrillation',
  indicationText: 'AF',
  targetTenths: 25,
  phase: 'maintaining',
  standing: 'confirmed',
}

const TABLE: readonly (readonly [string, Partial<NamedCourse>])[] = [
  ['Warfarin, Atrial fibrillation, target 2.5', {}],
  ['Warfarin, Atrial fibrillation, target not known', { targetTenths: null }],
  ['Warfarin, hole in heart, target 2.5', { indication: null, indicationText: 'hole in heart' }],
  ['Warfarin, indication not known, target 2.5', { indication: null, indicationText: '' }],
  ['Warfarin, indication not known, target 2.5', { indication: null, indicationText: null }],
  ['Medicine not known, Atrial fibrillation, target 2.5', { medicine: 'not-known' }],
  ['Apixaban, Atrial fibrillation', { medicine: 'apixaban', targetTenths: null }],
  ['Warfarin, Atrial fibrillation, target 2.5, suspended', { phase: 'suspended' }],
  ['Warfarin, Atrial fibrillation, target 2.5, not started', { phase: 'referred' }],
  [
    'Warfarin, Atrial fibrillation, target 2.5, not started, not confirmed',
    { phase: 'accepted', standing: 'unverified' },
  ],
]

for (const [words, known] of TABLE) {
  test(`H01: a course is named with its medicine, indication and target: ${words}`, () => {
    assert.equal(courseInWords({ ...AF, ...known }), words)
  })
}
