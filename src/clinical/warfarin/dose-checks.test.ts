import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { addDays, day } from '#base/day.ts'
import { type Ug, ug } from '#clinical/dose.ts'
import { buildSchedule, type Schedule } from '#clinical/schedule.ts'
import type { TabletSet } from '#clinical/tablets.ts'
import { ALL_TABLETS, inr, TARGET_2_5, TODAY } from '#test/clinical/a-visit.ts'
import { doseChecks } from './dose-checks.ts'
import { type ProposedDose, SEVERITIES } from './dose-finding.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const NEXT_TEST = day('2026-12-06')

function scheduleOf(dailyUg: Ug, tabletSet: TabletSet, omitDays = 0): Schedule {
  const built = buildSchedule({
    from: TODAY,
    nextTest: addDays(TODAY, 91),
    graceDays: 7,
    omitDays,
    dailyUg,
    tabletSet,
    pattern: 'constant-preferred',
  })
  return built.kind === 'schedule' ? built.schedule : { runs: [] }
}

const proposed = (changes: Partial<ProposedDose> & { readonly daily?: number }): ProposedDose => {
  const daily = ug(changes.daily ?? 5000)
  const tabletSet = changes.tabletSet ?? ALL_TABLETS
  return {
    today: TODAY,
    inr: inr(25),
    target: TARGET_2_5,
    risk: { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] },
    currentDailyUg: ug(5000),
    weeklyUg: ug(daily * 7),
    omitDays: 0,
    boosts: [],
    schedule: scheduleOf(daily, tabletSet),
    nextTest: NEXT_TEST,
    tabletSet,
    comment: '',
    ...changes,
  }
}

type Case = readonly [string, Parameters<typeof proposed>[0], readonly string[]]

const CASES: readonly Case[] = [
  ['the same dose', {}, []],
  ['3.0 is in range: the dose may go up', { inr: inr(30), daily: 6000 }, []],
  ['2.0 is in range: the dose may go down', { inr: inr(20), daily: 4500 }, []],
  ['low, and the dose stays', { inr: inr(19) }, []],
  ['the dose in force is not known', { currentDailyUg: 'not-known', daily: 6000 }, []],
  ['six tablets a day', { daily: 6000, tabletSet: { strengths: [1000], halves: false } }, []],
  [
    '20 mg is the last that can be agreed',
    { daily: 20_000, currentDailyUg: ug(20_000) },
    ['second-clinician high-daily-dose'],
  ],
  ['fourteen days after INR 5.0', { inr: inr(50) }, ['refuse interval-too-long-after-high-inr']],
  [
    'a valve at six weeks',
    {
      risk: { mechanicalValve: 'aortic', antiphospholipid: 'no', highRiskLowInr: [] },
      nextTest: addDays(TODAY, 42),
    },
    [],
  ],
  ['D4.03: no dose on any day', { daily: 0 }, ['refuse no-dose-at-all']],
  ['withheld with "omit"', { daily: 0, omitDays: 2 }, []],
  [
    'D4.06: the weekly total as a day',
    { daily: 35_000, schedule: scheduleOf(ug(5000), ALL_TABLETS) },
    ['refuse weekly-total-as-daily', 'refuse change-too-large'],
  ],
  [
    'D4.39: INR 1.6 and the dose goes down',
    { inr: inr(16), daily: 4500 },
    ['second-clinician against-direction'],
  ],
  [
    'INR 3.1 and the dose goes up',
    { inr: inr(31), daily: 6000 },
    ['second-clinician against-direction'],
  ],
  [
    '>8.0 and the dose goes up',
    { inr: inr(80, '>'), daily: 6000, nextTest: day('2026-11-23') },
    ['second-clinician against-direction'],
  ],
  ['in range, any direction', { daily: 6000 }, []],
  ['0.5 mg with 5 mg as before', { daily: 5500, currentDailyUg: ug(5500) }, []],
  ['20 % is within the limit', { daily: 6000 }, []],
  ['D4.42: 30 %', { daily: 6500 }, ['second-clinician large-change']],
  [
    '50 % is the last that can be agreed',
    { daily: 7500 },
    ['second-clinician large-change', 'confirm look-alike-tablets'],
  ],
  ['D4.43: 60 %', { daily: 8000 }, ['refuse change-too-large']],
  ['15 mg', { daily: 15_000, currentDailyUg: ug(15_000) }, []],
  ['16 mg', { daily: 16_000, currentDailyUg: ug(16_000) }, ['second-clinician high-daily-dose']],
  ['21 mg', { daily: 21_000, currentDailyUg: ug(21_000) }, ['refuse daily-dose-too-high']],
  [
    'D4.72: seven tablets a day',
    { daily: 7000, currentDailyUg: ug(7000), tabletSet: { strengths: [1000], halves: false } },
    ['confirm many-tablets'],
  ],
  ['D4.70: 0.5 mg and 5 mg together', { daily: 5500 }, ['confirm look-alike-tablets']],
  [
    'D4.73: "omit tonight", tonight 5 mg',
    { comment: 'Please omit tonight' },
    ['confirm comment-contradicts'],
  ],
  [
    '"omit tonight", tonight none',
    { comment: 'Please omit tonight', omitDays: 1, schedule: scheduleOf(ug(5000), ALL_TABLETS, 1) },
    [],
  ],
  ['D2.53: next test today', { nextTest: TODAY }, ['refuse test-not-after-today']],
  [
    'D2.54: next test yesterday',
    { nextTest: day('2026-11-21') },
    ['refuse test-not-after-today', 'refuse days-without-dose'],
  ],
  ['D2.56: Christmas Day', { nextTest: day('2026-12-25') }, ['confirm test-on-bank-holiday']],
  ['D2.56: 28 December', { nextTest: day('2026-12-28') }, ['confirm test-on-bank-holiday']],
  ['twelve weeks', { nextTest: addDays(TODAY, 84) }, []],
  ['D2.57: thirteen weeks', { nextTest: addDays(TODAY, 91) }, ['refuse interval-too-long']],
  ['seven days after INR 6.0', { inr: inr(60), nextTest: day('2026-11-29') }, []],
  [
    'D2.58: fourteen days after INR 6.0',
    { inr: inr(60) },
    ['refuse interval-too-long-after-high-inr'],
  ],
  [
    'a valve beyond six weeks',
    {
      risk: { mechanicalValve: 'aortic', antiphospholipid: 'no', highRiskLowInr: [] },
      nextTest: addDays(TODAY, 43),
    },
    ['second-clinician interval-long-for-valve'],
  ],
  [
    'D2.59: next test after the last dose',
    {
      nextTest: addDays(TODAY, 84),
      schedule: {
        runs: scheduleOf(ug(5000), ALL_TABLETS).runs.map((run) => ({ ...run, days: 84 })),
      },
    },
    ['refuse days-without-dose'],
  ],
]

describe('H09: limits on a dose whoever proposes it', () => {
  for (const [name, changes, findings] of CASES) {
    test(`${name}: ${findings.join(', ') || 'nothing found'}`, () => {
      assert.deepEqual(
        doseChecks(proposed(changes), DEFAULT_RULE_SET).map(
          ({ severity, code }) => `${severity} ${code}`,
        ),
        findings,
      )
    })
  }

  const codes = (changes: Parameters<typeof proposed>[0]) =>
    doseChecks(proposed(changes), DEFAULT_RULE_SET).map(({ code }) => code)
  const all = CASES.flatMap(([, changes]) => doseChecks(proposed(changes), DEFAULT_RULE_SET))
  test('H33: whatever is found wrong with a dose is refused, asked of a second clinician, or asked: there is no fourth kind', () => {
    assert.deepEqual(new Set(all.map(({ severity }) => severity)), new Set(SEVERITIES))
  })

  test('what is found says in words what to do, with the figures of the site', () => {
    const words = new Map(all.map(({ code, message }) => [code, message]))
    for (const message of words.values()) assert.match(message, /^[A-Z0-9].+\.$/)
    const says = (changes: Parameters<typeof proposed>[0], rules = DEFAULT_RULE_SET) =>
      doseChecks(proposed(changes), rules).map(({ message }) => message)
    assert.deepEqual(says({ daily: 35_000, schedule: scheduleOf(ug(5000), ALL_TABLETS) }), [
      '35 mg is the weekly total. Enter mg a day.',
      'The weekly dose changes by more than 50 %. To withhold, enter 0 mg and the days without a dose.',
    ])
    assert.deepEqual(says({ daily: 6500 }), [
      'The weekly dose changes by more than 20 %. A second clinician must agree.',
    ])
    assert.deepEqual(says({ daily: 16_000, currentDailyUg: ug(16_000) }), [
      '16 mg is above 15 mg a day. A second clinician must agree.',
    ])
    const [highest] = says({ daily: 21_000, currentDailyUg: ug(21_000) })
    assert.equal(highest, '21 mg is above the highest daily dose of 20 mg.')
    const [high] = says({ inr: inr(31), daily: 6000 })
    assert.equal(high, 'The INR is above range and the dose goes up. Check the dose.')
    const [low] = says({ inr: inr(16), daily: 4500 })
    assert.equal(low, 'The INR is below range and the dose goes down. Check the dose.')
    assert.deepEqual(says({ comment: 'Please omit tonight' }), [
      'The comment speaks of leaving out a dose, but the first dose is 5 mg. Make them agree.',
    ])
    assert.deepEqual(says({ nextTest: addDays(TODAY, 91) }), [
      'The next test is more than 12 weeks away. Choose 14-Feb-2027 or earlier.',
    ])
    const valve = {
      mechanicalValve: 'not-known',
      antiphospholipid: 'no',
      highRiskLowInr: [],
    } as const
    assert.deepEqual(says({ risk: valve, nextTest: addDays(TODAY, 43) }), [
      'With a mechanical valve, or when that is not known, 6 weeks is the longest interval. A second clinician must agree.',
    ])
    assert.deepEqual(says({ inr: inr(47) }, { ...DEFAULT_RULE_SET, highInrTenths: 46 }), [
      'After an INR of 4.6 or more test again within 7 days.',
    ])
  })

  test('H04: what a meter could not measure counts as above or below, whatever its limit says', () => {
    assert.deepEqual(codes({ inr: inr(25, '>'), daily: 6000, nextTest: addDays(TODAY, 7) }), [
      'against-direction',
    ])
    assert.deepEqual(codes({ inr: inr(25, '<'), daily: 4500 }), ['against-direction'])
    assert.deepEqual(codes({ inr: inr(25, '>') }), ['interval-too-long-after-high-inr'])
  })

  test('a dose in force of nothing has no size of change, and a new one after none is one', () => {
    const none = { currentDailyUg: ug(0) }
    assert.deepEqual(codes({ ...none, daily: 5000 }), [])
    assert.deepEqual(codes({ ...none, daily: 0 }), ['no-dose-at-all'])
    assert.deepEqual(codes({ ...none, daily: 500, omitDays: 1 }), [])
  })

  test('a dose that goes to nearly nothing is refused even when days are left out', () => {
    assert.deepEqual(codes({ daily: 500, omitDays: 2 }), ['change-too-large'])
  })

  test('a bank holiday is said to be one, and a day beyond the table is not waved through', () => {
    const said = (changes: Parameters<typeof proposed>[0]) =>
      doseChecks(proposed(changes), DEFAULT_RULE_SET)
        .filter(({ code }) => code === 'test-on-bank-holiday')
        .map(({ message }) => message)
    assert.deepEqual(said({ nextTest: day('2026-12-25') }), ['25-Dec-2026 is a bank holiday.'])
    assert.deepEqual(said({ today: day('2030-12-30'), nextTest: day('2031-01-06') }), [
      'It is not known whether 06-Jan-2031 is a bank holiday. Check the calendar.',
    ])
  })
})
