import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import type { Activity } from './activity.ts'
import { month, monthsFrom } from './calendar-month.ts'
import { paymentOf } from './payment.ts'
import type { Component, PaymentBasis } from './specification.ts'

// Each way in which a price can be earned, on activity that can be counted by hand.

const APRIL = month('2026-04')
const QUARTER = monthsFrom(APRIL, month('2026-06'))
const YEAR = monthsFrom(APRIL, month('2027-03'))
const CONTRACT = { from: day('2026-04-01') }

const active = (patientId: string, of: string, level: 3 | 4 = 4): Activity => ({
  kind: 'active',
  month: month(of),
  level,
  patientId,
  episodeId: `${patientId}-course`,
})
const visit = (nth: number, isPaid: boolean): Activity => ({
  kind: 'home-visit',
  month: APRIL,
  patientId: 'p1',
  visitId: `v${nth}`,
  on: day('2026-04-07'),
  nth,
  isPaid,
})
const started: Activity = {
  kind: 'initiation',
  month: month('2026-05'),
  patientId: 'p2',
  episodeId: 'e2',
  on: day('2026-05-06'),
}
const DONE: readonly Activity[] = [
  active('p1', '2026-04'),
  active('p1', '2026-05'),
  active('p2', '2026-05'),
  active('p3', '2026-06', 3),
  visit(1, true),
  visit(2, true),
  visit(3, false),
  started,
]

const priced = (id: string, pricePence: number, basis: PaymentBasis): Component => ({
  ...{ id, name: id, basisAsPrinted: id, pricePence, basis },
  providers: ['gp-practice'],
})
const LEVEL_4 = priced('level-4', 1775, { kind: 'active-patient-month', level: 4 })
const nothingElse = { weightedPatients: null, measured: new Map<string, number>() }
const totalOf = (components: readonly Component[], months = QUARTER, beside = nothingElse) =>
  paymentOf(months, DONE, CONTRACT, { components }, beside).totalPence

test('C4, S27: each active patient-month is paid at the price of its level', () => {
  assert.equal(totalOf([LEVEL_4]), 3 * 1775)
  assert.equal(totalOf([priced('level-3', 1325, { kind: 'active-patient-month', level: 3 })]), 1325)
})

test('C4, S27: a patient who is started is paid once', () => {
  const basis = { kind: 'once-per-patient', for: 'initiated-in-atrial-fibrillation' } as const
  assert.equal(totalOf([priced('level-5', 5000, basis)]), 5000)
})

test('C4, S26: an item is paid up to its cap', () => {
  const cap = { most: 2, within: 'contract-year' } as const
  const basis = { kind: 'per-item', item: 'home-visit', levels: [3, 4], cap } as const
  assert.equal(totalOf([priced('home-visit', 600, basis)]), 1200)
})

test('C4, K4: a price for each weighted patient is paid once a year in its month, and is not known where nobody says how many there are', () => {
  const weighted = priced('weighted', 20, { kind: 'per-weighted-patient', inMonth: 5 })
  const list = { weightedPatients: 9_871, measured: new Map<string, number>() }
  assert.equal(totalOf([weighted], QUARTER, list as never), 197_420)
  assert.equal(totalOf([weighted], YEAR, list as never), 197_420)
  assert.equal(totalOf([weighted], [APRIL], list as never), 0)
  const unknown = paymentOf(QUARTER, DONE, CONTRACT, { components: [weighted] }, nothingElse)
  assert.deepEqual([unknown.totalPence, unknown.notKnown], [0, [weighted]])
})

test('C4: a block is paid in the first of its months, from the month in which the contract begins, whatever was done', () => {
  const block = (months: number) => priced('block', 120_000, { kind: 'block', months })
  assert.equal(totalOf([block(12)], YEAR), 120_000)
  assert.equal(totalOf([block(3)], YEAR), 480_000)
  assert.equal(totalOf([block(1)], QUARTER), 360_000)
  assert.equal(totalOf([block(6)], monthsFrom(month('2026-05'), month('2026-09'))), 0)
  const later = { from: day('2026-05-01') }
  const { fixed } = paymentOf(YEAR, [], later, { components: [block(12)] }, nothingElse)
  assert.deepEqual(
    fixed.map((line) => line.month),
    ['2026-05'],
    'nothing is paid before the contract begins',
  )
})

test('C4: a share is of all else, to the penny below, and is paid where its outcome is reached', () => {
  const outcome = priced('outcome', 0, {
    ...{ kind: 'outcome-share', measure: 'time in range', thresholdPercent: 65 },
    percentOfTotal: 7,
  })
  const components = [LEVEL_4, outcome]
  const measured = (percent: number) => ({
    weightedPatients: null,
    measured: new Map([['time in range', percent]]),
  })
  assert.equal(totalOf(components, QUARTER, measured(65)), 5325 + 372)
  assert.equal(totalOf(components, QUARTER, measured(64.9)), 5325)
  const unknown = paymentOf(QUARTER, DONE, CONTRACT, { components }, nothingElse)
  assert.deepEqual(
    [unknown.totalPence, unknown.outcomes.map(({ isMet, sharePence }) => [isMet, sharePence])],
    [5325, [[null, 372]]],
  )
})
