import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import type { EpisodePlan, Medicine } from './episode.ts'
import { againstWashout, type CourseBefore } from './washout.ts'

const TODAY = day('2026-11-22')
const PLAN: EpisodePlan = {
  medicine: 'apixaban',
  indication: 'atrial-fibrillation',
  indicationText: '',
  clinicalReason: '',
  target: null,
  startedOn: TODAY,
  duration: null,
  protocol: null,
  tabletSet: null,
  method: null,
  howStarted: null,
  managementPlan: '',
  relevantFindings: '',
}

const took = (medicine: Medicine, daysAgo: number, tenths?: number): CourseBefore => ({
  medicine,
  lastOn: addDays(TODAY, -daysAgo),
  newest: tenths === undefined ? undefined : { inr: { comparator: '=', tenths }, on: TODAY },
})
const codes = (
  medicine: Medicine,
  before: readonly CourseBefore[],
  withoutOverlap: Parameters<typeof againstWashout>[0]['withoutOverlap'] = '',
) =>
  againstWashout({ today: TODAY, plan: { ...PLAN, medicine }, before, withoutOverlap }).map(
    ({ code }) => code,
  )

for (const medicine of ['warfarin', 'acenocoumarol', 'phenindione'] as const) {
  test(`H18: within 14 days after ${medicine} a direct oral anticoagulant starts at its INR and not above`, () => {
    assert.deepEqual(codes('apixaban', [took(medicine, 13)]), ['inr-needed'])
    assert.deepEqual(codes('apixaban', [took(medicine, 0, 20)]), ['inr-too-high'])
    assert.deepEqual(codes('apixaban', [took(medicine, 0, 19)]), [])
    assert.deepEqual(codes('edoxaban', [took(medicine, 3, 25)]), [])
    assert.deepEqual(codes('edoxaban', [took(medicine, 3, 26)]), ['inr-too-high'])
    assert.deepEqual(codes('apixaban', [took(medicine, 14)]), [])
  })
}

test('H18: the course that was taken last counts', () => {
  const both = [took('warfarin', 10, 19), took('warfarin', 2, 30)]
  assert.deepEqual(codes('apixaban', both), ['inr-too-high'])
})

test('H18: within 2 days after a direct oral anticoagulant warfarin needs an overlap, or a reason why there is none', () => {
  assert.deepEqual(codes('warfarin', [took('rivaroxaban', 0)]), ['overlap-needed'])
  assert.deepEqual(codes('warfarin', [took('rivaroxaban', 1)]), ['overlap-needed'])
  assert.deepEqual(codes('warfarin', [took('rivaroxaban', 2)]), [])
  assert.deepEqual(codes('warfarin', [took('rivaroxaban', 0)], 'adverse-event'), [])
})

test('one of a kind after another of the kind asks for nothing', () => {
  assert.deepEqual(codes('apixaban', [took('dabigatran', 0)]), [])
  assert.deepEqual(codes('warfarin', [took('acenocoumarol', 0)]), [])
  assert.deepEqual(codes('heparin', [took('warfarin', 0)]), [])
})
