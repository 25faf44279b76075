import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/day.ts'
import { boostsFrom } from '#clinical/boost.ts'
import { ug } from '#clinical/dose.ts'
import { ALL_TABLETS, inr, TARGET_2_5, TODAY } from '#test/clinical/a-visit.ts'
import { BOOST_CHECKS } from './boost-checks.ts'
import type { ProposedDose } from './dose-finding.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

/** 5 mg a day, INR 1.8, tested again in 7 days, one larger dose of 7.5 mg tonight. */
const proposed = (changes: Partial<ProposedDose> = {}): ProposedDose => ({
  today: TODAY,
  inr: inr(18),
  target: TARGET_2_5,
  risk: { mechanicalValve: 'none', antiphospholipid: 'no', highRiskLowInr: [] },
  currentDailyUg: ug(5000),
  weeklyUg: ug(35_000),
  omitDays: 0,
  boosts: boostsFrom(TODAY, 1, ug(7500)),
  schedule: { runs: [] },
  nextTest: addDays(TODAY, 7),
  tabletSet: ALL_TABLETS,
  comment: '',
  ...changes,
})

const found = (changes: Partial<ProposedDose>) =>
  BOOST_CHECKS.flatMap((check) => check(proposed(changes), DEFAULT_RULE_SET) ?? [])

const CASES: readonly (readonly [string, Partial<ProposedDose>, readonly string[]])[] = [
  ['one for an INR of 1.8', {}, []],
  ['none at all, INR in range', { boosts: [], inr: inr(25) }, []],
  ['one just below range', { inr: inr(19) }, []],
  ['one in range', { inr: inr(20) }, ['boost-not-low']],
  ['one above range', { inr: inr(35) }, ['boost-not-low']],
  ['one for an INR that was not measured', { inr: inr(8, '<') }, ['boost-not-low']],
  ['two evenings', { boosts: boostsFrom(TODAY, 2, ug(7500)) }, []],
  ['three evenings', { boosts: boostsFrom(TODAY, 3, ug(7500)) }, ['boost-too-often']],
  ['with a dose left out', { omitDays: 1 }, ['boost-and-omission']],
  ['twice the daily dose', { boosts: boostsFrom(TODAY, 1, ug(10_000)) }, []],
  ['more than twice', { boosts: boostsFrom(TODAY, 1, ug(10_500)) }, ['boost-too-large']],
  [
    'twice a new dose that is more than twice the dose in force',
    { weeklyUg: ug(42_000), boosts: boostsFrom(TODAY, 1, ug(12_000)) },
    ['boost-too-large'],
  ],
  ['on a dose not known', { currentDailyUg: 'not-known' }, []],
  ['tested after 14 days', { nextTest: addDays(TODAY, 14) }, []],
  ['tested after 15 days', { nextTest: addDays(TODAY, 15) }, ['boost-test-late']],
]

const WORDS =
  /INR below range only|Choose one of the two|at most 2 dates|^1[02](?:\.5)? mg on one date is more than 2 times|test again by 06-Dec-2026/

describe('H09: limits on a larger dose for a low INR', () => {
  for (const [name, changes, codes] of CASES) {
    test(`${name}: ${codes.join(', ') || 'nothing found'}`, () => {
      const findings = found(changes)
      assert.deepEqual(
        findings.map(({ code }) => code),
        codes,
      )
      for (const { severity, message } of findings) {
        assert.equal(severity, 'refuse')
        assert.match(message, WORDS)
      }
    })
  }

  test('whatever is proposed, no larger dose passes above twice the dose in force or without a low INR', () => {
    const some = fc.record({
      tenths: fc.integer({ min: 8, max: 80 }),
      boost: fc.integer({ min: 1, max: 60 }),
      current: fc.integer({ min: 1, max: 40 }),
      weekly: fc.integer({ min: 1, max: 280 }),
    })
    fc.assert(
      fc.property(some, ({ tenths, boost, current, weekly }) => {
        const findings = found({
          inr: inr(tenths),
          boosts: boostsFrom(TODAY, 1, ug(boost * 500)),
          currentDailyUg: ug(current * 500),
          weeklyUg: ug(weekly * 500),
        })
        if (tenths >= 20 || boost > 2 * current) assert.notDeepEqual(findings, [])
      }),
    )
  })
})
