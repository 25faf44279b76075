import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import {
  type ControlRule,
  controlDueOn,
  controlOutcome,
  controlRuleOn,
  LONGEST_CONTROL_DAYS,
  type LotFacts,
  lotStop,
  type MeterFacts,
  meterStop,
} from './meter-control.ts'

const TODAY = day('2026-11-22')
const rule = (everyDays: number | null, from = '2026-01-01'): ControlRule => ({
  from: day(from),
  everyDays,
  source: 'Specification 5.3',
})
const DAILY = [rule(1)]
const meter = (known: Partial<MeterFacts> = {}): MeterFacts => ({
  standing: 'in-service',
  newest: 'passed',
  passedOn: [TODAY],
  failedOn: [],
  controls: [],
  ...known,
})

const stops: readonly (readonly [
  what: string,
  MeterFacts | undefined,
  readonly ControlRule[],
  expected: ReturnType<typeof meterStop>,
])[] = [
  ['passed today', meter(), DAILY, undefined],
  ['passed yesterday', meter({ passedOn: [day('2026-11-21')] }), DAILY, 'control-due'],
  ['passed tomorrow only', meter({ passedOn: [day('2026-11-23')] }), DAILY, 'control-due'],
  ['7 days: passed 6 days ago', meter({ passedOn: [day('2026-11-16')] }), [rule(7)], undefined],
  ['7 days: passed 7 days ago', meter({ passedOn: [day('2026-11-15')] }), [rule(7)], 'control-due'],
  ['never controlled', meter({ newest: 'none', passedOn: [] }), DAILY, 'control-due'],
  ['not in the register', undefined, DAILY, 'not-registered'],
  ['failed after it passed', meter({ newest: 'failed' }), DAILY, 'control-failed'],
  ['failed, no rule', meter({ newest: 'failed' }), [], 'control-failed'],
  ['failed last on the day, passed since', meter({ failedOn: [TODAY] }), DAILY, 'control-failed'],
  ['failed last on the day, no rule', meter({ failedOn: [TODAY] }), [], 'control-failed'],
  [
    'failed the day before, passed the day after',
    meter({ passedOn: [day('2026-11-23')], failedOn: [day('2026-11-21')] }),
    [],
    'control-failed',
  ],
  [
    'failed the day before, passed on it',
    meter({ failedOn: [day('2026-11-21')] }),
    DAILY,
    undefined,
  ],
  [
    'failed the day after, passed since',
    meter({ passedOn: [TODAY, day('2026-11-24')], failedOn: [day('2026-11-23')] }),
    DAILY,
    undefined,
  ],
  ['withdrawn, no rule', meter({ standing: 'withdrawn' }), [], 'withdrawn'],
  ['withdrawn in control', meter({ standing: 'withdrawn' }), DAILY, 'withdrawn'],
  ['never controlled, no rule', meter({ newest: 'none', passedOn: [] }), [], undefined],
  ['not in the register, no rule', undefined, [], undefined],
  ['not in the register, rule to come', undefined, [rule(1, '2026-11-23')], undefined],
  ['not in the register, rule of today', undefined, [rule(1, '2026-11-22')], 'not-registered'],
  ['not in the register, rule taken back', undefined, [rule(1), rule(null)], undefined],
]
for (const [what, known, rules, expected] of stops) {
  test(`H06: a meter ${what} is stopped: ${expected ?? 'no'}`, () => {
    assert.equal(meterStop(known, rules, { on: TODAY, at: null }), expected)
  })
}

const lots: readonly (readonly [
  string,
  LotFacts | undefined,
  string | null,
  readonly ControlRule[],
  ReturnType<typeof lotStop>,
])[] = [
  ['expires today', { standing: 'usable', expiresOn: TODAY }, null, DAILY, undefined],
  ['expired yesterday', { standing: 'usable', expiresOn: day('2026-11-21') }, null, [], 'expired'],
  ['typed as expired', undefined, '2026-11-21', [], 'expired'],
  ['blocked', { standing: 'blocked', expiresOn: TODAY }, null, [], 'blocked'],
  [
    'of an expiry not known',
    { standing: 'usable', expiresOn: null },
    null,
    DAILY,
    'expiry-not-known',
  ],
  ['not in the register', undefined, null, DAILY, 'expiry-not-known'],
  ['not in the register, no rule', undefined, null, [], undefined],
  ['with an expiry typed', undefined, '2027-01-31', DAILY, undefined],
  [
    'of two expiries, the earlier past',
    { standing: 'usable', expiresOn: day('2026-11-01') },
    '2027-01-31',
    [],
    'expired',
  ],
]
for (const [what, lot, typed, rules, expected] of lots) {
  test(`H06: a lot ${what} is stopped: ${expected ?? 'no'}`, () => {
    assert.equal(lotStop(lot, typed === null ? null : day(typed), rules, TODAY), expected)
  })
}

for (const [comparator, tenths, expected] of [
  ['=', 21, 'passed'],
  ['=', 31, 'passed'],
  ['=', 20, 'failed'],
  ['=', 32, 'failed'],
  ['>', 25, 'failed'],
  ['<', 25, 'failed'],
] as const) {
  test(`H06: a control of ${comparator}${tenths / 10} with the range 2.1 to 3.1 has ${expected}`, () => {
    const range = { lowTenths: 21, highTenths: 31 }
    assert.equal(controlOutcome({ comparator, tenths }, range), expected)
  })
}

test('H06: the rule of a day is the last that began by then', () => {
  const rules = [rule(7, '2026-01-01'), rule(1, '2026-11-22'), rule(null, '2026-12-01')]
  const days = ['2025-12-31', '2026-01-01', '2026-11-21', '2026-11-22', '2026-12-01']
  assert.deepEqual(
    days.map((on) => controlRuleOn(rules, day(on))?.everyDays),
    [undefined, 7, 7, 1, undefined],
  )
})

test('H06: a meter is due so many days after it passed, now where it never did, and never where nothing is asked', () => {
  const passed = meter({ passedOn: [TODAY, day('2026-11-01')] })
  assert.equal(controlDueOn(passed, [rule(7)], TODAY), '2026-11-29')
  assert.equal(controlDueOn(meter({ passedOn: [] }), DAILY, TODAY), 'now')
  assert.equal(controlDueOn(passed, [], TODAY), null)
  const often = meter({ passedOn: [day('2026-10-01'), TODAY, day('2026-11-01')] })
  assert.equal(controlDueOn(often, [rule(7)], TODAY), '2026-11-29')
})

test('H06: while controls are asked for, no meter goes on that none passed for in time, whatever else is known of it', () => {
  const offsets = fc.array(fc.integer({ min: -60, max: 30 }), { maxLength: 8 })
  const newest = fc.constantFrom('passed', 'failed', 'none' as const)
  fc.assert(
    fc.property(
      offsets,
      newest,
      fc.integer({ min: 1, max: LONGEST_CONTROL_DAYS }),
      offsets,
      (ago, last, n, failed) => {
        const dated = (offset: number) => addDays(TODAY, offset)
        const controls = { passedOn: ago.map(dated), failedOn: failed.map(dated) }
        const facts = meter({ newest: last, ...controls })
        const by = (days: readonly number[]) => Math.max(-Infinity, ...days.filter((on) => on <= 0))
        const isInDate = ago.some((days) => days <= 0 && days > -n)
        const hasFailed = by(failed) > -Infinity && by(failed) >= by(ago)
        const goesOn = meterStop(facts, [rule(n)], { on: TODAY, at: null }) === undefined
        assert.equal(goesOn, isInDate && last !== 'failed' && !hasFailed)
      },
    ),
  )
})

const AT = (hour: number) => Date.UTC(2026, 10, 22, hour)
const failed = (on: string, at: number | null) => ({ on: day(on), at, outcome: 'failed' as const })
const passed = (on: string, at: number | null) => ({ on: day(on), at, outcome: 'passed' as const })
for (const { says, controls, at, expected } of [
  {
    says: 'a control that failed before it',
    controls: [failed('2026-11-22', AT(8))],
    at: AT(9),
    expected: true,
  },
  {
    says: 'one that failed before and one that passed after it',
    controls: [failed('2026-11-22', AT(8)), passed('2026-11-22', AT(10))],
    at: AT(9),
    expected: true,
  },
  {
    says: 'one that failed the day before and one that passed after it',
    controls: [failed('2026-11-21', AT(8) - 86_400_000), passed('2026-11-22', AT(10))],
    at: AT(9),
    expected: true,
  },
  {
    says: 'one that failed before and one that passed before it',
    controls: [failed('2026-11-22', AT(8)), passed('2026-11-22', AT(9))],
    at: AT(9),
    expected: false,
  },
  {
    says: 'one that failed before and one typed that passed',
    controls: [failed('2026-11-22', AT(8)), passed('2026-11-22', null)],
    at: AT(9),
    expected: false,
  },
  {
    says: 'one that failed and passed, and no time of its own',
    controls: [failed('2026-11-22', AT(8)), passed('2026-11-22', AT(10))],
    at: null,
    expected: false,
  },
  {
    says: 'one that passed before and failed after it',
    controls: [passed('2026-11-22', AT(8)), failed('2026-11-22', AT(10))],
    at: AT(9),
    expected: false,
  },
]) {
  test(`H06: a sample with ${says} is stopped by the times of the controls: ${expected}`, () => {
    const facts = meter({ controls })
    const stop = meterStop(facts, [], { on: TODAY, at })
    assert.equal(stop, expected ? 'control-failed' : undefined)
  })
}
