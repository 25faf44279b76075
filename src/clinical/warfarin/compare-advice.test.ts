import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { ALL_TABLETS, aVisit, inr, TODAY } from '#test/clinical/a-visit.ts'
import type { Advice, DoseAdvice } from './advice.ts'
import { advise } from './advise.ts'
import {
  adviceChange,
  byGravity,
  type CHANGE_KINDS,
  isSameAdvice,
  outcomeOf,
} from './compare-advice.ts'
import { DEFAULT_RULE_SET } from './rule-set.ts'
import { changesIn, newTally, shadowReport, tallySuggestion } from './shadow-report.ts'

function dosed(tenths: number, rules = DEFAULT_RULE_SET): DoseAdvice {
  const advice = advise(aVisit({ inr: inr(tenths) }), rules)
  assert.ok(advice.kind === 'dose')
  return advice
}
const alarmed = (tenths: number): Advice => advise(aVisit({ inr: inr(tenths) }), DEFAULT_RULE_SET)

const SAME = dosed(24)
const CASES: readonly (readonly [says: string, before: Advice, after: Advice, change: unknown])[] =
  [
    ['the same', SAME, SAME, 'same'],
    ['other words for the same', SAME, { ...SAME, notes: ['said otherwise'] }, 'same'],
    ['the same dose for another reason', SAME, { ...SAME, fired: [] }, 'same'],
    ['another weekly dose', SAME, { ...SAME, weeklyUg: ug(28_000) }, ['dose', 2000]],
    ['a dose that begins', { ...SAME, weeklyUg: ug(0) }, SAME, ['dose', 10_000]],
    ['a dose left out', SAME, { ...SAME, omitDays: 1 }, ['dose', 1429]],
    [
      'two doses, both left out for the first week',
      { ...SAME, omitDays: 7 },
      { ...SAME, omitDays: 7, weeklyUg: ug(28_000) },
      ['dose', 0],
    ],
    [
      'half a week left out of another dose',
      { ...SAME, omitDays: 3 },
      { ...SAME, omitDays: 3, weeklyUg: ug(17_500) },
      ['dose', 5000],
    ],
    ['a whole week left out', SAME, { ...SAME, omitDays: 9 }, ['dose', 10_000]],
    [
      'a later test',
      SAME,
      { ...SAME, nextTest: { ...SAME.nextTest, latestOn: addDays(SAME.nextTest.latestOn, 14) } },
      ['next-test', 14],
    ],
    ['an alarm that goes', alarmed(60), SAME, ['alarm-gone', 1]],
    ['an alarm that comes', SAME, alarmed(60), ['alarm-new', 1]],
    ['another alarm', alarmed(60), alarmed(46), ['alarm-other', 2]],
    ['the same alarm', alarmed(60), alarmed(61), 'same'],
  ]
for (const [says, before, after, expected] of CASES) {
  test(`${says}: ${JSON.stringify(expected)}`, () => {
    const change = adviceChange(before, after)
    assert.deepEqual(change === 'same' ? change : [change.kind, change.size], expected)
    if (change !== 'same') {
      assert.deepEqual([change.before, change.after], [outcomeOf(before), outcomeOf(after)])
    }
  })
}

test('an alarm with another clock is another alarm', () => {
  const before = alarmed(60)
  assert.ok(before.kind === 'alarm')
  const slower = { ...before, alarms: before.alarms.map((one) => ({ ...one, withinMinutes: 999 })) }
  const change = adviceChange(before, slower)
  assert.equal(change === 'same' ? change : change.kind, 'alarm-other')
})

test('H09: the same visit and rules decide the same; another reason is another decision', () => {
  assert.ok(isSameAdvice(dosed(24), dosed(24)))
  assert.ok(isSameAdvice(SAME, { ...SAME, notes: ['said otherwise'] }))
  assert.ok(!isSameAdvice(SAME, { ...SAME, fired: [] }))
  assert.ok(!isSameAdvice(SAME, alarmed(60)))
})

test('the gravest change stands first, and among its kind the largest', () => {
  const line = (kind: (typeof CHANGE_KINDS)[number], size: number, key: string) => ({
    key,
    change: { kind, size, before: outcomeOf(SAME), after: outcomeOf(SAME) },
  })
  const lines = [
    line('next-test', 56, 'a'),
    line('dose', 10, 'b'),
    line('dose', 900, 'c'),
    line('alarm-gone', 1, 'd'),
    line('dose', 900, 'a'),
  ]
  const order = lines.toSorted(byGravity).map(({ change, key }) => `${change.kind} ${key}`)
  assert.deepEqual(order, ['alarm-gone d', 'dose a', 'dose c', 'dose b', 'next-test a'])
})

test('H10: a run counts each visit once, and lists exactly those whose answer differs', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 8, max: 70 }), { maxLength: 40 }), (inrs) => {
      const tally = newTally()
      const proposed = {
        ...DEFAULT_RULE_SET,
        validRangeTenths: { low: 18, high: 40 },
        capPercent: 5,
      }
      let differing = 0
      for (const [nth, tenths] of inrs.entries()) {
        const inputs = aVisit({ inr: inr(tenths), tabletSet: ALL_TABLETS })
        const advice = advise(inputs, DEFAULT_RULE_SET)
        tallySuggestion(tally, { key: `${nth}`, inputs, advice, base: DEFAULT_RULE_SET, proposed })
        if (adviceChange(advice, advise(inputs, proposed)) !== 'same') differing += 1
      }
      const span = { from: TODAY, until: TODAY, baseHash: 'a', proposedHash: 'b' }
      const report = shadowReport(tally, span)
      assert.equal(report.suggestions, inrs.length)
      assert.equal(report.ofEarlierRules, 0)
      assert.equal(report.lines.length, differing)
      assert.equal(changesIn(report), differing)
    }),
  )
})

test('a suggestion that the rules in force would answer otherwise is counted as of earlier rules', () => {
  const tally = newTally()
  const inputs = aVisit({ inr: inr(33) })
  const advice = advise(inputs, { ...DEFAULT_RULE_SET, protocol: 're-ly' })
  tallySuggestion(tally, {
    key: 'a',
    inputs,
    advice,
    base: DEFAULT_RULE_SET,
    proposed: DEFAULT_RULE_SET,
  })
  assert.equal(tally.ofEarlierRules, 1)
  assert.equal(tally.lines.length, 0)
})

test('an alarm with another time to test again, or none, is another alarm', () => {
  const before = alarmed(60)
  assert.ok(before.kind === 'alarm')
  const { retestWithinDays: _none, ...rest } = before.alarms[0] ?? assert.fail('no alarm')
  const without = { ...before, alarms: [rest] }
  const later = { ...before, alarms: [{ ...rest, retestWithinDays: 9 }] }
  assert.equal(isSameAdvice(before, before), true)
  assert.equal(isSameAdvice(before, without), false)
  assert.equal(isSameAdvice(later, without), false)
  assert.equal(isSameAdvice(later, before), false)
  assert.equal(isSameAdvice(without, { ...without }), true)
})

test('of changes as grave the larger comes first, then the key', () => {
  const line = (key: string, size: number, kind: (typeof CHANGE_KINDS)[number] = 'dose') => {
    const outcome = outcomeOf(SAME)
    return { key, change: { kind, size, before: outcome, after: outcome } }
  }
  const lines = [line('b', 1), line('a', 1), line('c', 9), line('d', 1, 'alarm-gone')]
  for (const order of [lines, lines.toReversed()]) {
    assert.deepEqual(
      order.toSorted(byGravity).map(({ key }) => key),
      ['d', 'c', 'a', 'b'],
    )
  }
})
