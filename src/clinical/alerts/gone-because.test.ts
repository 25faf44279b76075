import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ALERT_KINDS, type AlikeAlerts } from './alert-answers.ts'
import { alertFigures } from './alert-figures.ts'
import { goneBecause } from './gone-because.ts'

const gone = (code: string, reason: string | null, count: number): AlikeAlerts => ({
  month: '2026-11',
  kind: 'confirm',
  code,
  ended: 'confirmed',
  reason,
  dose: null,
  count,
})

test('H33: why each question was gone past, the one gone past most and its commonest reason first', () => {
  const alike: readonly AlikeAlerts[] = [
    gone('rare', 'only', 2),
    gone('often', 'first', 3),
    gone('often', 'second', 4),
    { ...gone('often', 'first', 2), month: '2026-12' },
    gone('often', null, 1),
    gone('even', 'b', 1),
    gone('even', 'a', 1),
    { ...gone('often', null, 50), ended: 'dosed-otherwise' },
    { ...gone('often', null, 50), ended: null },
    { ...gone('large-change', null, 50), kind: 'second-clinician' },
  ]
  for (const each of [alike, alike.toReversed()]) {
    assert.deepEqual(goneBecause(each), [
      {
        code: 'often',
        reasons: [
          { reason: 'first', count: 5 },
          { reason: 'second', count: 4 },
          { reason: null, count: 1 },
        ],
      },
      {
        code: 'even',
        reasons: [
          { reason: 'a', count: 1 },
          { reason: 'b', count: 1 },
        ],
      },
      { code: 'rare', reasons: [{ reason: 'only', count: 2 }] },
    ])
  }
})

test('H33: a reason that nobody was asked for stands before those that come as often', () => {
  const tied = [gone('one', 'a', 1), gone('one', null, 1), gone('one', 'b', 1)]
  for (const alike of [tied, tied.toReversed()]) {
    assert.deepEqual(
      goneBecause(alike)[0]?.reasons.map(({ reason }) => reason),
      [null, 'a', 'b'],
    )
  }
})

test('H33: each time a question was gone past has one reason, and the order of what was recorded says nothing', () => {
  const alike = fc.array(
    fc.record({
      month: fc.constantFrom('2026-10', '2026-11'),
      kind: fc.constantFrom(...ALERT_KINDS),
      code: fc.constantFrom('one', 'two', 'three'),
      ended: fc.constantFrom('confirmed', 'dosed-otherwise', null),
      reason: fc.constantFrom('a', 'b', null),
      dose: fc.constant(null),
      count: fc.integer({ min: 1, max: 50 }),
    }),
  )
  fc.assert(
    fc.property(alike, (shown) => {
      const because = goneBecause(shown)
      assert.deepEqual(goneBecause(shown.toReversed()), because)
      for (const { kind, code, gonePast } of alertFigures(shown)) {
        if (kind !== 'confirm') continue
        const reasons = because.find((one) => one.code === code)?.reasons ?? []
        assert.equal(
          reasons.reduce((sum, { count }) => sum + count, 0),
          gonePast,
        )
      }
    }),
  )
})
