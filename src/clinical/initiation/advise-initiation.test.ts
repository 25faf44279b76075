import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addDays } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { DEFAULT_RULE_SET } from '#clinical/warfarin/rule-set.ts'
import { inr, someAnswers, TARGET_3_0 } from '#test/clinical/a-visit.ts'
import {
  adviceOn,
  days,
  FIRST_ON,
  type Initiating,
  initiating,
  inShort,
} from '#test/clinical/an-initiation.ts'

const OFF = 'initiation-off-protocol'
const day7 = { protocol: 'oates', day: 7, inr: 20, taken: days(6, 2) } as const
const today = addDays(FIRST_ON, 6)

const changed = (visit: Partial<AdviseInput>, who: Initiating['who'] = {}): string =>
  inShort({ ...day7, visit, who })

test('the visit that the next tests change is dosed', () => {
  assert.equal(changed({}), '2 mg, day 14')
})

const strays = [
  { what: 'early', visit: { testWasDueOn: addDays(today, 1) } },
  { what: 'late', visit: { testWasDueOn: addDays(today, -1) } },
  { what: 'due on a day that nobody knows', visit: { testWasDueOn: 'not-known' } },
  { what: 'on a sample of yesterday', visit: { sampledOn: addDays(today, -1) } },
] as const
for (const { what, visit } of strays) {
  test(`H08: a test ${what} goes to a person`, () => {
    assert.equal(changed(visit), OFF)
  })
}

test('H08: before its first day, after a pause, or once its check is withdrawn the protocol has no answer', () => {
  assert.equal(inShort({ ...day7, day: 0, taken: [] }), OFF)
  assert.equal(changed({}, { interrupted: true }), OFF)
  assert.equal(changed({}, { closed: true }), OFF)
})

test('H08: a day without a known dose, or with a dose that is not of the protocol, goes to a person', () => {
  assert.equal(inShort({ ...day7, taken: [2, 2, 2, 3, 2, 2] }), OFF)
  assert.equal(inShort({ ...day7, taken: days(5, 2) }), OFF)
})

test('H08: missed doses go to a person: the table presumes that each was taken', () => {
  const answers = { ...someAnswers(ug(2000)), answeredOn: today, missedDoses: 1 }
  assert.equal(changed({ answers }), 'initiation-doses-missed')
})

test('H21: another dose taken yesterday than scheduled stops the protocol too', () => {
  const answers = { ...someAnswers(ug(3000)), answeredOn: today }
  assert.equal(changed({ answers }), 'taken-dose-differs')
})

const NOT_FOR = 'initiation-not-for-patient'
test('H08: another target, a valve or a valve not recorded, and an unknown version are not for the protocol', () => {
  const risk = { antiphospholipid: 'no', highRiskLowInr: [] } as const
  assert.equal(changed({ target: TARGET_3_0 }), NOT_FOR)
  assert.equal(changed({ risk: { ...risk, mechanicalValve: 'aortic' } }), NOT_FOR)
  assert.equal(changed({ risk: { ...risk, mechanicalValve: 'not-known' } }), NOT_FOR)
  assert.equal(changed({}, { version: 2 }), NOT_FOR)
})

test('H04: a censored INR is never dosed, and has its published action', () => {
  assert.equal(changed({ inr: inr(80, '>') }), 'inr-above-8')
  assert.equal(changed({ inr: inr(8, '<') }), 'inr-below-meter-range')
})

test('an INR of 5.0 or more has its published action beside the row of the protocol', () => {
  assert.equal(changed({ inr: inr(50) }), 'inr-5-to-8')
  assert.equal(changed({ inr: inr(49) }), 'initiation-row-for-a-person')
})

test('H11: a dose that the tablets cannot make goes to a person', () => {
  const tabletSet = { strengths: [3000], halves: false } as const
  assert.equal(changed({ tabletSet }), 'tablets-cannot-make-dose')
})

test('a baseline above 1.2 is dosed with the advice to ask haematology', () => {
  const at = (tenths: number) => adviceOn({ protocol: 'oates', day: 1, inr: tenths, taken: [] })
  const notes = (tenths: number) => {
    const advice = at(tenths)
    return advice.kind === 'dose' ? advice.notes : undefined
  }
  assert.deepEqual(notes(12), [])
  assert.match(notes(13)?.[0] ?? '', /haematology/)
})

test('H08: past the rows an INR in range keeps a steady dose a week at a time, and nothing else is dosed', () => {
  const at = (tenths: number, taken: readonly number[]) =>
    inShort({ protocol: 'oates', day: 21, inr: tenths, taken })
  const steady = [...days(13, 2), ...days(7, 3)]
  assert.equal(at(20, steady), '3 mg, day 28')
  assert.equal(at(30, steady), '3 mg, day 28')
  assert.equal(at(19, steady), 'initiation-row-for-a-person')
  assert.equal(at(31, steady), 'initiation-row-for-a-person')
  assert.equal(at(25, [...days(14, 2), ...days(6, 3)]), OFF)
  assert.equal(at(25, [...days(13, 2), ...days(7, 0)]), OFF)
})

test('without a protocol somebody who is being started is dosed by nobody but a person', () => {
  const { initiation: _none, ...visit } = initiating(day7)
  const advice = advise(visit, DEFAULT_RULE_SET)
  assert.ok(advice.kind === 'alarm' && advice.alarms.some(({ code }) => code === 'initiating'))
})

test('an initiation that is over is dosed by the maintenance protocol', () => {
  const advice = adviceOn({ ...day7, visit: { phase: 'maintaining', inr: inr(25) } })
  assert.ok(advice.kind === 'dose' && advice.protocol === 'coventry')
})
