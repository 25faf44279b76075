import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { clinicOf } from '#test/clinical/a-clinic.ts'
import { flaggedPeople } from './clinic-on-day.ts'
import { controlFigures } from './control-figures.ts'
import { NICE, type Period, TWO_WEEKS } from './period.ts'

const YEAR: Period = { from: day('2026-01-01'), until: day('2026-12-31') }

test('where the days of a year went: before the first INR, 56 days between two, 57, and after the last', () => {
  const clinic = clinicOf([
    {
      inrs: [
        [day('2026-03-01'), 25],
        [day('2026-03-29'), 25],
        [day('2026-05-24'), 25],
        [day('2026-07-20'), 25],
      ],
    },
    { inrs: [[day('2026-08-01'), 25]] },
  ])
  const { account } = controlFigures(clinic, YEAR, TWO_WEEKS)
  assert.deepEqual(account, {
    treated: 730,
    tooShort: 0,
    firstWeeks: 0,
    breaks: 0,
    noRange: 0,
    noInr: 60 + 164 + 365,
    longGaps: 57,
    censored: 0,
    counted: 28 + 56,
  })
})

test('less than 6 months of maintenance by the day is too short, 6 months to the day are not', () => {
  const last = day('2026-12-31')
  const settled = day('2026-06-30')
  const figures = [-1, 0, 1].map((days) => {
    const startedOn = addDays(settled, days - NICE.firstDays)
    const inrs = [0, 28, 56].map((after) => [addDays(last, after - 56), 25] as const)
    return controlFigures(clinicOf([{ startedOn, inrs }]), YEAR, NICE)
  })
  assert.deepEqual(
    figures.map(({ leftOut, account }) => [leftOut.tooShort, account.counted]),
    [
      [[], 56],
      [[], 56],
      [[0], 0],
    ],
  )
})

test('somebody counts by a single test, or by a line without any test in the period', () => {
  const leftOut = (inrs: readonly (readonly [string, number])[], period = YEAR) => {
    const written = inrs.map(([on, reading]) => [day(on), reading] as const)
    return controlFigures(clinicOf([{ inrs: written }]), period, NICE).leftOut.nothingCounted
  }
  const apart = (one: number, other: number) =>
    leftOut([
      ['2026-02-01', one],
      ['2026-09-01', other],
    ])
  assert.deepEqual([apart(25, 45), apart(25, 15), apart(15, 45)], [[], [], []])
  const march = { from: day('2026-03-10'), until: day('2026-03-20') }
  const around = [
    ['2026-03-01', 25],
    ['2026-04-01', 25],
  ] as const
  assert.deepEqual(leftOut(around, march), [])
  assert.deepEqual(leftOut([['2026-02-01', 25]], march), [0])
})

test('nobody is flagged by the INRs of who stands next in the columns', () => {
  const on = day('2026-10-01')
  const recent = addDays(on, -30)
  const flagged = flaggedPeople(
    clinicOf([{ inrs: [] }, { inrs: [[recent, 25]] }, { inrs: [[recent, 90]] }, { inrs: [] }]),
    on,
  )
  assert.deepEqual(flagged.oneAboveEight, { yes: [2], possible: [], no: [1], 'not-known': [0, 3] })
})
