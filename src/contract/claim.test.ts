import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import type { Activity } from './activity.ts'
import { month } from './calendar-month.ts'
import { claimOf } from './claim.ts'
import { clockOfReturn, clockOn, differenceOf, figuresOf, firstOwed } from './monthly-return.ts'
import { SHEFFIELD_2020_21 as SHEFFIELD } from './sheffield-2020-21.ts'

const active = (of: string, level: 3 | 4, patientId: string): Activity => ({
  kind: 'active',
  month: month(of),
  level,
  patientId,
  episodeId: `e-${patientId}`,
})
const visit = (of: string, nth: number): Activity => ({
  kind: 'home-visit',
  month: month(of),
  patientId: 'p1',
  visitId: `v${nth}`,
  on: day(`${of}-10`),
  nth,
  isPaid: nth <= 12,
})
const initiation: Activity = {
  kind: 'initiation',
  month: month('2026-05'),
  patientId: 'p2',
  episodeId: 'e-p2',
  on: day('2026-05-04'),
}
const QUARTER = ['2026-04', '2026-05', '2026-06'].map(month)
const ACTIVITY = [
  active('2026-04', 3, 'p1'),
  active('2026-04', 4, 'p2'),
  active('2026-05', 3, 'p1'),
  active('2026-05', 4, 'p2'),
  active('2026-05', 4, 'p3'),
  active('2026-07', 4, 'p3'),
  initiation,
  visit('2026-06', 12),
  visit('2026-06', 13),
]

test('S27: a claim is to the penny, a line a month and component, each with the facts behind it', () => {
  const claim = claimOf(QUARTER, ACTIVITY, SHEFFIELD)
  assert.deepEqual(
    claim.lines.map(({ month: of, componentId, count, totalPence }) => [
      of,
      componentId,
      count,
      totalPence,
    ]),
    [
      ['2026-04', 'level-3', 1, 1325],
      ['2026-04', 'level-4', 1, 1775],
      ['2026-05', 'level-3', 1, 1325],
      ['2026-05', 'level-4', 2, 3550],
      ['2026-05', 'level-5', 1, 5000],
      ['2026-06', 'home-visit', 1, 600],
    ],
  )
  assert.equal(claim.totalPence, 13575)
  assert.ok(claim.lines.every(({ facts, count }) => facts.length === count))
})

test('S26: a visit beyond the cap stands in the claim as unpaid', () => {
  assert.deepEqual(
    claimOf(QUARTER, ACTIVITY, SHEFFIELD).unpaid.map((fact) => 'visitId' in fact && fact.visitId),
    ['v13'],
  )
})

test('S30: the figures of a return count every home visit, paid or not, and nought where there is none', () => {
  assert.deepEqual(figuresOf(ACTIVITY.filter(({ month: of }) => of === '2026-06')), {
    'active-level-3': 0,
    'active-level-4': 0,
    'initiated-level-5': 0,
    'home-visits': 2,
  })
})

test('S30: what is different since a return was submitted is said line by line', () => {
  const before = figuresOf([active('2026-04', 3, 'p1'), visit('2026-04', 1)])
  const now = figuresOf([active('2026-04', 4, 'p1'), visit('2026-04', 1)])
  assert.deepEqual(differenceOf(before, now), [
    { line: 'active-level-3', by: -1 },
    { line: 'active-level-4', by: 1 },
  ])
  assert.deepEqual(differenceOf(now, now), [])
})

test('S30: a return is due on the 15th working day of the next month, with reminders on the 10th and 13th', () => {
  const [monthly] = SHEFFIELD.returns
  assert.ok(monthly)
  assert.deepEqual(clockOfReturn(month('2026-03'), monthly), {
    due: { kind: 'day', day: '2026-04-23' },
    reminders: [
      { kind: 'day', day: '2026-04-16' },
      { kind: 'day', day: '2026-04-21' },
    ],
  })
})

// By hand, with a calendar: March 2026 is due on Thursday 23 April, since Good Friday and Easter Monday fall in it.
for (const [today, expected] of [
  ['2026-03-31', { kind: 'not-ended' }],
  ['2026-04-01', { kind: 'open', due: '2026-04-23', workingDaysLeft: 14, reminders: 0 }],
  ['2026-04-15', { kind: 'open', due: '2026-04-23', workingDaysLeft: 6, reminders: 0 }],
  ['2026-04-16', { kind: 'open', due: '2026-04-23', workingDaysLeft: 5, reminders: 1 }],
  ['2026-04-19', { kind: 'open', due: '2026-04-23', workingDaysLeft: 4, reminders: 1 }],
  ['2026-04-21', { kind: 'open', due: '2026-04-23', workingDaysLeft: 2, reminders: 2 }],
  ['2026-04-23', { kind: 'open', due: '2026-04-23', workingDaysLeft: 0, reminders: 2 }],
  ['2026-04-24', { kind: 'late', due: '2026-04-23' }],
] as const) {
  test(`S30: on ${today} the return of March 2026 is ${expected.kind}`, () => {
    const [monthly] = SHEFFIELD.returns
    assert.ok(monthly)
    assert.deepEqual(clockOn(day(today), month('2026-03'), monthly, month('2026-03')), expected)
  })
}

test('S30: a month before those whose returns are made here is owed by nobody, and beyond the table of bank holidays there is no clock', () => {
  const [monthly] = SHEFFIELD.returns
  assert.ok(monthly)
  const owedFrom = firstOwed(day('2026-04-10'))
  assert.equal(owedFrom, '2026-03')
  const on = (today: string, of: string) => clockOn(day(today), month(of), monthly, owedFrom).kind
  assert.equal(on('2026-04-30', '2026-02'), 'not-owed')
  assert.equal(on('2026-04-30', '2026-03'), 'late')
  assert.equal(on('2031-02-01', '2031-01'), 'no-clock')
})
