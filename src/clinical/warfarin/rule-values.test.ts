import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  type Holds,
  isOfItsKind,
  limitFault,
  limitsInWords,
  readValue,
  type Unit,
  valueAsTyped,
  valueInWords,
} from './rule-values.ts'

const number = (unit: Unit, least: number, most: number): Holds => ({
  kind: 'number',
  unit,
  least,
  most,
})
const INR = number('inr', 5, 150)
const HUNDREDTHS = number('hundredths', 0, 9999)
const PERCENT = number('percent', 0, 99_999)
const MG = number('mg', 0, 30_000)
const DAYS = number('days', 0, 99_999)
const COUNT = number('count', 0, 99_999)
const CHOICE: Holds = { kind: 'choice', choices: { one: 'the one', other: 'the other' } }
const YES_NO: Holds = { kind: 'yes-no', yes: 'it is', no: 'it is not' }
const STEPS: Holds = { kind: 'steps', unit: 'days', least: 7, most: 84, mostSteps: 3 }
const SHIPPED: Holds = { kind: 'as-shipped' }

const KNOWN: readonly (readonly [Holds, unknown, typed: string, words: string])[] = [
  [INR, 15, '1.5', '1.5'],
  [INR, 150, '15.0', '15.0'],
  [INR, 9, '0.9', '0.9'],
  [HUNDREDTHS, 58, '0.58', '0.58'],
  [HUNDREDTHS, 5, '0.05', '0.05'],
  [HUNDREDTHS, 205, '2.05', '2.05'],
  [HUNDREDTHS, 1250, '12.50', '12.50'],
  [PERCENT, 20, '20', '20 %'],
  [MG, 7500, '7.5', '7.5 mg'],
  [DAYS, 1, '1', '1 day'],
  [DAYS, 14, '14', '14 days'],
  [DAYS, 0, '0', '0 days'],
  [COUNT, 12_345, '12345', '12345'],
  [CHOICE, 'one', 'one', 'the one'],
  [YES_NO, true, 'yes', 'it is'],
  [YES_NO, false, 'no', 'it is not'],
  [STEPS, [28], '28', '28 days'],
  [STEPS, [7, 28, 84], '7, 28, 84', '7, 28, 84 days'],
]

describe('H10: a value of a rule is typed, said and read back', () => {
  for (const [holds, value, typed, words] of KNOWN) {
    test(`${holds.kind} ${typed}: ${words}`, () => {
      assert.equal(valueAsTyped(holds, value), typed)
      assert.deepEqual(readValue(holds, ` ${typed}\t`), { kind: 'value', value })
      assert.equal(valueInWords(holds, value), words)
      assert.ok(isOfItsKind(holds, value))
    })
  }

  test('steps may be parted with or without space', () => {
    for (const typed of ['7,28', '7, 28', '7 ,28', '7 \t , \t 28']) {
      assert.deepEqual(readValue(STEPS, typed), { kind: 'value', value: [7, 28] })
    }
  })
})

const WANTED = {
  inr: 'Enter an INR with one decimal place, like 1.5.',
  hundredths: 'Enter a number with two decimal places, like 0.58.',
  percent: 'Enter whole per cent without a sign, like 20.',
  mg: 'Enter mg in steps of 0.5, like 15 or 7.5.',
  days: 'Enter whole days, like 14.',
  count: 'Enter a whole number.',
  steps: 'Enter whole days with commas between, like 28, 42, 56.',
}

const UNREADABLE: readonly (readonly [Holds, typed: readonly string[], message: string])[] = [
  [INR, ['2', '25', '2.55', '02.5', '100.0', '2.5x', 'x2.5', '.5', '2,5', '-1.5'], WANTED.inr],
  [HUNDREDTHS, ['0.5', '0.580', '00.58', '100.00', '0.58x', 'x0.58', '5x.00'], WANTED.hundredths],
  [PERCENT, ['20 %', '2.5', '020', '100000', '-1', '1e1'], WANTED.percent],
  [MG, ['7.25', '0.1', 'x', '5 mg'], WANTED.mg],
  [DAYS, ['14 days', '1.0'], WANTED.days],
  [COUNT, ['six'], WANTED.count],
  [STEPS, ['28; 42', '28, x', 'x, 28', '28,', ',28', '28 42'], WANTED.steps],
  [CHOICE, ['neither', 'One', 'the one', 'constructor'], 'Choose one.'],
  [YES_NO, ['true', 'Yes', 'it is', '1'], 'Choose one.'],
  [SHIPPED, ['evenkeel', 'yes'], 'This is not for a site to set.'],
]

describe('H10: what cannot be read is refused with how to type it', () => {
  for (const [holds, typed, message] of UNREADABLE) {
    test(`${holds.kind}: ${message}`, () => {
      for (const one of typed) {
        assert.deepEqual(readValue(holds, one), { kind: 'refused', code: 'format', message }, one)
      }
      assert.deepEqual(readValue(holds, '  '), {
        kind: 'refused',
        code: 'required',
        message: 'Enter a value.',
      })
    })
  }
})

describe('H10: the safe limits of a field, ends included', () => {
  const FROM_15 = number('inr', 15, 20)
  test('a number', () => {
    const inWords = 'Enter a value from 1.5 to 2.0.'
    assert.deepEqual(
      [14, 15, 20, 21].map((value) => limitFault(FROM_15, value)),
      [inWords, undefined, undefined, inWords],
    )
    assert.equal(limitsInWords(FROM_15), '1.5 to 2.0')
    assert.equal(limitsInWords(number('mg', 500, 1000)), '0.5 to 1 mg')
  })

  test('steps go up, each within the limits, and are not too many', () => {
    const order = 'Enter 1 to 3 steps, each longer than the one before.'
    const within = 'Enter each step from 7 to 84 days.'
    const rows: readonly (readonly [readonly number[], string | undefined])[] = [
      [[], order],
      [[7], undefined],
      [[7, 28, 84], undefined],
      [[7, 14, 28, 84], order],
      [[28, 28], order],
      [[28, 7], order],
      [[7, 28, 14], order],
      [[6], within],
      [[7, 85], within],
      [[6, 28], within],
    ]
    for (const [steps, fault] of rows) assert.equal(limitFault(STEPS, steps), fault, `${steps}`)
    assert.equal(limitsInWords(STEPS), '7 to 84 days')
  })

  test('what has no limits has no words for them, and a value of another form is not judged by them', () => {
    for (const holds of [CHOICE, YES_NO, SHIPPED]) {
      assert.equal(limitsInWords(holds), '')
      assert.equal(limitFault(holds, 'one'), undefined)
    }
    assert.equal(limitFault(FROM_15, '99'), undefined)
    assert.equal(limitFault(STEPS, 'x'), undefined)
  })
})

describe('H10: a value of another form is told from one of the right form, and said as it is', () => {
  const OTHERS: readonly (readonly [Holds, unknown, words: string])[] = [
    [INR, '15', '15'],
    [INR, 1.5, '1.5'],
    [INR, null, 'null'],
    [CHOICE, 'neither', 'neither'],
    [CHOICE, 'constructor', 'constructor'],
    [CHOICE, 7, '7'],
    [YES_NO, 'yes', 'yes'],
    [YES_NO, 1, '1'],
    [STEPS, [7, null], '[7,null]'],
    [STEPS, 28, '28'],
  ]
  for (const [holds, value, words] of OTHERS) {
    test(`${holds.kind}: ${words}`, () => {
      assert.equal(isOfItsKind(holds, value), false)
      assert.equal(valueInWords(holds, value), words)
    })
  }

  test('what Evenkeel writes itself may be anything but absent, and is never typed', () => {
    assert.deepEqual([isOfItsKind(SHIPPED, 'x'), isOfItsKind(SHIPPED, undefined)], [true, false])
    assert.deepEqual(
      [valueInWords(SHIPPED, 'x'), valueInWords(SHIPPED, undefined)],
      ['x', 'not set'],
    )
    assert.equal(valueInWords(SHIPPED, '2026-11-27'), '27-Nov-2026')
    assert.deepEqual([valueAsTyped(SHIPPED, 'x'), valueAsTyped(SHIPPED, 7)], ['x', ''])
    assert.deepEqual([valueAsTyped(INR, 'x'), valueAsTyped(STEPS, 7)], ['x', ''])
  })
})
