import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalJson } from '#base/canonical.ts'
import { ug } from '#clinical/dose.ts'
import { buildSchedule, expand } from '#clinical/schedule.ts'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import {
  aVisit,
  inr,
  ONES_AND_THREES,
  result,
  someAnswers,
  someDose,
  someTabletSet,
  TARGET_2_5,
  TARGET_3_0,
  TARGET_3_5,
} from '#test/clinical/a-visit.ts'
import type { AdviseInput, DoseAdvice } from './advice.ts'
import { advise } from './advise.ts'
import { DEFAULT_RULE_SET, type RuleSet } from './rule-set.ts'
import { NOTES } from './rules.ts'

const RE_LY: RuleSet = { ...DEFAULT_RULE_SET, protocol: 're-ly' }
const FIRST_DEVIATION: RuleSet = { ...DEFAULT_RULE_SET, firstDeviationRule: true }

function doseFor(changes: Partial<AdviseInput>, rules = DEFAULT_RULE_SET): DoseAdvice {
  const advice = advise(aVisit(changes), rules)
  if (advice.kind === 'alarm') assert.fail(`an alarm: ${advice.alarms[0]?.title}`)
  return advice
}

const rulesOf = (advice: DoseAdvice): readonly string[] => advice.fired.map((fired) => fired.rule)

describe('a suggestion by Coventry', () => {
  test('in band: the same dose, no change, the ladder', () => {
    const advice = doseFor({ inr: inr(24) })
    assert.deepEqual(
      [advice.rawNg, advice.clampedUg, advice.roundedUg, advice.changePercentHundredths],
      [5_000_000, 5000, 5000, 0],
    )
    assert.deepEqual(rulesOf(advice), ['coventry-in-band', 'constant-dose'])
    assert.deepEqual(advice.notes, [])
    assert.equal(advice.nextTest.days, 42)
  })

  test('INR 4.0 on 5 mg: raw 4.54, made as 4.5 mg, -10 %, two weeks', () => {
    const advice = doseFor({ inr: inr(40) })
    assert.deepEqual(
      [advice.rawNg, advice.clampedUg, advice.roundedUg, advice.changePercentHundredths],
      [4_542_801, 4543, 4500, -1000],
    )
    assert.deepEqual(advice.notes, [])
    assert.equal(advice.nextTest.days, 14)
  })

  test('a change that rounding swallows is said, not hidden', () => {
    const advice = doseFor({ inr: inr(18) })
    assert.equal(advice.rawNg, 5_178_721)
    assert.equal(advice.roundedUg, 5000)
    assert.deepEqual(advice.notes, [NOTES.swallowed])
    assert.equal(advice.nextTest.days, 14)
  })

  test('1 mg and 3 mg tablets make 32 mg a week of it', () => {
    const advice = doseFor({ inr: inr(40), tabletSet: ONES_AND_THREES })
    assert.deepEqual([advice.weeklyUg, advice.pattern], [32_000, 'weekly'])
    assert.ok(rulesOf(advice).includes('weekly-pattern'))
  })

  test('a valve target: 3.6 is in the band of 3.0 though outside its range, and that is said', () => {
    const advice = doseFor({ inr: inr(36), target: TARGET_3_0 })
    assert.equal(advice.roundedUg, 5000)
    assert.deepEqual(advice.notes, [NOTES.bandWiderThanRange])
    assert.equal(advice.nextTest.days, 14)
  })

  test('a change beyond the cap is limited, and that is said', () => {
    const tight: RuleSet = { ...DEFAULT_RULE_SET, capPercent: 5 }
    const advice = doseFor({ inr: inr(45) }, tight)
    assert.equal(advice.clampedUg, 4750)
    assert.ok(rulesOf(advice).includes('cap'))
  })

  test('a dose in force that these tablets cannot make is said', () => {
    const advice = doseFor({ currentDailyUg: ug(2500), tabletSet: ONES_AND_THREES })
    assert.equal(advice.weeklyUg, 17_000)
    assert.deepEqual(advice.notes, [NOTES.currentCannotBeMade])
    assert.equal(advice.nextTest.days, 14)
  })

  test('missed doses and a planned procedure are said beside the dose', () => {
    const answers = someAnswers(ug(5000), { missedDoses: 1, procedurePlanned: true })
    const advice = doseFor({ inr: inr(17), answers })
    assert.deepEqual(advice.notes, [NOTES.missedDoses, NOTES.procedure])
    assert.deepEqual(doseFor({ inr: inr(24), answers }).notes, [NOTES.procedure])
  })

  test('a dose more than 5 % from the calculated one is said: 1.82 mg made as 2 mg', () => {
    const advice = doseFor({ inr: inr(40), currentDailyUg: ug(2000) })
    assert.deepEqual(advice.notes, [NOTES.swallowed, NOTES.farFromCalculated])
  })

  test('tablets that make no dose near it call for a person', () => {
    const tabletSet = { strengths: [5000 as const], halves: false }
    const advice = advise(aVisit({ currentDailyUg: ug(3000), tabletSet }), DEFAULT_RULE_SET)
    assert.equal(advice.kind === 'alarm' && advice.alarms[0]?.code, 'tablets-cannot-make-dose')
  })
})

describe('a suggestion by the RE-LY table', () => {
  const steady = [result('2026-11-08', 24), result('2026-10-25', 24)]
  const lowTwice = [result('2026-11-08', 18), result('2026-10-25', 24)]
  const highTwice = [result('2026-11-08', 32), result('2026-10-25', 24)]
  const cases: readonly (readonly [string, Partial<AdviseInput>, number, number, string])[] = [
    ['1.8 for the first time', { inr: inr(18), previous: steady }, 5000, 0, 're-ly-first-occasion'],
    ['1.8 for the second time', { inr: inr(18), previous: lowTwice }, 5500, 0, 're-ly-step'],
    ['3.0 is in range', { inr: inr(30) }, 5000, 0, 're-ly-in-range'],
    ['3.9 for the first time', { inr: inr(39), previous: steady }, 5000, 0, 're-ly-first-occasion'],
    ['3.1 for the second time', { inr: inr(31), previous: highTwice }, 4500, 0, 're-ly-step'],
    ['4.0 omits one dose', { inr: inr(40) }, 4500, 1, 're-ly-omit'],
  ]
  for (const [name, visit, dose, omitDays, rule] of cases) {
    test(`${name}: ${dose / 1000} mg, ${omitDays} omitted`, () => {
      const advice = doseFor(visit, RE_LY)
      assert.deepEqual([advice.roundedUg, advice.omitDays], [dose, omitDays])
      assert.ok(rulesOf(advice).includes(rule))
      assert.equal(rulesOf(advice).includes('re-ly-omit'), omitDays > 0)
    })
  }
})

describe('the first-deviation rule, when a site switches it on', () => {
  const cases: readonly (readonly [string, Partial<AdviseInput>, boolean])[] = [
    ['3.5 after two in range', { inr: inr(35) }, true],
    ['3.6 after two in range', { inr: inr(36) }, false],
    [
      '3.4 after 2.0 and 3.0',
      { inr: inr(34), previous: [result('2026-11-08', 30), result('2026-10-25', 20)] },
      true,
    ],
    ['1.6 after two in range', { inr: inr(16) }, true],
    ['3.4 after one in range', { inr: inr(34), previous: [result('2026-10-25', 24)] }, false],
    [
      '3.4 after one out of range',
      { inr: inr(34), previous: [result('2026-11-08', 31), result('2026-10-25', 24)] },
      false,
    ],
  ]
  for (const [name, visit, kept] of cases) {
    test(`${name}: the dose ${kept ? 'is kept and the rule is shown' : 'changes'}`, () => {
      const advice = doseFor(visit, FIRST_DEVIATION)
      assert.equal(rulesOf(advice).includes('first-deviation'), kept)
      assert.equal(advice.rawNg === 5_000_000, kept)
    })
  }

  test('it is off by default: Coventry acts on each INR', () => {
    assert.ok(!rulesOf(doseFor({ inr: inr(35) })).includes('first-deviation'))
  })
})

describe('H09: laws of every suggestion', () => {
  const someVisit = fc
    .record({
      inr: fc.integer({ min: 8, max: 60 }).map((tenths) => inr(tenths)),
      target: fc.constantFrom(TARGET_2_5, TARGET_3_0, TARGET_3_5),
      currentDailyUg: someDose,
      previous: fc.array(
        fc.integer({ min: 12, max: 60 }).map((tenths) => result('2026-10-25', tenths)),
        { maxLength: 4 },
      ),
      tabletSet: someTabletSet,
    })
    .map(aVisit)
  const someRules = fc.constantFrom(DEFAULT_RULE_SET, RE_LY, FIRST_DEVIATION)

  test('above range never gives more, below never less, and never past the cap', () => {
    fc.assert(
      fc.property(someVisit, someRules, (visit, rules) => {
        const advice = advise(visit, rules)
        if (advice.kind === 'alarm' || visit.currentDailyUg === 'not-known') return
        const before = weeklyUgOf(visit.currentDailyUg)
        if (advice.rawNg < visit.currentDailyUg * 1000) assert.ok(advice.weeklyUg <= before)
        if (advice.rawNg > visit.currentDailyUg * 1000) assert.ok(advice.weeklyUg >= before)
        assert.ok(Math.abs(advice.weeklyUg - before) * 100 <= before * rules.capPercent)
      }),
      { numRuns: 1000 },
    )
  })

  test('by Coventry a higher INR never gives a higher dose', () => {
    fc.assert(
      fc.property(someVisit, fc.integer({ min: 1, max: 20 }), (visit, more) => {
        const lower = advise(visit, DEFAULT_RULE_SET)
        const higher = advise({ ...visit, inr: inr(visit.inr.tenths + more) }, DEFAULT_RULE_SET)
        if (lower.kind === 'alarm' || higher.kind === 'alarm') return
        assert.ok(higher.weeklyUg <= lower.weeklyUg)
      }),
      { numRuns: 1000 },
    )
  })

  test('H10: the same visit and rule set replay to the same advice, also after being stored', () => {
    fc.assert(
      fc.property(someVisit, someRules, (visit, rules) => {
        const stored = { visit: structuredClone(visit), rules: structuredClone(rules) }
        assert.equal(
          canonicalJson(advise(stored.visit, stored.rules)),
          canonicalJson(advise(visit, rules)),
        )
      }),
    )
  })

  test('H11: every suggested dose can be laid over the calendar exactly', () => {
    fc.assert(
      fc.property(someVisit, someRules, (visit, rules) => {
        const advice = advise(visit, rules)
        if (advice.kind === 'alarm') return
        const built = buildSchedule({
          from: visit.today,
          nextTest: advice.nextTest.latestOn,
          graceDays: rules.graceDays,
          omitDays: advice.omitDays,
          dailyUg: advice.roundedUg,
          tabletSet: visit.tabletSet,
          pattern: 'constant-preferred',
        })
        assert.equal(built.kind, 'schedule')
        assert.equal(built.kind === 'schedule' && built.weeklyUg, advice.weeklyUg)
        assert.equal(
          built.kind === 'schedule' && expand(built.schedule).length,
          advice.nextTest.days + rules.graceDays + 1,
        )
      }),
      { numRuns: 500 },
    )
  })
})
