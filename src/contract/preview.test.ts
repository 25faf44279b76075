import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import type { PatientFacts } from './activity.ts'
import { month, monthsFrom } from './calendar-month.ts'
import { countedUnder, NOTHING_COUNTED, previewOf, sharedCount, together } from './preview.ts'
import { SHEFFIELD_2020_21 } from './sheffield-2020-21.ts'

const MONTHS = monthsFrom(month('2026-01'), month('2026-12'))
const CONTRACT = {
  ...{ specificationId: 'sheffield-2020-21', specificationVersion: 1, reference: 'R' },
  ...{ from: day('2026-01-01'), to: day('2026-12-31'), levels: [3, 4, 5] as const },
}
const patient = (patientId: string): PatientFacts => ({
  patientId,
  courses: [
    {
      ...{ episodeId: `${patientId}-e`, medicine: 'warfarin', isAtrialFibrillation: true },
      ...{ from: day('2025-06-01'), to: null, initiatedOn: null, suspensions: [] },
      methods: [{ from: day('2025-06-01'), method: 'provider-meter' }],
    },
  ],
  homeVisits: Array.from({ length: 14 }, (_, nth) => ({
    visitId: `${patientId}-${nth}`,
    episodeId: `${patientId}-e`,
    on: day(`2026-03-${`${nth + 1}`.padStart(2, '0')}`),
  })),
  paidElsewhere: [],
})
const counted = (...ids: readonly string[]) =>
  countedUnder(MONTHS, ids.map(patient), CONTRACT, SHEFFIELD_2020_21, 'gp-practice')

test('H36: a count of 1 to 7 is not shown and every other is to the nearest 5', () => {
  assert.deepEqual([0, 1, 7, 8, 12, 13].map(sharedCount), [0, null, null, 10, 10, 15])
})

test('S26: what is counted is what the returns count, and what is beyond the cap is counted by itself', () => {
  const { byComponent, beyondCap } = counted('a', 'b')
  assert.deepEqual(Object.fromEntries(byComponent), { 'level-4': 24, 'home-visit': 24 })
  assert.equal(beyondCap, 4)
})

test('H36: the preview is made of the sums over all providers as they are shown', () => {
  const sums = together(counted('a'), together(counted('b'), NOTHING_COUNTED))
  const shown = previewOf(SHEFFIELD_2020_21, sums, [CONTRACT, CONTRACT], MONTHS, null)
  assert.deepEqual(
    shown.lines.map(({ component, count, totalPence }) => [component.id, count, totalPence]),
    [
      ['level-3', 0, 0],
      ['level-4', 25, 25 * 1775],
      ['level-5', 0, 0],
      ['home-visit', 25, 25 * 600],
    ],
  )
  assert.equal(shown.totalPence, 25 * 2375)
  assert.equal(shown.beyondCap, null, 'four are too few to be shown')
})

test('C4: blocks are paid for each contract, weighted patients as they are said, and a share is of the rest', () => {
  const [level4] = SHEFFIELD_2020_21.components.filter(({ id }) => id === 'level-4')
  assert.ok(level4)
  const components = [
    { ...level4, id: 'block-1', pricePence: 100_000, basis: { kind: 'block', months: 6 } },
    {
      ...level4,
      id: 'weighted',
      pricePence: 20,
      basis: { kind: 'per-weighted-patient', inMonth: 4 },
    },
    {
      ...level4,
      id: 'outcome-3',
      pricePence: 0,
      basis: { kind: 'outcome-share', measure: 'm', thresholdPercent: 60, percentOfTotal: 10 },
    },
  ] as const
  const contracts = [CONTRACT, CONTRACT, CONTRACT]
  const of = (weighted: number | null) =>
    previewOf({ components }, NOTHING_COUNTED, contracts, MONTHS, weighted)
  assert.deepEqual(
    of(1000).lines.map(({ count, totalPence }) => [count, totalPence]),
    [
      [6, 600_000],
      [1000, 20_000],
    ],
  )
  assert.deepEqual([of(1000).outcomePence, of(1000).needsWeighted], [62_000, false])
  assert.deepEqual([of(null).totalPence, of(null).needsWeighted], [600_000, true])
})
