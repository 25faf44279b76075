import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { fraction } from '#clinical/fraction.ts'
import {
  bloodsMonths,
  firstReviewOn,
  isSelectable,
  MONITORING_TABLE_IDS,
  MONITORING_TABLES,
  monitoringInForce,
  nextReview,
} from './monitoring.ts'

const { sps, 'older-ccg': olderCcg } = MONITORING_TABLES
const mlPerMin = (hundredths: number) => fraction(BigInt(hundredths), 100n)

describe('H20: months between blood tests by SPS', () => {
  for (const [hundredths, age, months] of [
    [10_000, 60, 12],
    [6_000, 60, 12],
    [5_999, 60, 5],
    [5_000, 60, 5],
    [4_999, 60, 4],
    [3_000, 60, 3],
    [2_999, 60, 2],
    [2_000, 60, 2],
    [1_500, 60, 1],
    [900, 60, 1],
    [10_000, 74, 12],
    [10_000, 75, 4],
    [5_500, 75, 4],
    [3_500, 90, 3],
  ] as const) {
    test(`${hundredths / 100} mL/min at ${age}: ${months}`, () => {
      assert.equal(bloodsMonths(sps, mlPerMin(hundredths), age), months)
    })
  }

  test('less clearance or more years never gives longer', () => {
    const someClearance = fc.integer({ min: 100, max: 20_000 })
    fc.assert(
      fc.property(someClearance, fc.integer({ min: 18, max: 119 }), (hundredths, age) => {
        const months = bloodsMonths(sps, mlPerMin(hundredths), age)
        assert.ok(bloodsMonths(sps, mlPerMin(hundredths - 50), age) <= months)
        assert.ok(bloodsMonths(sps, mlPerMin(hundredths), age + 1) <= months)
        assert.ok(months >= 1 && months <= 12)
      }),
    )
  })
})

test('the older rule reads as it is written, and cannot be chosen while it is not verified', () => {
  const rows = [
    [2_999, 60, 3],
    [3_000, 60, 6],
    [6_000, 60, 6],
    [6_001, 60, 12],
    [9_000, 76, 6],
    [9_000, 75, 12],
  ] as const
  for (const [hundredths, age, months] of rows) {
    assert.equal(bloodsMonths(olderCcg, mlPerMin(hundredths), age), months)
  }
  assert.equal(isSelectable(olderCcg), false)
  assert.equal(isSelectable(sps), true)
})

test('H20: a service works by the table that is verified, on every day, and the ids are those of the tables', () => {
  for (const on of ['2020-01-01', '2026-11-21', '2026-11-22', '2030-01-01']) {
    assert.equal(monitoringInForce(day(on)), sps)
  }
  assert.deepEqual(
    MONITORING_TABLE_IDS.map((id) => MONITORING_TABLES[id].id),
    Object.keys(MONITORING_TABLES),
  )
  assert.deepEqual([sps.reviewMonths, sps.firstReviewMonths, sps.bloodsMonths], [3, 1, 12])
  for (const table of Object.values(MONITORING_TABLES)) {
    assert.equal(table.version, '1')
    assert.equal(table.from, '2026-11-22')
    assert.match(table.name, /^\w+ \w+/)
    assert.match(table.source, /\w+ .*\w/)
  }
})

test('H20: of tables that may be chosen, the newest in force is worked by', () => {
  const table = (id: 'sps' | 'older-ccg', from: string, status: 'verified' | 'unverified') => ({
    ...MONITORING_TABLES[id],
    from: day(from),
    status,
  })
  const first = table('sps', '2026-01-01', 'verified')
  const second = table('older-ccg', '2027-01-01', 'verified')
  const never = table('older-ccg', '2026-06-01', 'unverified')
  for (const tables of [
    [first, second, never],
    [never, second, first],
  ]) {
    assert.equal(monitoringInForce(day('2025-12-31'), tables), sps)
    assert.equal(monitoringInForce(day('2026-01-01'), tables), first)
    assert.equal(monitoringInForce(day('2026-12-31'), tables), first)
    assert.equal(monitoringInForce(day('2027-01-01'), tables), second)
    assert.equal(monitoringInForce(day('2030-01-01'), tables), second)
  }
  const again = table('older-ccg', '2026-01-01', 'verified')
  assert.equal(monitoringInForce(day('2026-01-01'), [first, again]), first)
})

describe('H13: the next review', () => {
  const reviewed = day('2026-11-27')
  test('the first one a month after the start', () => {
    assert.equal(firstReviewOn(sps, day('2026-01-31')), '2026-02-28')
  })

  for (const [takenOn, months, on, because] of [
    ['2026-11-27', 12, '2027-02-27', 'review-interval'],
    ['2026-11-27', 3, '2027-02-27', 'review-interval'],
    ['2026-11-26', 3, '2027-02-26', 'bloods-due'],
    ['2026-11-20', 2, '2027-01-20', 'bloods-due'],
    ['2026-03-01', 12, '2027-02-27', 'review-interval'],
  ] as const) {
    test(`blood of ${takenOn} that counts ${months} months: ${on}`, () => {
      const next = nextReview(sps, reviewed, { takenOn: day(takenOn), months })
      assert.equal(next.on, on)
      assert.equal(next.because, because)
    })
  }

  test('never after the blood tests count no longer', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 12 }), (ago, months) => {
        const takenOn = addDays(reviewed, -ago)
        const next = nextReview(sps, reviewed, { takenOn, months })
        assert.ok(next.on <= next.bloodsDueOn)
      }),
    )
  })
})
