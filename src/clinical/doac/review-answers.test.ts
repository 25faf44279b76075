import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { INTERACTING } from './facts.ts'
import { isMismatchReason, MISMATCH_REASON_WORDS, MISMATCH_REASONS } from './mismatch.ts'
import { boxOf, NONE_TAKEN, parseReviewAnswers } from './review-answers.ts'

const WHOLE = {
  missedDoses: '2',
  bleeding: 'none',
  'takes-none': 'yes',
  raisedBleedingRisk: 'no',
  pregnancy: 'not-applicable',
  breastFeeding: 'not-applicable',
}

const fieldsOf = (form: Readonly<Record<string, unknown>>) => {
  const parsed = parseReviewAnswers(form)
  return parsed.kind === 'answers'
    ? []
    : parsed.refusals.map(({ field, code }) => `${field}: ${code}`)
}

test('H21: a whole form is read as it was filled in', () => {
  assert.deepEqual(parseReviewAnswers(WHOLE), {
    kind: 'answers',
    answers: {
      missedDoses: 2,
      bleeding: 'none',
      interacting: [],
      raisedBleedingRisk: 'no',
      pregnancy: 'not-applicable',
      breastFeeding: 'not-applicable',
    },
  })
})

describe('H21: no answer has a default', () => {
  const ASKED = {
    missedDoses: 'Enter how many doses were missed in the last 7 days, from 0 to 14.',
    bleeding: 'Say whether there has been any bleeding or bruising.',
    interacting: 'Say which of these medicines are taken, or that none is.',
    raisedBleedingRisk:
      'Say whether there is gastritis, reflux or another reason to expect bleeding.',
    pregnancy: 'Say whether pregnancy is possible.',
    breastFeeding: 'Say whether the patient is breast-feeding.',
  } as const

  test('an empty form names every question, in the order of the page', () => {
    assert.deepEqual(parseReviewAnswers({}), {
      kind: 'refused',
      refusals: Object.entries(ASKED).map(([field, message]) => ({
        field,
        code: 'required',
        message,
      })),
    })
  })

  for (const field of Object.keys(ASKED)) {
    test(`${field} alone is missing`, () => {
      const box = field === 'interacting' ? NONE_TAKEN : field
      assert.deepEqual(fieldsOf({ ...WHOLE, [box]: undefined }), [`${field}: required`])
      assert.deepEqual(fieldsOf({ ...WHOLE, [box]: 'perhaps' }), [`${field}: required`])
    })
  }
})

describe('each answer is one of its words', () => {
  for (const [field, words] of [
    ['bleeding', ['none', 'minor', 'major']],
    ['raisedBleedingRisk', ['yes', 'no']],
    ['pregnancy', ['yes', 'no', 'not-applicable']],
    ['breastFeeding', ['yes', 'no', 'not-applicable']],
  ] as const) {
    test(field, () => {
      for (const word of words) {
        const parsed = parseReviewAnswers({ ...WHOLE, [field]: word })
        assert(parsed.kind === 'answers')
        assert.equal(parsed.answers[field], word)
      }
    })
  }

  for (const typed of ['15', '100', '-1', '1.5', '', ' ', 'two', '1 2', 'x1', '1x', 3, null]) {
    test(`missed doses of ${JSON.stringify(typed)} are refused`, () => {
      assert.deepEqual(fieldsOf({ ...WHOLE, missedDoses: typed }), ['missedDoses: required'])
    })
  }

  test('missed doses from 0 to 14 are read, with spaces around them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 14 }), fc.constantFrom('', ' '), (missed, space) => {
        const parsed = parseReviewAnswers({ ...WHOLE, missedDoses: `${space}${missed}${space}` })
        assert.ok(parsed.kind === 'answers' && parsed.answers.missedDoses === missed)
      }),
    )
  })
})

describe('H21: the medicines that interact', () => {
  test('the ticked ones are taken, in the order of the list', () => {
    fc.assert(
      fc.property(fc.subarray([...INTERACTING], { minLength: 1 }), (taken) => {
        const boxes = Object.fromEntries(taken.map((medicine) => [boxOf(medicine), 'yes']))
        const parsed = parseReviewAnswers({ ...WHOLE, [NONE_TAKEN]: undefined, ...boxes })
        assert(parsed.kind === 'answers')
        assert.deepEqual(parsed.answers.interacting, taken)
      }),
    )
  })

  test('one ticked and none taken contradict each other', () => {
    const parsed = parseReviewAnswers({ ...WHOLE, 'takes-verapamil': 'yes' })
    assert.deepEqual(parsed, {
      kind: 'refused',
      refusals: [
        {
          field: 'interacting',
          code: 'contradicts',
          message: 'You ticked a medicine and also that none is taken. Clear one of them.',
        },
      ],
    })
  })
})

test('H20: why a dose stands that the rule does not give is one of these, each with its words', () => {
  assert.deepEqual(MISMATCH_REASONS, [
    'dose-being-corrected',
    'specialist-advice',
    'raised-bleeding-risk',
    'other-medicine',
    'renal-function-changing',
    'patient-choice',
    'other',
  ])
  assert.deepEqual(['other', 'Other', '', 'patient-choice'].map(isMismatchReason), [
    true,
    false,
    false,
    true,
  ])
  assert.equal(new Set(Object.values(MISMATCH_REASON_WORDS)).size, MISMATCH_REASONS.length)
  for (const reason of MISMATCH_REASONS) assert.match(MISMATCH_REASON_WORDS[reason], /^[A-Z].{10,}/)
})
