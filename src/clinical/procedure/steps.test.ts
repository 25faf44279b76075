import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import { isWorkingDay } from '#base/working-days.ts'
import { daysOf, inCodes, WARFARIN } from '#test/clinical/a-procedure-plan.ts'
import { stepFaults } from './step-rules.ts'
import { NO_DAYS, type PlanDays, planCalendar, proposeSteps, type StepOrder } from './steps.ts'

test('H24: warfarin stops on day -6, is tested the day before, taken again that evening and tested within a week', () => {
  assert.deepEqual(daysOf(WARFARIN), {
    ...NO_DAYS,
    'last-dose': '2026-10-08',
    'inr-before': '2026-10-13',
    procedure: '2026-10-14',
    restart: '2026-10-14',
    'inr-after': '2026-10-21',
  })
})

test('H24: heparin is proposed from day -3 to day -1, for warfarin that stops and nothing else', () => {
  const bridged = daysOf({ ...WARFARIN, heparin: true })
  assert.equal(bridged['heparin-first'], '2026-10-11')
  assert.equal(bridged['heparin-last'], '2026-10-13')
  assert.equal(daysOf({ ...WARFARIN, medicine: 'apixaban', heparin: true })['heparin-first'], null)
  assert.equal(daysOf({ ...WARFARIN, daysWithout: null, heparin: true })['heparin-last'], null)
})

test('H24: a plan of a medicine without INRs has its last dose, the procedure and the restart, and no test', () => {
  const order: StepOrder = { ...WARFARIN, medicine: 'apixaban', daysWithout: 2 }
  const kinds = proposeSteps(order).map(({ kind }) => kind)
  assert.deepEqual(kinds, ['last-dose', 'procedure', 'restart'])
})

test('H24: treatment that goes on has no last dose, and its restart is that it went on', () => {
  const days = daysOf({ ...WARFARIN, daysWithout: null })
  assert.deepEqual(days, {
    ...NO_DAYS,
    'inr-before': '2026-10-13',
    procedure: '2026-10-14',
    restart: '2026-10-14',
  })
})

const TEST_DAYS = [
  ['a Monday', '2026-10-12', '2026-10-09', '2026-10-19'],
  ['the Tuesday after the May bank holiday', '2026-05-05', null, '2026-05-12'],
  ['a Saturday', '2026-10-17', '2026-10-16', '2026-10-23'],
  ['the Wednesday after Christmas', '2026-12-30', '2026-12-29', '2027-01-06'],
  ['the day before Christmas', '2026-12-24', '2026-12-23', '2026-12-31'],
] as const

for (const [what, on, before, after] of TEST_DAYS) {
  test(`tests around ${what} fall on working days, or are asked for`, () => {
    const days = daysOf({ ...WARFARIN, procedureOn: day(on) })
    assert.equal(days['inr-before'], before)
    assert.equal(days['inr-after'], after)
  })
}

const order = fc.record({
  medicine: fc.constantFrom('warfarin', 'apixaban', 'dabigatran'),
  procedureOn: fc.integer({ min: 0, max: 1200 }).map((days) => addDays(day('2026-06-01'), days)),
  daysWithout: fc.option(fc.integer({ min: 0, max: 9 })),
  heparin: fc.boolean(),
  restartAfterDays: fc.integer({ min: 0, max: 3 }),
}) satisfies fc.Arbitrary<StepOrder>

test('H24: the restart is never before the procedure, the last dose always is, and tests are on working days', () => {
  fc.assert(
    fc.property(order, (asked) => {
      const days = daysOf(asked)
      assert.ok(days.procedure !== null && days.restart !== null)
      assert.ok(days.restart >= days.procedure)
      const last = days['last-dose']
      assert.equal(last !== null, asked.daysWithout !== null)
      if (last !== null) assert.equal(daysBetween(last, days.procedure) - 1, asked.daysWithout)
      for (const test of [days['inr-before'], days['inr-after']]) {
        if (test !== null) assert.equal(isWorkingDay(test), true)
      }
    }),
  )
})

test('H12, H24: the calendar of a plan names each date once, with a dose before the last and from the restart on only', () => {
  fc.assert(
    fc.property(order, fc.nat(20), fc.nat(20), (asked, before, after) => {
      const days = daysOf(asked)
      const { procedure, restart } = days
      assert.ok(procedure !== null && restart !== null)
      const [from, to] = [addDays(procedure, -before), addDays(restart, after)]
      const calendar = planCalendar({ ...days, restart }, from, to)
      assert.deepEqual(
        calendar.map((one) => one.day),
        Array.from({ length: daysBetween(from, to) + 1 }, (_, nth) => addDays(from, nth)),
      )
      const last = days['last-dose']
      for (const { day: on, takes } of calendar) {
        const isWithout: boolean = last !== null && on > last && on < restart
        assert.equal(takes === 'none', isWithout)
        assert.equal(takes === 'again', on >= restart)
      }
    }),
  )
})

const TODAY = day('2026-10-01')
const PROPOSED = proposeSteps({ ...WARFARIN, heparin: true })
const CHOSEN = daysOf({ ...WARFARIN, heparin: true })

const faults = (
  change: Partial<Record<keyof PlanDays, string | null>>,
  reason: Parameters<typeof stepFaults>[3] = 'department-asked',
  today: Day = TODAY,
) => inCodes(stepFaults(PROPOSED, { ...CHOSEN, ...(change as Partial<PlanDays>) }, today, reason))

const RULES = [
  ['what is proposed', {}, ''],
  ['a step without its day', { restart: null }, 'restart: required'],
  ['a last dose on the day before', { 'last-dose': '2026-10-10' }, ''],
  [
    'a last dose on the day of the procedure',
    { 'last-dose': '2026-10-14', 'heparin-first': '2026-10-13' },
    'last-dose: not-before-procedure,heparin-first: beside-warfarin,inr-before: not-stopped',
  ],
  ['fourteen days without', { 'last-dose': '2026-09-29' }, 'last-dose: in-past'],
  ['fifteen days without', { 'last-dose': '2026-09-28' }, 'last-dose: too-long-without'],
  [
    'heparin on the day of the last dose',
    { 'heparin-first': '2026-10-08' },
    'heparin-first: beside-warfarin',
  ],
  ['heparin on the day after the last dose', { 'heparin-first': '2026-10-09' }, ''],
  [
    'heparin on the day of the procedure',
    { 'heparin-last': '2026-10-14' },
    'heparin-last: too-near',
  ],
  ['heparin on one day', { 'heparin-last': '2026-10-11' }, ''],
  ['heparin that ends before it begins', { 'heparin-last': '2026-10-10' }, 'heparin-last: order'],
  ['an INR of the day itself', { 'inr-before': '2026-10-14' }, ''],
  ['an INR after the procedure', { 'inr-before': '2026-10-15' }, 'inr-before: order'],
  [
    'an INR on the day of the last dose',
    { 'last-dose': '2026-10-12', 'inr-before': '2026-10-12', 'heparin-first': '2026-10-13' },
    'inr-before: not-stopped',
  ],
  ['an INR on a Sunday', { 'inr-before': '2026-10-11' }, 'inr-before: not-a-working-day'],
  ['an INR four days before', { 'inr-before': '2026-10-10' }, 'inr-before: too-early'],
  [
    'a restart before the procedure',
    { restart: '2026-10-13', 'inr-after': '2026-10-20' },
    'restart: before-procedure',
  ],
  ['a restart a week after', { restart: '2026-10-21', 'inr-after': '2026-10-28' }, ''],
  [
    'a restart eight days after',
    { restart: '2026-10-22', 'inr-after': '2026-10-28' },
    'restart: too-late',
  ],
  ['an INR on the day of the restart', { 'inr-after': '2026-10-14' }, 'inr-after: order'],
  ['an INR eight days after the restart', { 'inr-after': '2026-10-22' }, 'inr-after: too-late'],
  ['an INR after on a Saturday', { 'inr-after': '2026-10-17' }, 'inr-after: not-a-working-day'],
] as const

for (const [what, change, expected] of RULES) {
  test(`H24: ${what} is ${expected === '' ? 'taken' : `refused (${expected})`}`, () => {
    assert.equal(faults(change), expected)
  })
}

test('H24: a day that differs from the one proposed needs a reason; one that has passed, that it was so', () => {
  assert.equal(faults({ 'last-dose': '2026-10-07' }, null), 'last-dose: reason-needed')
  assert.equal(faults({}, null), '')
  assert.equal(faults({}, null, day('2026-10-08')), '')
  assert.equal(faults({}, null, day('2026-10-09')), 'last-dose: in-past')
  assert.equal(faults({}, 'short-notice', day('2026-10-09')), 'last-dose: in-past')
  assert.equal(faults({}, 'already-stopped', day('2026-10-09')), '')
  assert.equal(faults({}, 'already-stopped', day('2026-10-14')), '')
  assert.equal(faults({}, null, day('2026-10-15')).startsWith('procedure: in-past'), true)
})

test('a plan without a stop, or of a medicine without INRs, is asked only for the steps that it has', () => {
  for (const asked of [
    { ...WARFARIN, daysWithout: null },
    { ...WARFARIN, medicine: 'apixaban', daysWithout: 2, restartAfterDays: 2 },
  ] as const) {
    assert.deepEqual(stepFaults(proposeSteps(asked), daysOf(asked), TODAY, null), [])
    const early = { ...daysOf(asked), restart: day('2026-10-13') }
    assert.deepEqual(
      stepFaults(proposeSteps(asked), early, TODAY, 'other').map(({ code }) => code),
      ['before-procedure'],
    )
  }
})

test('beyond the calendar of bank holidays no day of a test is proposed', () => {
  const days = daysOf({ ...WARFARIN, procedureOn: day('2090-10-11') })
  assert.equal(days['inr-before'], null)
  assert.equal(days.procedure, '2090-10-11')
})
