import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { weeklyUgOf } from '#clinical/week-plan.ts'
import {
  aVisit,
  inr,
  result,
  someDose,
  someTabletSet,
  TARGET_2_5,
  TARGET_3_0,
  TARGET_3_5,
} from '#test/clinical/a-visit.ts'
import { SENSITIVITIES, TOLERANCES } from './adjustment.ts'
import type { AdviseInput } from './advice.ts'
import { advise, decide } from './advise.ts'
import { DEFAULT_RULE_SET, MAINTENANCE_PROTOCOLS, type RuleSet } from './rule-set.ts'

/** Ranges that are wider than the band of a protocol, and one with its target near an end. */
const WIDE = { valueTenths: 25, lowTenths: 15, highTenths: 35 }
const LOPSIDED = { valueTenths: 25, lowTenths: 23, highTenths: 40 }

describe('H09: laws of every protocol under every setting', () => {
  const someRules: fc.Arbitrary<RuleSet> = fc
    .record({
      protocol: fc.constantFrom(...MAINTENANCE_PROTOCOLS),
      band: fc.constantFrom('as-published', 'never-wider-than-range'),
      firstDeviationRule: fc.boolean(),
      coefficientHundredths: fc.integer({ min: 50, max: 77 }),
      tolerancePercent: fc.integer({ min: 10, max: 30 }),
    })
    .map(({ coefficientHundredths, tolerancePercent, ...rest }) => ({
      ...DEFAULT_RULE_SET,
      ...rest,
      hillingdon: {
        coefficientHundredths,
        tolerancePercent,
        belowTargetTenths: 10,
        aboveTargetTenths: 15,
      },
    }))
  const someVisit = fc
    .record({
      inr: fc.integer({ min: 10, max: 50 }).map((tenths) => inr(tenths)),
      target: fc.constantFrom(TARGET_2_5, TARGET_3_0, TARGET_3_5, WIDE, LOPSIDED),
      currentDailyUg: someDose,
      previous: fc.array(
        fc.integer({ min: 12, max: 60 }).map((tenths) => result('2026-10-25', tenths)),
        { maxLength: 4 },
      ),
      tabletSet: someTabletSet,
      adjustment: fc.record({
        low: fc.constantFrom(...TOLERANCES),
        high: fc.constantFrom(...TOLERANCES),
        sensitivityPercent: fc.constantFrom(...SENSITIVITIES),
      }),
    })
    .map(aVisit)

  /** 1 above the range, -1 below it, 0 within. */
  const sideOf = ({ inr: { tenths }, target }: AdviseInput): number =>
    tenths > target.highTenths ? 1 : tenths < target.lowTenths ? -1 : 0

  test('above range never raises, below never lowers, and never past the cap', () => {
    fc.assert(
      fc.property(someVisit, someRules, (visit, rules) => {
        const advice = advise(visit, rules)
        if (advice.kind === 'alarm' || visit.currentDailyUg === 'not-known') return
        const before = weeklyUgOf(visit.currentDailyUg)
        const outside = sideOf(visit)
        const asked = Math.sign(advice.rawNg - visit.currentDailyUg * 1000)
        // Tablets that cannot make the dose in force are another matter: then no change is asked for.
        const made = asked === 0 ? 0 : Math.sign(advice.weeklyUg - before)
        assert.ok(asked * outside <= 0 && made * outside <= 0)
        assert.ok(Math.abs(advice.weeklyUg - before) * 100 <= before * rules.capPercent)
      }),
      { numRuns: 5000 },
    )
  })

  test('a higher INR never gives a higher dose', () => {
    fc.assert(
      fc.property(someVisit, someRules, fc.integer({ min: 1, max: 20 }), (visit, rules, more) => {
        const lower = advise(visit, rules)
        const higher = advise({ ...visit, inr: inr(visit.inr.tenths + more) }, rules)
        if (lower.kind === 'alarm' || higher.kind === 'alarm') return
        assert.ok(higher.rawNg <= lower.rawNg)
        assert.ok(higher.weeklyUg <= lower.weeklyUg)
      }),
      { numRuns: 5000 },
    )
  })

  test('the dose stays exactly between the INRs that are said', () => {
    fc.assert(
      fc.property(someVisit, someRules, (visit, rules) => {
        const advice = advise(visit, { ...rules, firstDeviationRule: false })
        if (advice.kind === 'alarm' || visit.currentDailyUg === 'not-known') return
        const { low = 0, high = 0 } = advice.noChange ?? {}
        const isSaid = visit.inr.tenths >= low && visit.inr.tenths <= high
        const stays = advice.rawNg === visit.currentDailyUg * 1000
        const waits = advice.fired.some(({ rule }) => rule.includes('first-'))
        assert.ok(isSaid ? stays : waits || !stays)
      }),
      { numRuns: 2000 },
    )
  })

  test('the decision without its words is the one that is explained', () => {
    fc.assert(
      fc.property(someVisit, someRules, (visit, rules) => {
        const advice = advise(visit, rules)
        const decided = decide(visit, rules)
        if (advice.kind === 'alarm' || decided === 'alarm') return advice.kind === decided
        const { weeklyUg, omitDays, nextTest } = advice
        const nextDays = decided.nextDays()
        assert.deepEqual({ ...decided, nextDays }, { weeklyUg, omitDays, nextDays: nextTest.days })
        return true
      }),
    )
  })
})
