import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { ALL_TABLETS, ONES_AND_THREES, someDay } from '#test/clinical/a-visit.ts'
import { ug } from './dose.ts'
import { buildSchedule, nothingFrom, type Schedule, type ScheduleOrder } from './schedule.ts'
import { goesOnAs } from './unchanged-dose.ts'

function calendar(changes: Partial<ScheduleOrder> = {}): Schedule {
  const built = buildSchedule({
    from: day('2026-11-22'),
    nextTest: day('2026-12-20'),
    graceDays: 7,
    omitDays: 0,
    dailyUg: ug(5000),
    tabletSet: ALL_TABLETS,
    pattern: 'constant-preferred',
    ...changes,
  })
  assert.ok(built.kind === 'schedule')
  return built.schedule
}

const ONES = { strengths: [1000], halves: false } as const
const NEXT = { from: day('2026-12-20'), nextTest: day('2027-02-14') }

for (const [what, before, after, goesOn] of [
  ['the same dose', {}, {}, true],
  ['another dose', {}, { dailyUg: ug(5500) }, false],
  ['the same dose in other tablets', {}, { tabletSet: ONES_AND_THREES }, false],
  ['the same dose in as many other tablets', {}, { tabletSet: ONES }, false],
  ['a day without a dose', {}, { omitDays: 1 }, false],
  ['the dose after days without one', { omitDays: 3 }, {}, true],
  ['the same week of two doses', { dailyUg: ug(5214) }, { dailyUg: ug(5214) }, true],
  ['the last day of the calendar before', { graceDays: 0 }, {}, true],
  ['the day after its last', { nextTest: day('2026-12-19'), graceDays: 0 }, {}, true],
  ['a day between them', { nextTest: day('2026-12-18'), graceDays: 0 }, {}, false],
  [
    'a day between them and few days after it',
    { nextTest: day('2026-12-18'), graceDays: 0 },
    { nextTest: day('2026-12-23'), graceDays: 0 },
    false,
  ],
] as const) {
  test(`H16: ${what}: ${goesOn ? 'goes on' : 'is a change'}`, () => {
    assert.equal(goesOnAs(calendar(before), calendar({ ...NEXT, ...after })), goesOn)
  })
}

test('H16: nothing goes on from no calendar, from one that stops, or into none', () => {
  assert.equal(goesOnAs({ runs: [] }, calendar(NEXT)), false)
  assert.equal(goesOnAs(calendar(), { runs: [] }), false)
  assert.equal(goesOnAs(nothingFrom(calendar(), day('2026-12-10')), calendar(NEXT)), false)
  assert.equal(goesOnAs(calendar(), nothingFrom(calendar(NEXT), day('2027-01-20'))), false)
})

test('H16: a dose goes on as before only where every date of both calendars is the same', () => {
  const dose = fc.constantFrom(4000, 4500, 5000)
  fc.assert(
    fc.property(someDay, dose, dose, fc.integer({ min: 1, max: 28 }), (from, one, other, after) => {
      const before = calendar({ from, nextTest: addDays(from, 28), dailyUg: ug(one) })
      const next = { from: addDays(from, after), nextTest: addDays(from, after + 56) }
      assert.equal(goesOnAs(before, calendar({ ...next, dailyUg: ug(other) })), one === other)
    }),
  )
})
