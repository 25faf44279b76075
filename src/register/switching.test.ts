import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { DOACS } from '#clinical/doac/doac.ts'
import { againstStarting, type SwitchFacts, startLimit } from './switching.ts'

const TODAY = day('2026-11-22')
const READY: SwitchFacts = {
  today: TODAY,
  medicine: 'apixaban',
  use: 'atrial-fibrillation',
  targetTenths: 25,
  stoppedOn: day('2026-11-20'),
  newest: { inr: { comparator: '=', tenths: 19 }, on: TODAY },
  homeRemoved: true,
  repeatStopped: true,
}
const codes = (facts: Partial<SwitchFacts>) =>
  againstStarting({ ...READY, ...facts }).map(({ code }) => code)
const inr = (tenths: number, comparator: '=' | '<' | '>' = '=') => ({
  newest: { inr: { comparator, tenths }, on: TODAY },
})

// Clinical reference 6.4: the highest INR at which each starts, in tenths.
const TABLE = [
  ['apixaban', 'atrial-fibrillation', 19],
  ['apixaban', 'other', 19],
  ['dabigatran', 'venous-thromboembolism', 19],
  ['edoxaban', 'atrial-fibrillation', 25],
  ['rivaroxaban', 'atrial-fibrillation', 30],
  ['rivaroxaban', 'venous-thromboembolism', 25],
] as const

for (const [medicine, use, highest] of TABLE) {
  test(`H18: ${medicine} for ${use} starts at ${highest} tenths and not at ${highest + 1}`, () => {
    assert.deepEqual(codes({ medicine, use, ...inr(highest) }), [])
    assert.deepEqual(codes({ medicine, use, ...inr(highest + 1) }), ['inr-too-high'])
  })
}

test('H18: rivaroxaban for a use without a known INR does not start', () => {
  for (const use of ['other', 'not-known'] as const) {
    assert.deepEqual(codes({ medicine: 'rivaroxaban', use, ...inr(10) }), ['no-limit'])
  }
})

test('H18: what is not known, too old or from before the stop keeps the new medicine from starting', () => {
  assert.deepEqual(codes({ newest: undefined }), ['inr-needed'])
  const reading = { comparator: '=', tenths: 15 } as const
  const on = (days: number) => ({ newest: { inr: reading, on: addDays(TODAY, days) } })
  assert.deepEqual(codes(on(-1)), [])
  assert.deepEqual(codes(on(-2)), ['inr-needed'])
  assert.deepEqual(codes(on(1)), ['inr-needed'])
  assert.deepEqual(codes({ ...on(-1), stoppedOn: TODAY }), ['inr-before-stop'])
  assert.deepEqual(codes({ targetTenths: 'not-known' }), ['target-too-high'])
  assert.deepEqual(codes({ targetTenths: 26 }), ['target-too-high'])
})

test('H18: a censored INR starts nothing, unless it is surely below', () => {
  assert.deepEqual(codes(inr(10, '>')), ['inr-too-high'])
  assert.deepEqual(codes(inr(10, '<')), [])
})

test('H18: never above the INR of the medicine, and never without both confirmations', () => {
  const facts = fc.record({
    medicine: fc.constantFrom(...DOACS),
    use: fc.constantFrom('atrial-fibrillation', 'venous-thromboembolism', 'other', 'not-known'),
    tenths: fc.integer({ min: 5, max: 80 }),
    homeRemoved: fc.boolean(),
    repeatStopped: fc.boolean(),
  })
  fc.assert(
    fc.property(facts, ({ tenths, ...rest }) => {
      const limit = startLimit(rest.medicine, rest.use)
      const may = limit !== 'not-known' && tenths <= limit.highestTenths
      const starts = codes({ ...rest, ...inr(tenths) }).length === 0
      assert.equal(starts, may && rest.homeRemoved && rest.repeatStopped)
    }),
  )
})
