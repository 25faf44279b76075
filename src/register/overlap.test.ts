import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { DOACS, doacDose } from '#clinical/doac/doac.ts'
import { type Fraction, fraction } from '#clinical/fraction.ts'
import { againstFinishing, type FinishFacts, type OverlapRule, overlapRule } from './overlap.ts'

const clearance = (hundredths: number): Fraction => fraction(BigInt(hundredths), 100n)
const ruleOf = (
  medicine: (typeof DOACS)[number],
  dose = doacDose(60, 1),
  at: Fraction | 'not-known' = clearance(6000),
): OverlapRule => {
  const answer = overlapRule({ medicine, dose, clearance: at })
  return answer.kind === 'rule' ? answer.rule : assert.fail(answer.findings[0]?.code)
}
const refusalOf = (...facts: Parameters<typeof overlapRule>) => {
  const answer = overlapRule(...facts)
  return answer.kind === 'refused' ? answer.findings[0]?.code : 'rule'
}

const FROM = day('2026-11-22')
const codes = (facts: Partial<FinishFacts> & Pick<FinishFacts, 'rule' | 'today'>) =>
  againstFinishing({ fromOn: FROM, lowTenths: 20, inrs: [], beforeDose: true, ...facts }).map(
    ({ code }) => code,
  )
const inr = (tenths: number, on: string) => ({
  inr: { comparator: '=', tenths } as const,
  on: day(on),
})

for (const [hundredths, days] of [
  [5000, 3],
  [4999, 2],
  [3000, 2],
] as const) {
  test(`H18: dabigatran at a clearance of ${hundredths / 100} is taken for ${days} days with warfarin`, () => {
    const rule = ruleOf('dabigatran', doacDose(150, 2), clearance(hundredths))
    assert.deepEqual([rule.leastDays, rule.mostDays, rule.endsBy.kind], [days, days, 'days'])
    assert.deepEqual(codes({ rule, today: addDays(FROM, days - 1) }), ['overlap-too-short'])
    assert.deepEqual(codes({ rule, today: addDays(FROM, days) }), [])
  })
}

test('H18: below a clearance of 30, or when it is not known, no overlap with dabigatran is planned', () => {
  const asked = { medicine: 'dabigatran', dose: doacDose(110, 2) } as const
  assert.equal(refusalOf({ ...asked, clearance: clearance(2999) }), 'clearance-too-low')
  assert.equal(refusalOf({ ...asked, clearance: 'not-known' }), 'clearance-needed')
})

test('H18: edoxaban is halved from 60 and from 30 mg, and from no other dose', () => {
  assert.deepEqual(ruleOf('edoxaban', doacDose(60, 1)).dose, doacDose(30, 1))
  assert.deepEqual(ruleOf('edoxaban', doacDose(30, 1)).dose, doacDose(15, 1))
  const other = { medicine: 'edoxaban', dose: doacDose(15, 1), clearance: 'not-known' } as const
  assert.equal(refusalOf(other), 'no-half-dose')
})

test('H18: edoxaban stops at three INRs of different days and the threshold, and after 14 days whatever the INR', () => {
  const rule = ruleOf('edoxaban')
  const two = [inr(18, '2026-11-24'), inr(21, '2026-11-26'), inr(22, '2026-11-26')]
  const today = day('2026-11-26')
  assert.deepEqual(codes({ rule, today, inrs: two }), ['too-few-inrs'])
  const three = [inr(15, '2026-11-23'), ...two]
  assert.deepEqual(codes({ rule, today, inrs: three }), [])
  assert.deepEqual(codes({ rule, today: day('2026-12-05') }), ['inr-needed'])
  assert.deepEqual(codes({ rule, today: day('2026-12-06') }), [])
})

for (const medicine of ['apixaban', 'rivaroxaban'] as const) {
  test(`H18: ${medicine} goes on for two days and until an INR of 2.0 taken before its next dose`, () => {
    const rule = ruleOf(medicine)
    const at = (tenths: number, on = '2026-11-24', today = on) =>
      codes({ rule, today: day(today), inrs: [inr(tenths, on)] })
    assert.deepEqual(at(25, '2026-11-23'), ['overlap-too-short'])
    assert.deepEqual(at(19), ['inr-too-low'])
    assert.deepEqual(at(20), [])
    assert.deepEqual(at(20, '2026-11-24', '2026-11-25'), [])
    assert.deepEqual(at(20, '2026-11-24', '2026-11-26'), ['inr-needed'])
    assert.deepEqual(at(20, '2026-11-23', '2026-11-24'), ['inr-too-soon'])
    const facts = { rule, today: day('2026-11-24'), inrs: [inr(20, '2026-11-24')] }
    assert.deepEqual(codes({ ...facts, beforeDose: false }), ['required'])
    assert.deepEqual(codes({ ...facts, lowTenths: 25 }), ['inr-too-low'])
    const above = { inr: { comparator: '>', tenths: 80 } as const, on: day('2026-11-24') }
    assert.deepEqual(codes({ ...facts, inrs: [above] }), ['inr-too-low'])
    assert.deepEqual(codes({ rule, today: day('2026-12-20') }), ['inr-needed'])
  })
}

test('H18: no old medicine stops by the rule below 2.0 before its longest time is over', () => {
  const facts = fc.record({
    medicine: fc.constantFrom(...DOACS),
    days: fc.integer({ min: 0, max: 13 }),
    low: fc.integer({ min: 15, max: 30 }),
    readings: fc.array(
      fc.record({ tenths: fc.integer({ min: 5, max: 19 }), ago: fc.integer({ min: 0, max: 13 }) }),
    ),
  })
  fc.assert(
    fc.property(facts, ({ medicine, days, low, readings }) => {
      const rule = ruleOf(medicine, doacDose(60, 1))
      const today = addDays(FROM, days)
      const inrs = readings
        .map(({ tenths, ago }) => ({
          inr: { comparator: '=', tenths } as const,
          on: addDays(today, -ago),
        }))
        .toSorted((one, other) => (one.on < other.on ? -1 : 1))
      const stops = codes({ rule, today, lowTenths: low, inrs }).length === 0
      assert.ok(!stops || (rule.endsBy.kind === 'days' && days >= rule.leastDays))
    }),
  )
})
