import assert from 'node:assert/strict'
import { test } from 'node:test'
import { BLEEDING } from '#clinical/pre-dose-answers.ts'
import { answersTo, example, type Json, oneCase, refusalOf } from '#test/cli/calculations.ts'

// What a visit says besides its INR: bleeding, medicines by name, a procedure behind it, a start by a protocol.

const [BLED, AMIODARONE, OATES] = [2, 3, 4]

const dose = (nth: number, changes: Json = {}): Json =>
  answersTo('dose', oneCase('dose', nth, changes))[0]?.answer ?? {}
const alarms = (answer: Json): readonly Json[] => (answer['alarms'] ?? []) as Json[]
const codes = (answer: Json) => alarms(answer).map(({ code }) => code)
const said = (nth: number, answers: Json): Json => ({
  answers: { ...(example('dose').vectors[nth]?.['answers'] as Json), ...answers },
})

for (const bleeding of BLEEDING.filter((one) => one !== 'none')) {
  test(`H17: bleeding that is ${bleeding} has its own alarm and no dose`, () => {
    assert.deepEqual(codes(dose(BLED, said(BLED, { bleeding }))), [`bleeding-${bleeding}`])
  })
}

test('H21: a medicine that was started is named with the interval of its class', () => {
  const [alarm] = alarms(dose(AMIODARONE))
  assert.equal(alarm?.['code'], 'interacting-medicine')
  assert.match(`${alarm['title']}`, /^Amiodarone started/)
  assert.match(`${alarm['action']}`, /Test on 04-Dec-2026/)
})

test('H21: a medicine of an earlier visit still sets the next test', () => {
  const before = { name: 'amiodarone', change: 'started', on: '2026-11-01', said_on: '2026-11-06' }
  const nothing = { answers: 'nothing-to-report' }
  const days = (answer: Json) => (answer['next_test'] as Json)['days'] as number
  const [without, remembered] = [
    dose(AMIODARONE, nothing),
    dose(AMIODARONE, { ...nothing, medicines_before: [before] }),
  ]
  assert.ok(days(remembered) < days(without))
})

test('H21: an INR below range after a restart goes to a person', () => {
  const low = { inr: 1.7, answers: 'nothing-to-report' }
  assert.equal(dose(AMIODARONE, low)['kind'], 'dose')
  assert.deepEqual(codes(dose(AMIODARONE, { ...low, restarted_on: '2026-11-20' })), [
    'low-after-restart',
  ])
})

test('H08: a start is dosed by the row of its protocol for the day and the sex', () => {
  const woman = dose(OATES)
  assert.equal(woman['protocol'], 'oates')
  assert.equal(woman['day_of_treatment'], 14)
  assert.equal(woman['daily_mg'], 4)
  const start = example('dose').vectors[OATES]?.['initiation'] as Json
  assert.equal(dose(OATES, { inr: 1.1 })['daily_mg'], 5)
  assert.equal(dose(OATES, { inr: 1, initiation: { ...start, sex: 'male' } })['daily_mg'], 6)
})

test('H08: a start a day late, or by a table that nobody has checked, goes to a person', () => {
  const start = example('dose').vectors[OATES]?.['initiation'] as Json
  const given = [{ from: '2026-11-12', days: 14, dose_mg: 2 }]
  const late = { initiation: { ...start, first_on: '2026-11-12', given } }
  assert.equal(dose(OATES, late)['kind'], 'alarm')
  const tait = { initiation: { ...start, protocol: 'tait-sefcick' } }
  const [closed] = alarms(dose(OATES, tait))
  assert.match(`${closed?.['action']}`, /not verified/)
})

const BAD: readonly (readonly [string, Json, RegExp])[] = [
  ['a medicine that the list does not have', { name: 'xyzabc', change: 'started' }, /list/],
  [
    'a medicine started tomorrow',
    { name: 'amiodarone', change: 'started', on: '2027-01-01' },
    /day/,
  ],
]
for (const [what, medicine, says] of BAD) {
  test(`refuses ${what}`, () => {
    const medicines = [{ on: '2026-11-20', ...medicine }]
    assert.match(
      refusalOf('dose', oneCase('dose', AMIODARONE, said(AMIODARONE, { medicines }))),
      says,
    )
  })
}

test('refuses both the one word and the names, a start of a course that is maintained, and a medicine of tomorrow', () => {
  const both = said(AMIODARONE, { medicines_changed: 'no' })
  assert.match(refusalOf('dose', oneCase('dose', AMIODARONE, both)), /either/)
  const { initiation } = example('dose').vectors[OATES] ?? {}
  assert.match(refusalOf('dose', oneCase('dose', AMIODARONE, { initiation })), /initiating/)
  const tomorrow = {
    name: 'amiodarone',
    change: 'started',
    on: '2026-11-28',
    said_on: '2026-11-28',
  }
  const ahead = { answers: 'nothing-to-report', medicines_before: [tomorrow] }
  assert.match(refusalOf('dose', oneCase('dose', AMIODARONE, ahead)), /after this visit/)
})
