import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import { agreesWith, competentUntil, readCheck, selfTestStop } from './self-testing.ts'

const TODAY = day('2026-11-22')
const PASSED = {
  checkedOn: TODAY,
  tester: 'patient',
  meter: 'CoaguChek INRange 1234',
  comparedWith: 'venous',
  own: '2.6',
  reference: '2.4',
  technique: 'yes',
  knowsRules: 'yes',
} as const

type Typed = Readonly<Record<string, string>>

/** Until when somebody may test after this check, or each field with the code of what is wrong with it. */
function answerTo(typed: Typed): string {
  const read = readCheck(typed, TODAY)
  if (read.kind === 'check') return competentUntil(read.check) ?? 'may not'
  return read.findings.map(({ field, code }) => `${field}: ${code}`).join(', ')
}

describe('H35: whoever tests at home is seen to test well, knows the rules and has a meter that agrees, each year', () => {
  const cases: readonly (readonly [string, Typed, string])[] = [
    ['passed', PASSED, '2027-11-22'],
    ['0.5 apart', { ...PASSED, own: '2.9' }, '2027-11-22'],
    ['0.6 apart at 2.4', { ...PASSED, own: '3.0' }, 'may not'],
    ['0.6 apart at 4.0 is 15 %', { ...PASSED, own: '4.6', reference: '4.0' }, '2027-11-22'],
    ['0.6 apart at 3.9', { ...PASSED, own: '4.5', reference: '3.9' }, 'may not'],
    ['the meter shows its limit', { ...PASSED, own: '>8.0' }, 'may not'],
    ['not done well', { ...PASSED, technique: 'no' }, 'may not'],
    ['rules not known', { ...PASSED, knowsRules: 'no' }, 'may not'],
    ['compared at 1.4', { ...PASSED, reference: '1.4' }, 'reference: not-comparable'],
    ['compared at 1.5', { ...PASSED, own: '1.6', reference: '1.5' }, '2027-11-22'],
    ['compared at 4.5', { ...PASSED, own: '4.4', reference: '4.5' }, '2027-11-22'],
    ['compared at 4.6', { ...PASSED, reference: '4.6' }, 'reference: not-comparable'],
    ['compared with more than 8', { ...PASSED, reference: '>8.0' }, 'reference: not-comparable'],
    ['tomorrow', { ...PASSED, checkedOn: addDays(TODAY, 1) }, 'checkedOn: date-range'],
    ['a year ago', { ...PASSED, checkedOn: addDays(TODAY, -365) }, 'checkedOn: date-range'],
    ['364 days ago', { ...PASSED, checkedOn: addDays(TODAY, -364) }, addDays(TODAY, 1)],
    ['no meter', { ...PASSED, meter: ' ' }, 'meter: required'],
    ['no technique', { ...PASSED, technique: '' }, 'technique: required'],
    ['no tester', { ...PASSED, tester: '' }, 'tester: required'],
    ['not an INR', { ...PASSED, own: '2,6' }, 'own: use-a-point'],
  ]
  for (const [what, typed, answer] of cases) {
    test(`${what}: ${answer}`, () => assert.equal(answerTo(typed), answer))
  }
})

test('H35: an own meter counts to the last day of its check and not a day longer', () => {
  assert.equal(selfTestStop('2026-11-22', TODAY), undefined)
  assert.match(selfTestStop('2026-11-21', TODAY) ?? '', /ran out on 21-Nov-2026.*venous sample now/)
  assert.match(selfTestStop(null, TODAY) ?? '', /No check .*venous sample now/)
})

test('H35: agreement is the same both ways near each other, and is lost with distance', () => {
  const tenths = fc.integer({ min: 15, max: 45 })
  fc.assert(
    fc.property(tenths, fc.integer({ min: 8, max: 80 }), (reference, own) => {
      const apart = Math.abs(own - reference)
      if (apart <= 5) assert(agreesWith(own, reference))
      if (apart > 7) assert(!agreesWith(own, reference))
      if (agreesWith(own, reference)) assert(agreesWith(reference, reference))
    }),
  )
})
