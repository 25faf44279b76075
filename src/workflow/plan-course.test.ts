import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import type { PlanStep } from '#store/visits.ts'
import { planCourse } from './plan-course.ts'

const AT_25 = { valueTenths: 25, lowTenths: 20, highTenths: 30 }
const AT_30 = { valueTenths: 30, lowTenths: 25, highTenths: 35 }
const step = (on: string, phase: PlanStep['phase'], target = AT_25): PlanStep => ({
  recordedAt: Date.parse(`${on}T12:00:00Z`),
  phase,
  target,
})
const STARTED = day('2025-01-23')

test('the first range holds since treatment started, whenever it was recorded', () => {
  const { ranges } = planCourse([step('2026-11-01', 'maintaining')], STARTED)
  assert.deepEqual(
    ranges.map(({ from }) => from),
    [STARTED],
  )
})

test('a new range holds from the day it was recorded; a version that keeps the range adds none', () => {
  const steps = [
    step('2025-01-23', 'maintaining'),
    step('2025-06-01', 'maintaining'),
    step('2026-02-01', 'maintaining', AT_30),
  ]
  assert.deepEqual(
    planCourse(steps, STARTED).ranges.map(({ from, range }) => [from, range.lowTenths]),
    [
      ['2025-01-23', 20],
      ['2026-02-01', 25],
    ],
  )
})

test('H24: a plan that is edited while treatment is stopped for a procedure ends no pause; its end does', () => {
  const ofProcedure = (on: string, phase: PlanStep['phase']): PlanStep => ({
    ...step(on, phase),
    target: null,
    ofProcedure: true,
  })
  const stopped = [
    step('2025-01-23', 'maintaining'),
    ofProcedure('2026-03-01', 'suspended'),
    step('2026-03-03', 'maintaining', AT_30),
  ]
  assert.deepEqual(planCourse(stopped, STARTED).breaks, [
    { from: '2026-03-01', until: 'still-open' },
  ])
  const restarted = [...stopped, ofProcedure('2026-03-08', 'maintaining')]
  assert.deepEqual(planCourse(restarted, STARTED).breaks, [
    { from: '2026-03-01', until: '2026-03-08' },
  ])
  assert.equal(planCourse(restarted, STARTED).ranges.length, 2, 'the edit counts as a range')
  const paused = [...stopped, step('2026-03-08', 'suspended'), step('2026-04-01', 'maintaining')]
  assert.deepEqual(planCourse(paused, STARTED).breaks, [
    { from: '2026-03-01', until: '2026-04-01' },
  ])
})

test('a pause is from its first version to the version that resumed treatment, or still open', () => {
  const steps = [
    step('2025-01-23', 'maintaining'),
    step('2026-03-01', 'suspended'),
    step('2026-03-05', 'suspended'),
    step('2026-03-20', 'maintaining'),
    step('2026-11-01', 'suspended'),
  ]
  assert.deepEqual(planCourse(steps, STARTED).breaks, [
    { from: '2026-03-01', until: '2026-03-20' },
    { from: '2026-11-01', until: 'still-open' },
  ])
})
