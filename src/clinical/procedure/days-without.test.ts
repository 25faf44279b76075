import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DOACS } from '#clinical/doac/doac.ts'
import { fraction } from '#clinical/fraction.ts'
import { textsWithoutWords } from '#test/clinical/every-text.ts'
import {
  BLEEDING_RISKS,
  type DaysWithout,
  daysWithout,
  type ProcedureMedicine,
  restartAfter,
} from './days-without.ts'

const clearance = (tenths: number) => fraction(BigInt(tenths), 10n)

const shown = (rule: DaysWithout): string => (rule.kind === 'days' ? `${rule.days}` : rule.kind)

const TABLE = [
  ['warfarin', 'minor', null, 'not-interrupted'],
  ['warfarin', 'low', null, '5'],
  ['warfarin', 'high', null, '5'],
  ['apixaban', 'minor', 600, 'not-interrupted'],
  ['apixaban', 'low', 300, '1'],
  ['apixaban', 'high', 300, '2'],
  ['apixaban', 'high', 299, 'ask'],
  ['rivaroxaban', 'low', 300, '1'],
  ['rivaroxaban', 'high', 1000, '2'],
  ['rivaroxaban', 'low', 299, 'ask'],
  ['edoxaban', 'low', 900, 'ask'],
  ['edoxaban', 'high', 300, '2'],
  ['edoxaban', 'high', 299, 'ask'],
  ['dabigatran', 'low', 800, '1'],
  ['dabigatran', 'high', 800, '2'],
  ['dabigatran', 'low', 799, '1'],
  ['dabigatran', 'high', 799, '3'],
  ['dabigatran', 'low', 500, '1'],
  ['dabigatran', 'high', 500, '3'],
  ['dabigatran', 'low', 499, '2'],
  ['dabigatran', 'high', 499, '4'],
  ['dabigatran', 'high', 300, '4'],
  ['dabigatran', 'high', 299, 'ask'],
] as const

for (const [medicine, risk, tenths, expected] of TABLE) {
  const at = tenths === null ? '' : ` at ${tenths / 10} mL/min`
  test(`H20, H24: ${medicine}, ${risk} risk of bleeding${at}: ${expected}`, () => {
    const known = tenths === null ? 'not-known' : clearance(tenths)
    assert.equal(shown(daysWithout(medicine, risk, known)), expected)
  })
}

test('H20: a clearance that is not known gives no days for a medicine that hangs on it', () => {
  for (const medicine of DOACS) {
    for (const risk of ['low', 'high'] as const) {
      assert.equal(daysWithout(medicine, risk, 'not-known').kind, 'clearance-not-known')
    }
  }
})

test('H20: a lower clearance never gives fewer days, nor does a higher risk of bleeding', () => {
  const days = (rule: DaysWithout) => (rule.kind === 'days' ? rule.days : Number.POSITIVE_INFINITY)
  fc.assert(
    fc.property(
      fc.constantFrom(...DOACS),
      fc.integer({ min: 50, max: 2000 }),
      fc.integer({ min: 0, max: 500 }),
      (medicine, tenths, more) => {
        for (const risk of ['low', 'high'] as const) {
          const low = days(daysWithout(medicine, risk, clearance(tenths)))
          const high = days(daysWithout(medicine, risk, clearance(tenths + more)))
          assert.ok(low >= high)
        }
        if (medicine === 'edoxaban') return
        const at = clearance(tenths)
        assert.ok(days(daysWithout(medicine, 'high', at)) >= days(daysWithout(medicine, 'low', at)))
      },
    ),
  )
})

test('H24: when treatment is taken again: warfarin that evening, a DOAC a day after a low risk, 2 or 3 after a high one', () => {
  assert.deepEqual(restartAfter('warfarin', 'high').days, [0])
  for (const medicine of DOACS) {
    assert.deepEqual(restartAfter(medicine, 'minor').days, [0])
    assert.deepEqual(restartAfter(medicine, 'low').days, [1])
    assert.deepEqual(restartAfter(medicine, 'high').days, [2, 3])
  }
})

test('H20, H24: every answer says what it means and where it comes from, and its words have the days of the rule', () => {
  const answers = (['warfarin', ...DOACS] satisfies ProcedureMedicine[]).flatMap((medicine) =>
    BLEEDING_RISKS.flatMap((risk) => [
      restartAfter(medicine, risk),
      ...[clearance(200), clearance(400), clearance(900), 'not-known' as const].map((known) =>
        daysWithout(medicine, risk, known),
      ),
    ]),
  )
  assert.deepEqual(textsWithoutWords({ answers }), [])
  const days = ['low', 'high'] as const
  assert.deepEqual(
    days.map((risk) => daysWithout('apixaban', risk, clearance(900)).says.split(' without')[0]),
    ['1 day', '2 days'],
  )
  assert.deepEqual(
    days.map((risk) => restartAfter('apixaban', risk).says.split(' after')[0]),
    ['The day', 'Two or three days'],
  )
})
