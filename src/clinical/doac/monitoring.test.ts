import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { fraction } from '#clinical/fraction.ts'
import {
  bloodsMonths,
  firstReviewOn,
  MONITORING_TABLE_IDS,
  MONITORING_TABLES,
  monitoringInForce,
  monitoringTable,
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

test('H20: the older rule reads as it is written', () => {
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
  assert.deepEqual([olderCcg.reviewMonths, olderCcg.firstReviewMonths], [12, 1])
})

test('H10: each table has its id, a version, a source and a status; only SPS is verified', () => {
  assert.deepEqual(
    MONITORING_TABLE_IDS.map((id) => monitoringTable(id)?.id),
    Object.keys(MONITORING_TABLES),
  )
  assert.equal(monitoringTable('my-own'), undefined)
  assert.deepEqual([sps.reviewMonths, sps.firstReviewMonths, sps.bloodsMonths], [3, 1, 12])
  assert.deepEqual([sps.status, olderCcg.status], ['verified', 'unverified'])
  for (const table of Object.values(MONITORING_TABLES)) {
    assert.equal(table.version, '1')
    assert.match(table.name, /^\w+ \w+/)
    assert.match(table.source, /\w+ .*\w/)
  }
})

describe('H20: the table that is worked by on a day', () => {
  const choice = (from: string, mayBeUsed = true, table = olderCcg) => ({
    from: day(from),
    mayBeUsed,
    table,
  })
  const january = choice('2027-01-01')
  const march = choice('2027-03-01')
  const on = (today: string, ...choices: readonly (typeof january)[]) =>
    monitoringInForce(day(today), choices)

  test('is SPS as shipped before the first choice begins', () => {
    assert.equal(on('2026-12-31'), 'as-shipped')
    assert.equal(on('2026-12-31', january), 'as-shipped')
    assert.equal(on('2027-01-01', january), january)
  })

  test('is the choice that began last, in whatever order they were made', () => {
    for (const both of [
      [january, march],
      [march, january],
    ]) {
      assert.equal(on('2027-02-28', ...both), january)
      assert.equal(on('2027-03-01', ...both), march)
    }
  })

  test('of two that begin on one day it is the one activated last', () => {
    const again = choice('2027-01-01', true, sps)
    assert.equal(on('2027-01-01', january, again), again)
  })

  test('is never one that may not be used: what was chosen before it counts', () => {
    assert.equal(on('2027-06-01', january, choice('2027-03-01', false)), january)
    assert.equal(on('2027-06-01', choice('2027-01-01', false)), 'as-shipped')
  })

  test('has begun and may be used, whatever was chosen', () => {
    const someChoice = fc.record({
      from: fc.nat(400).map((days) => addDays(day('2026-06-01'), days)),
      mayBeUsed: fc.boolean(),
      table: fc.constantFrom(sps, olderCcg),
    })
    fc.assert(
      fc.property(fc.array(someChoice), (choices) => {
        const today = day('2027-01-01')
        const found = monitoringInForce(today, choices)
        const begun = choices.filter(({ from, mayBeUsed }) => mayBeUsed && from <= today)
        if (found === 'as-shipped') assert.equal(begun.length, 0)
        else {
          assert.ok(begun.includes(found))
          assert.ok(begun.every(({ from }) => from <= found.from))
        }
      }),
    )
  })
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
