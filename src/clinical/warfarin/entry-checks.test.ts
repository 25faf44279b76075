import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { METER_RANGE } from '#clinical/inr.ts'
import { inr, TARGET_2_5, TARGET_3_5 } from '#test/clinical/a-visit.ts'
import { type EnteredInr, entriesAgree, entryChecks } from './entry-checks.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'

const entered = (changes: Partial<EnteredInr>): EnteredInr => ({
  inr: inr(25),
  method: 'provider-meter',
  limits: METER_RANGE,
  enteredBy: 'person',
  target: TARGET_2_5,
  lastInr: inr(24),
  ...changes,
})

const reasons = (changes: Partial<EnteredInr>): readonly string[] =>
  entryChecks(entered(changes), DEFAULT_RULE_SET).map((check) => check.because)

describe('H03: which INRs are typed twice', () => {
  const cases: readonly (readonly [string, Partial<EnteredInr>, readonly string[]])[] = [
    ['2.5 after 2.4', {}, []],
    ['D1.21: 5.2 after 2.4', { inr: inr(52) }, ['high', 'far-from-last', 'far-from-target']],
    [
      'D1.23: 1.4',
      { inr: inr(14), target: TARGET_3_5 },
      ['low', 'far-from-last', 'far-from-target'],
    ],
    ['5.0 after 4.8', { inr: inr(50), lastInr: inr(48) }, ['high', 'far-from-target']],
    ['1.5 is not below 1.5', { inr: inr(15), lastInr: 'none' }, ['far-from-target']],
    ['3.0 is 0.5 from target', { inr: inr(30) }, []],
    ['3.1 is more than 0.5 from target', { inr: inr(31) }, ['far-from-target']],
    ['2.9 after 1.9', { inr: inr(29), lastInr: inr(19) }, ['far-from-last']],
    ['no last INR', { lastInr: 'none' }, []],
    [
      'D1.26: 8.0 on a meter',
      { inr: inr(80) },
      ['high', 'far-from-last', 'far-from-target', 'top-of-meter'],
    ],
    ['D1.28: >8.0', { inr: inr(80, '>') }, ['high', 'far-from-last', 'far-from-target']],
    ['D1.30: <0.8', { inr: inr(8, '<') }, ['low', 'far-from-last', 'far-from-target']],
    ['a message is not typed again', { inr: inr(52), enteredBy: 'message' }, []],
  ]
  for (const [name, changes, because] of cases) {
    test(`${name}: ${because.join(', ') || 'once'}`, () => {
      assert.deepEqual(reasons(changes), because)
    })
  }

  test('the words name the limits that the site has set', () => {
    const says = (changes: Partial<EnteredInr>, rules = DEFAULT_RULE_SET) =>
      entryChecks(entered(changes), rules).map(({ message }) => message)
    const AGAIN = 'Type the result again without looking at the first entry.'
    assert.deepEqual(says({ inr: inr(52), lastInr: 'none' }), [
      `The INR is 5.0 or more. ${AGAIN}`,
      `The INR is more than 0.5 from the target. ${AGAIN}`,
    ])
    assert.deepEqual(says({ inr: inr(14), lastInr: inr(24) }), [
      `The INR is below 1.5. ${AGAIN}`,
      `The INR differs by 1.0 or more from the last one. ${AGAIN}`,
      `The INR is more than 0.5 from the target. ${AGAIN}`,
    ])
    const strict = { fromTenths: 40, belowTenths: 20, changeTenths: 5, beyondTargetTenths: 3 }
    const ofSite = { ...DEFAULT_RULE_SET, doubleEntry: strict }
    assert.deepEqual(says({ inr: inr(42), lastInr: inr(40) }, ofSite), [
      `The INR is 4.0 or more. ${AGAIN}`,
      `The INR is more than 0.3 from the target. ${AGAIN}`,
    ])
    assert.deepEqual(says({ inr: inr(19), lastInr: inr(25) }, ofSite), [
      `The INR is below 2.0. ${AGAIN}`,
      `The INR differs by 0.5 or more from the last one. ${AGAIN}`,
      `The INR is more than 0.3 from the target. ${AGAIN}`,
    ])
    assert.equal(
      says({ inr: inr(80) }).at(-1),
      'The meter cannot measure higher. Say whether it showed exactly this value or more.',
    )
  })

  test('H04: a limit of the meter is typed twice whatever its value, and is no top of the meter', () => {
    assert.deepEqual(reasons({ inr: inr(25, '>') }), ['high'])
    assert.deepEqual(reasons({ inr: inr(25, '<') }), ['low'])
    const inLaboratory = { inr: inr(80), method: 'laboratory' as const }
    assert.deepEqual(reasons(inLaboratory), ['high', 'far-from-last', 'far-from-target'])
  })

  test('D1.24: 2.5 after 5.2 does not agree', () => {
    assert.equal(entriesAgree(inr(52), inr(25)), false)
    assert.equal(entriesAgree(inr(80, '>'), inr(80)), false)
    assert.equal(entriesAgree(inr(52), inr(52)), true)
  })

  test('a slip of the keys that moves the INR by 1.0 or more is always typed twice', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 80 }),
        fc.integer({ min: 8, max: 80 }),
        (last, slip) => {
          fc.pre(Math.abs(last - slip) >= 10)
          assert.ok(reasons({ inr: inr(slip), lastInr: inr(last) }).length > 0)
        },
      ),
    )
  })
})
