import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { TARGET_2_5, TARGET_3_0, TARGET_3_5 } from '#test/clinical/a-visit.ts'
import { type Adjustment, AS_PUBLISHED, isAsPublished, scaledChange } from './adjustment.ts'
import { isNarrowedAt, isRelaxedAt, noChangeTenths } from './no-change-band.ts'
import { DEFAULT_RULE_SET, type RuleSet } from './rule-set.ts'

const NEVER_WIDER: RuleSet = { ...DEFAULT_RULE_SET, band: 'never-wider-than-range' }
const TIGHT: RuleSet = {
  ...DEFAULT_RULE_SET,
  protocol: 'hillingdon',
  hillingdon: {
    coefficientHundredths: 58,
    tolerancePercent: 10,
    belowTargetTenths: 10,
    aboveTargetTenths: 15,
  },
}
const HILLINGDON: RuleSet = { ...DEFAULT_RULE_SET, protocol: 'hillingdon' }
const strict = { ...AS_PUBLISHED, low: 'strict', high: 'strict' } as const
const relaxed = { ...AS_PUBLISHED, low: 'relaxed', high: 'relaxed' } as const

describe('H09: between which INRs the dose stays', () => {
  const rows: readonly (readonly [
    string,
    typeof TARGET_2_5,
    RuleSet,
    Adjustment | undefined,
    number,
    number,
  ])[] = [
    ['Coventry at 2.5, as published', TARGET_2_5, DEFAULT_RULE_SET, undefined, 20, 30],
    ['Coventry at 3.0, as published', TARGET_3_0, DEFAULT_RULE_SET, undefined, 24, 36],
    ['Coventry at 3.5, as published', TARGET_3_5, DEFAULT_RULE_SET, undefined, 28, 42],
    ['Coventry at 3.0, never wider', TARGET_3_0, NEVER_WIDER, undefined, 25, 35],
    ['Coventry at 3.5, never wider', TARGET_3_5, NEVER_WIDER, undefined, 30, 40],
    ['Coventry at 3.0, strict on both sides', TARGET_3_0, DEFAULT_RULE_SET, strict, 25, 35],
    [
      'Coventry at 3.0, strict when high',
      TARGET_3_0,
      DEFAULT_RULE_SET,
      { ...strict, low: 'as-published' },
      24,
      35,
    ],
    [
      'Coventry at 3.0, strict when low',
      TARGET_3_0,
      DEFAULT_RULE_SET,
      { ...strict, high: 'as-published' },
      25,
      36,
    ],
    ['Coventry at 2.5, relaxed', TARGET_2_5, DEFAULT_RULE_SET, relaxed, 18, 32],
    ['Coventry at 3.0, relaxed', TARGET_3_0, DEFAULT_RULE_SET, relaxed, 23, 37],
    ['Coventry at 3.0, never wider but relaxed', TARGET_3_0, NEVER_WIDER, relaxed, 23, 37],
    [
      'Coventry at 2.5, relaxed when low',
      TARGET_2_5,
      DEFAULT_RULE_SET,
      { ...relaxed, high: 'strict' },
      18,
      30,
    ],
    ['Hillingdon at 2.5, tolerance 10 % and the range', TARGET_2_5, TIGHT, undefined, 20, 30],
    ['Hillingdon at 3.0, tolerance 20 %', TARGET_3_0, HILLINGDON, undefined, 24, 36],
    ['the RE-LY steps', TARGET_2_5, { ...DEFAULT_RULE_SET, protocol: 're-ly' }, undefined, 20, 30],
    ['one step', TARGET_2_5, { ...DEFAULT_RULE_SET, protocol: 'one-step' }, relaxed, 18, 32],
  ]
  for (const [name, target, rules, adjustment, low, high] of rows) {
    test(`${name}: ${low / 10} to ${high / 10}`, () => {
      const visit = { target, ...(adjustment && { adjustment }) }
      assert.deepEqual(noChangeTenths(visit, rules), { low, high })
    })
  }

  test('narrowed is an INR that the published band would have left', () => {
    const at = (inr: number) => isNarrowedAt(inr, { target: TARGET_3_0 }, NEVER_WIDER)
    assert.deepEqual([23, 24, 25, 35, 36, 37].map(at), [false, true, false, false, true, false])
    assert.equal(isNarrowedAt(36, { target: TARGET_3_0 }, DEFAULT_RULE_SET), false)
  })

  test('relaxed is from the target to 0.2 out of range on the side that the plan says, and only there', () => {
    const at = (adjustment: Adjustment) => (inr: number) =>
      isRelaxedAt(inr, { target: TARGET_2_5, adjustment }, DEFAULT_RULE_SET)
    const inrs = [17, 18, 19, 20, 30, 31, 32, 33]
    const none = inrs.map(() => false)
    assert.deepEqual(inrs.map(at(relaxed)), [false, true, true, true, true, true, true, false])
    assert.deepEqual(inrs.map(at({ ...relaxed, low: 'strict' })).slice(0, 4), none.slice(0, 4))
    assert.deepEqual(inrs.map(at({ ...relaxed, high: 'strict' })).slice(4), none.slice(4))
    assert.deepEqual(inrs.map(at(AS_PUBLISHED)), none)
  })

  test('a rule set from before has no relaxed side', () => {
    const { relaxedTenths: _, ...before } = DEFAULT_RULE_SET
    assert.equal(isRelaxedAt(31, { target: TARGET_2_5, adjustment: relaxed }, before), false)
  })
})

describe('the sensitivity of a plan', () => {
  test('a share of the change, toward nothing', () => {
    const share = (sensitivityPercent: Adjustment['sensitivityPercent']) =>
      [-457_199, 0, 333].map((change) =>
        scaledChange(change, { ...AS_PUBLISHED, sensitivityPercent }),
      )
    assert.deepEqual(share(100), [-457_199, 0, 333])
    assert.deepEqual(
      share(50),
      [-228_599, -0, 166].map((ng) => ng + 0),
    )
    assert.deepEqual(share(125), [-571_498, 0, 416])
  })

  test('a plan as published is told from any other', () => {
    assert.equal(isAsPublished(AS_PUBLISHED), true)
    for (const other of [
      { low: 'strict' },
      { high: 'relaxed' },
      { sensitivityPercent: 75 },
    ] as const) {
      assert.equal(isAsPublished({ ...AS_PUBLISHED, ...other }), false)
    }
  })
})
