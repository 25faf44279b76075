import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import { type CourseStep, courseFactsOf, type RecordedCourse } from './course-facts.ts'

const step = (on: string, known: Partial<CourseStep> = {}): CourseStep => ({
  on: day(on),
  phase: 'maintaining',
  method: 'provider-meter',
  howStarted: 'initiated-here',
  ...known,
})
const COURSE: RecordedCourse = {
  episodeId: 'e1',
  medicine: 'warfarin',
  isAtrialFibrillation: true,
  startedOn: day('2026-02-10'),
  endedOn: null,
  initiatedOn: null,
  steps: [step('2026-02-12')],
}
const facts = (known: Partial<RecordedCourse>) => courseFactsOf({ ...COURSE, ...known })

test('S25: what was only referred or accepted is no course of the provider', () => {
  assert.equal(facts({ steps: [step('2026-02-12', { phase: 'referred' })] }), undefined)
  const given = [step('2026-02-12', { phase: 'accepted' }), step('2026-02-20', { phase: 'ended' })]
  assert.equal(facts({ steps: given }), undefined)
})

test('S25: treatment that began here counts from its first day, although it was recorded later', () => {
  assert.equal(facts({})?.from, '2026-02-10')
  assert.equal(facts({ startedOn: null })?.from, '2026-02-12')
})

test('S25: who was taken over from another service counts from the day on which treatment here became active', () => {
  const howStarted = 'transferred-in'
  const steps = [
    step('2026-02-12', { phase: 'accepted', howStarted }),
    step('2026-02-20', { howStarted }),
  ]
  assert.equal(facts({ startedOn: day('2019-01-01'), steps })?.from, '2026-02-20')
})

test('S25: a record that came from another product counts from the first day of treatment', () => {
  const steps = [step('2026-02-12', { howStarted: 'imported' })]
  assert.equal(facts({ startedOn: day('2019-01-01'), steps })?.from, '2019-01-01')
})

test('S25: a pause is from the day it was recorded to the day before treatment went on, and an open one has no end', () => {
  const steps = [
    step('2026-02-12'),
    step('2026-03-10', { phase: 'suspended' }),
    step('2026-03-12', { phase: 'suspended' }),
    step('2026-04-02', { phase: 'initiating' }),
    step('2026-05-05', { phase: 'suspended' }),
  ]
  assert.deepEqual(facts({ steps })?.suspensions, [
    { from: '2026-03-10', to: '2026-04-01' },
    { from: '2026-05-05', to: null },
  ])
})

test('S25: a pause that was taken back on its day is none, and one during which treatment ended stays open', () => {
  const taken = [step('2026-02-12'), step('2026-03-10', { phase: 'suspended' }), step('2026-03-10')]
  assert.deepEqual(facts({ steps: taken })?.suspensions, [])
  const ended = [
    step('2026-02-12'),
    step('2026-03-10', { phase: 'suspended' }),
    step('2026-06-01', { phase: 'ended' }),
  ]
  const endedOn = day('2026-05-20')
  assert.deepEqual(facts({ steps: ended, endedOn })?.suspensions, [
    { from: '2026-03-10', to: null },
  ])
  assert.equal(facts({ steps: ended, endedOn })?.to, '2026-05-20')
})

test('S2: the way of measuring is that of each version from its day; the first counts from the first day of the course', () => {
  const steps = [
    step('2026-02-12', { method: null }),
    step('2026-02-14', { method: 'laboratory' }),
    step('2026-04-01', { method: 'own-meter' }),
  ]
  assert.deepEqual(facts({ steps })?.methods, [
    { from: '2026-02-10', method: 'laboratory' },
    { from: '2026-04-01', method: 'own-meter' },
  ])
  assert.deepEqual(facts({ steps: [step('2026-02-12', { method: null })] })?.methods, [])
  const early = [step('2026-01-02', { phase: 'accepted' }), step('2026-02-12')]
  assert.equal(facts({ steps: early })?.methods[0]?.from, '2026-01-02')
})
