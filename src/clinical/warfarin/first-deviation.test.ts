import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aVisit, inr, result } from '#test/clinical/a-visit.ts'
import type { AdviseInput, DoseAdvice } from './advice.ts'
import { advise } from './advise.ts'
import { DEFAULT_RULE_SET, type RuleSet } from './rule-set.ts'

const FIRST_DEVIATION: RuleSet = { ...DEFAULT_RULE_SET, firstDeviationRule: true }

function doseFor(changes: Partial<AdviseInput>, rules: RuleSet): DoseAdvice {
  const advice = advise(aVisit(changes), rules)
  return advice.kind === 'dose' ? advice : assert.fail(`an alarm: ${advice.alarms[0]?.title}`)
}

const rulesOf = (advice: DoseAdvice): readonly string[] => advice.fired.map(({ rule }) => rule)

test('H09: a narrow band acts within a wide range, unless a first deviation keeps the dose since version 1.1', () => {
  const wide = { valueTenths: 25, lowTenths: 18, highTenths: 35 }
  const { band: _later, ...first } = FIRST_DEVIATION
  for (const tenths of [34, 35]) {
    const visit = { target: wide, inr: inr(tenths) }
    assert.ok(doseFor(visit, first).clampedUg < 5000)
    const kept = doseFor(visit, FIRST_DEVIATION)
    assert.equal(kept.clampedUg, 5000)
    assert.ok(rulesOf(kept).includes('first-deviation'))
  }
})

test('H09: a first deviation needs exactly so many results in range before, the newest of them', () => {
  const before = (...tenths: readonly number[]) => ({
    inr: inr(32),
    previous: tenths.map((one, nth) => result(`2026-0${9 - nth}-01`, one)),
  })
  const isKept = (visit: Partial<AdviseInput>) => doseFor(visit, FIRST_DEVIATION).clampedUg === 5000
  const needed = DEFAULT_RULE_SET.firstDeviationInRangeBefore
  const inRange = Array.from({ length: needed }, () => 25)
  assert.ok(isKept(before(...inRange)))
  assert.ok(isKept(before(...inRange, 40)))
  assert.ok(!isKept(before(...inRange.slice(1))))
  assert.ok(!isKept(before(40, ...inRange)))
})
