import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day, daysBetween, weekday } from '#base/day.ts'
import { ALL_TABLETS, ONES_AND_THREES, someDay, someTabletSet } from '#test/clinical/a-visit.ts'
import { assertSentence } from '#test/clinical/every-text.ts'
import { ug } from './dose.ts'
import {
  buildSchedule,
  checkSchedule,
  doseOn,
  expand,
  type Schedule,
  type ScheduleOrder,
} from './schedule.ts'
import { doseOfTablets } from './tablets.ts'
import { makeableWeeks, meanDailyUg, weeklyUgOf, weekOf } from './week-plan.ts'

const order = (changes: Partial<ScheduleOrder> = {}): ScheduleOrder => ({
  from: day('2026-11-22'),
  nextTest: day('2026-12-06'),
  graceDays: 7,
  omitDays: 0,
  dailyUg: ug(5000),
  tabletSet: ALL_TABLETS,
  pattern: 'constant-preferred',
  ...changes,
})

function scheduleOf(changes: Partial<ScheduleOrder> = {}): Schedule {
  const built = buildSchedule(order(changes))
  assert.equal(built.kind, 'schedule')
  return built.kind === 'schedule' ? built.schedule : { runs: [] }
}

describe('H12: a schedule names each date', () => {
  test('the same dose every day is one run over the next test and its grace', () => {
    const { runs } = scheduleOf()
    assert.deepEqual(
      runs.map(({ from, days, ug: dose }) => [from, days, dose]),
      [['2026-11-22', 22, 5000]],
    )
  })

  test('omitted days come first, on their dates, without tablets', () => {
    const schedule = scheduleOf({ omitDays: 2 })
    assert.deepEqual(expand(schedule).slice(0, 3), [
      { day: '2026-11-22', ug: 0, tablets: [] },
      { day: '2026-11-23', ug: 0, tablets: [] },
      { day: '2026-11-24', ug: 5000, tablets: [{ strength: 5000, halves: 2 }] },
    ])
  })

  test('24 mg a week in 1 mg and 3 mg tablets: 4 mg on Wednesday, Friday, Sunday (8.4)', () => {
    const schedule = scheduleOf({ dailyUg: meanDailyUg(ug(24_000)), tabletSet: ONES_AND_THREES })
    const higher = expand(schedule).filter((dose) => dose.ug === 4000)
    assert.deepEqual([...new Set(higher.map((dose) => weekday(dose.day)))].sort(), [3, 5, 7])
    assert.ok(expand(schedule).every((dose) => dose.ug === 3000 || dose.ug === 4000))
  })

  test('H12: over the end of summer time each date stands once', () => {
    const schedule = scheduleOf({
      from: day('2027-10-29'),
      nextTest: day('2027-11-01'),
      graceDays: 0,
    })
    assert.deepEqual(
      expand(schedule).map((dose) => dose.day),
      ['2027-10-29', '2027-10-30', '2027-10-31', '2027-11-01'],
    )
  })

  test('a day outside the schedule has no known dose', () => {
    assert.equal(doseOn(scheduleOf(), day('2026-12-13')), 5000)
    assert.equal(doseOn(scheduleOf(), day('2026-12-14')), 'not-covered')
    assert.equal(doseOn(scheduleOf(), day('2026-11-21')), 'not-covered')
  })
})

describe('H11: what cannot be made is not made', () => {
  test('D4.07: 5.25 mg offers what can be made, nearest first, with the weekly difference', () => {
    const built = buildSchedule(order({ dailyUg: ug(5250), tabletSet: ONES_AND_THREES }))
    assert.equal(built.kind, 'cannot-be-made')
    assert.deepEqual(built.kind === 'cannot-be-made' ? built.alternatives : [], [
      { pattern: 'weekly', weeklyUg: 37_000, meanDailyUg: 5286, differenceUg: 250 },
      { pattern: 'weekly', weeklyUg: 36_000, meanDailyUg: 5143, differenceUg: -750 },
      { pattern: 'constant', weeklyUg: 35_000, meanDailyUg: 5000, differenceUg: -1750 },
      { pattern: 'constant', weeklyUg: 42_000, meanDailyUg: 6000, differenceUg: 5250 },
    ])
  })

  test('D4.08: 2.5 mg a day without 0.5 mg tablets or halves is not made', () => {
    const built = buildSchedule(order({ dailyUg: ug(2500), tabletSet: ONES_AND_THREES }))
    assert.equal(built.kind, 'cannot-be-made')
  })

  test('a dose typed for every day is not silently turned into a pattern', () => {
    const mean = meanDailyUg(ug(24_000))
    const built = buildSchedule(
      order({ dailyUg: mean, tabletSet: ONES_AND_THREES, pattern: 'constant-only' }),
    )
    assert.equal(built.kind, 'cannot-be-made')
  })

  test('a next test on the first day, and more omitted days than days, are refused', () => {
    const said = (changes: Partial<ScheduleOrder>) => {
      const built = buildSchedule(order(changes))
      if (built.kind === 'schedule') return built.kind
      assertSentence(built.message)
      return built.kind === 'refused' ? built.code : built.kind
    }
    assert.equal(said({ nextTest: day('2026-11-22') }), 'dates')
    assert.equal(said({ nextTest: day('2026-11-23') }), 'schedule')
    assert.equal(said({ omitDays: 15 }), 'omit-days')
    assert.equal(said({ omitDays: -1 }), 'omit-days')
    assert.equal(said({ omitDays: 14 }), 'schedule')
    assert.equal(said({ dailyUg: ug(5250) }), 'cannot-be-made')
    assert.equal(said({ pattern: 'constant-only' }), 'schedule')
  })
})

describe('a schedule made elsewhere is checked', () => {
  const whole = scheduleOf()
  const [run] = whole.runs
  assert.ok(run !== undefined)
  const until = day('2026-12-13')
  const half = { ...run, days: 11 }
  const later = { ...run, from: addDays(run.from, 11), days: 11 }
  const faults: readonly (readonly [string, Schedule, readonly string[]])[] = [
    ['whole', whole, []],
    ['in two parts', { runs: [half, later] }, []],
    ['D4.27: a day too few', { runs: [{ ...run, days: 21 }] }, ['ends-early']],
    ['a day without dose', { runs: [half, { ...later, from: addDays(later.from, 1) }] }, ['gap']],
    ['D4.26: a day with two doses', { runs: [run, later] }, ['overlap']],
    [
      'D4.29: dates out of order',
      { runs: [later, half] },
      ['starts-late', 'overlap', 'ends-early'],
    ],
    ['D4.33: tablets of 5 mg, mg says 4', { runs: [{ ...run, ug: ug(4000) }] }, ['tablets-differ']],
    ['no days', { runs: [{ ...run, days: 0 }, run] }, ['no-days']],
  ]
  for (const [name, schedule, kinds] of faults) {
    test(`${name}: ${kinds.join(', ') || 'no fault'}`, () => {
      const found = checkSchedule(schedule, run.from, until)
      assert.deepEqual(
        found.map((fault) => fault.kind),
        kinds,
      )
      for (const { message } of found) assertSentence(message)
    })
  }
})

describe('laws of schedules', () => {
  const someOrder = fc
    .record({
      from: someDay,
      days: fc.integer({ min: 1, max: 84 }),
      graceDays: fc.integer({ min: 0, max: 14 }),
      omitDays: fc.integer({ min: 0, max: 3 }),
      weekly: fc.integer({ min: 7, max: 280 }),
      tabletSet: someTabletSet,
    })
    .map(({ from, days, weekly, omitDays, ...rest }) =>
      order({
        ...rest,
        from,
        nextTest: addDays(from, days),
        omitDays: Math.min(omitDays, days),
        dailyUg: meanDailyUg(ug(weekly * 500)),
      }),
    )

  test('H12: each date from the first dose to the end of grace stands exactly once', () => {
    fc.assert(
      fc.property(someOrder, (ordered) => {
        const built = buildSchedule(ordered)
        fc.pre(built.kind === 'schedule')
        const until = addDays(ordered.nextTest, ordered.graceDays)
        assert.deepEqual(checkSchedule(built.schedule, ordered.from, until), [])
        assert.deepEqual(
          expand(built.schedule).map((dose) => dose.day),
          Array.from({ length: daysBetween(ordered.from, until) + 1 }, (_, later) =>
            addDays(ordered.from, later),
          ),
        )
      }),
    )
  })

  test('H11: tablets add up to mg on each day, and any seven days after the omission to the week', () => {
    fc.assert(
      fc.property(someOrder, (ordered) => {
        const built = buildSchedule(ordered)
        fc.pre(built.kind === 'schedule')
        const doses = expand(built.schedule)
        for (const dose of doses) assert.equal(doseOfTablets(dose.tablets), dose.ug)
        const week = doses.slice(ordered.omitDays, ordered.omitDays + 7)
        const total = week.reduce((sum, dose) => sum + dose.ug, 0)
        if (week.length === 7) assert.equal(total, built.weeklyUg)
      }),
    )
  })

  test('a weekly total in half milligrams survives being held as a daily mean', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 280 }), (steps) => {
        assert.equal(weeklyUgOf(meanDailyUg(ug(steps * 500))), steps * 500)
      }),
    )
  })

  test('a pattern has two doses at most 1 mg apart that add up to the week', () => {
    fc.assert(
      fc.property(someTabletSet, fc.integer({ min: 1, max: 280 }), (set, steps) => {
        const week = weekOf(ug(steps * 500), set)
        assert.equal(makeableWeeks(set)[steps], week?.pattern)
        if (week?.pattern !== 'weekly') return
        const days = week.highDays.length
        assert.ok(week.highUg - week.lowUg <= 1000)
        assert.equal(week.lowUg * (7 - days) + week.highUg * days, steps * 500)
      }),
    )
  })
})
