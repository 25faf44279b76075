import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BUDGETS } from '#access/budgets.ts'
import { spending } from './spending.ts'

const MINUTE = 60_000
const T0 = Date.UTC(2026, 10, 28, 9)

test('SR-05: whoever has opened as many patients as there may be at once waits seconds for the next, and goes on steadily', () => {
  const { spend } = spending(BUDGETS)
  const { most } = BUDGETS.people
  const open = (nth: number, now: number) => spend('a', 'people', `patient ${nth}`, now)
  for (let nth = 0; nth < most; nth += 1) assert.equal(open(nth, T0), undefined)
  const over = open(most, T0)
  assert.equal(over?.seconds, 18)
  assert.equal(over.isFirst, true)
  assert.equal(open(most, T0)?.isFirst, false, 'it is noted once')
  assert.equal(open(0, T0), undefined, 'one that was opened is open')
  assert.ok(open(most, T0 + 17_999))
  assert.equal(open(most, T0 + 18_000), undefined)
  assert.ok(open(most + 1, T0 + 18_001))
})

test('SR-05: over a day no more comes back than the budget says, whatever the pace', () => {
  const { spend } = spending(BUDGETS)
  const { most, withinMs } = BUDGETS.people
  let opened = 0
  for (let at = 0; at <= 24 * 60 * MINUTE; at += 5_000) {
    if (spend('a', 'people', `patient ${at}`, T0 + at) === undefined) opened += 1
  }
  assert.equal(opened, most + (24 * 60 * MINUTE * most) / withinMs)
})

test('SR-05: nobody waits longer than three minutes for the next of any budget', () => {
  for (const { most, withinMs } of Object.values(BUDGETS)) assert.ok(withinMs / most <= 3 * MINUTE)
})

test('SR-05: a clock that goes back gives nothing and takes nothing', () => {
  const { spend } = spending(BUDGETS)
  for (let times = 0; times < BUDGETS.import.most; times += 1) spend('a', 'import', '', T0)
  assert.equal(spend('a', 'import', '', T0 - MINUTE)?.seconds, 180)
  assert.equal(spend('a', 'import', '', T0 + 3 * MINUTE), undefined)
})
