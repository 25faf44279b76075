import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { A_DOAC_PATIENT, aged, kg } from '#test/clinical/a-doac-patient.ts'
import { assessDoac } from './assess.ts'
import { doacDose } from './doac.ts'
import type { DoacInput } from './facts.ts'
import {
  dosesInWords,
  needsDecision,
  REVIEW_OUTCOMES,
  recordedVerdict,
  reviewOutcome,
} from './review-outcome.ts'

const FIVE = doacDose(5, 2)
const HALF = doacDose(2.5, 2)
const FRAIL = { ...aged(80), ...kg(60_000) }
const assess = (changed: Partial<DoacInput>) => assessDoac({ ...A_DOAC_PATIENT, ...changed })

const OUTCOMES: readonly (readonly [string, Partial<DoacInput>, string | undefined])[] = [
  ['the dose of the rule', {}, 'matches'],
  ['less than the rule gives', { dose: HALF }, 'differs'],
  ['more than the rule gives', { ...FRAIL }, 'differs-danger'],
  ['a dose that nobody knows', { dose: 'not-known' }, 'differs'],
  ['no rule', { use: { kind: 'other', label: 'Another' } }, 'prescriber-decides'],
  ['a stop', { mechanicalValve: 'yes' }, 'contraindicated'],
  ['a question that is open', { mechanicalValve: 'not-known' }, undefined],
]

describe('H20: what a review comes to', () => {
  for (const [name, changed, expected] of OUTCOMES) {
    test(`${name}: ${expected ?? 'nothing yet'}`, () => {
      assert.equal(reviewOutcome(assess(changed), FIVE, FIVE), expected)
    })
  }

  test('taken otherwise than planned is a danger even where the rule agrees with what is taken', () => {
    assert.equal(reviewOutcome(assess({}), FIVE, HALF), 'differs-danger')
    assert.equal(reviewOutcome(assess({ dose: HALF }), HALF, FIVE), 'differs-danger')
  })

  test('everything but a dose that stands waits for a prescriber', () => {
    assert.deepEqual(REVIEW_OUTCOMES.filter(needsDecision), [
      'differs-danger',
      'prescriber-decides',
      'contraindicated',
    ])
  })
})

test('H20: a verdict is recorded with its clearance exact and as it was shown', () => {
  const { renal, kind } = recordedVerdict(assess({}))
  assert.equal(kind, 'assessed')
  assert.deepEqual(renal, {
    clearance: '80',
    shown: '80.0',
    ageYears: 60,
    creatinineMonths: 12,
  })
  const unknown = recordedVerdict(assess({ creatinine: 'not-known' }))
  assert.equal(unknown['renal'], 'not-known')
})

test('the dose of the rule comes first in words, then those that may be chosen', () => {
  const verdict = assess({ medicine: 'dabigatran', ...aged(76) })
  assert(verdict.kind === 'assessed')
  assert.equal(dosesInWords(verdict), '150 mg twice a day, or 110 mg twice a day')
})
