import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { INDICATIONS } from '#clinical/indications.ts'
import { TARGET_2_5, TARGET_3_5, TODAY } from '#test/clinical/a-visit.ts'
import { HIGH_RISK_ITEMS, highRiskItems } from './high-risk.ts'

test('H07: no indication, no item is both known and not known, and each has words', () => {
  const someAnswer = fc.constantFrom('yes', 'no', 'not-known') as fc.Arbitrary<
    'yes' | 'no' | 'not-known'
  >
  const someRecord = fc.record({
    indication: fc.constantFrom(null, ...INDICATIONS.map(({ id }) => id)),
    target: fc.constantFrom(TARGET_2_5, TARGET_3_5, null),
    startedOn: fc.constantFrom(null, addDays(TODAY, -10), addDays(TODAY, -300)),
    dateOfBirth: fc.constantFrom(day('1940-01-01'), day('1980-01-01')),
    mitralStenosis: someAnswer,
    tissueValve: someAnswer,
    atrialFibrillation: someAnswer,
    lastStroke: fc.constantFrom(
      { kind: 'none' } as const,
      { kind: 'not-known' } as const,
      { kind: 'had', on: null } as const,
      { kind: 'had', on: addDays(TODAY, -10) } as const,
    ),
    stroke: fc.record({
      strokeOrTia: someAnswer,
      heartFailure: someAnswer,
      hypertension: someAnswer,
      diabetes: someAnswer,
    }),
  })
  fc.assert(
    fc.property(someRecord, (someone) => {
      const { highRiskLowInr, highRiskNotKnown } = highRiskItems(someone, TODAY)
      const all = [...highRiskLowInr, ...highRiskNotKnown]
      assert.equal(new Set(all).size, all.length)
      assert.ok(all.every((item) => item in HIGH_RISK_ITEMS))
    }),
  )
})
