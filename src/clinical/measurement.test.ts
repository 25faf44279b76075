import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { assertSentence } from '#test/clinical/every-text.ts'
import {
  formatAmount,
  formatMeasurement,
  MEASUREMENT_KINDS,
  MEASURES,
  type MeasurementKind,
  parseMeasurement,
} from './measurement.ts'

/** The stored value with its comparator, or the code of the refusal. */
function readAs(kind: MeasurementKind, text: unknown): string {
  const parsed = parseMeasurement(kind, text)
  if (parsed.kind === 'measurement') return `${parsed.comparator}${parsed.value}`
  assertSentence(parsed.message)
  return parsed.code
}

describe('H20: what is measured is read by a strict grammar, in one unit', () => {
  const cases: readonly (readonly [MeasurementKind, unknown, string])[] = [
    ['weight', '71.3', '=71300'],
    ['weight', ' 80 ', '=80000'],
    ['weight', '25', '=25000'],
    ['weight', '24.9', 'range'],
    ['weight', '350', '=350000'],
    ['weight', '350.1', 'range'],
    ['weight', '11.2', 'range'],
    ['weight', '71.25', 'precision'],
    ['weight', '71,3', 'use-a-point'],
    ['weight', '71 kg', 'number-only'],
    ['weight', '11st 2', 'number-only'],
    ['weight', '>150', 'censored'],
    ['weight', '.5', 'format'],
    ['weight', '071', 'format'],
    ['weight', '7e1', 'number-only'],
    ['weight', '-71', 'format'],
    ['weight', '', 'required'],
    ['weight', undefined, 'required'],
    ['weight', 71.3, 'type'],
    ['creatinine', '92', '=92'],
    ['creatinine', '20', '=20'],
    ['creatinine', '19', 'range'],
    ['creatinine', '2000', '=2000'],
    ['creatinine', '2001', 'range'],
    ['creatinine', '92 µmol/L', 'number-only'],
    ['creatinine', '1.2', 'precision'],
    ['creatinine', '1.20', 'precision'],
    ['creatinine', '>60', 'censored'],
    ['egfr', '>90', '>90'],
    ['egfr', '64', '=64'],
    ['egfr', '> 90', 'format'],
    ['alt', '<6', '<6'],
    ['haemoglobin', '13.2', 'precision'],
    ['haemoglobin', '13', 'range'],
    ['haemoglobin', '132', '=132'],
    ['potassium', '4.2', '=42'],
    ['potassium', '42', 'range'],
    ['systolic-bp', '138/82', 'format'],
  ]
  for (const [kind, text, answer] of cases) {
    test(`${kind} ${JSON.stringify(text)} is ${answer}`, () => {
      assert.equal(readAs(kind, text), answer)
    })
  }
})

test('H20: a creatinine in mg/dL is never taken for one in µmol/L', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 1760 }), (micromoles) => {
      const milligrams = (Math.round((micromoles / 88.4) * 10) / 10).toString()
      const parsed = parseMeasurement('creatinine', milligrams)
      assert.equal(parsed.kind, 'refused', milligrams)
    }),
  )
})

test('what is shown is read again as the same value', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MEASUREMENT_KINDS),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (kind, share) => {
        const { lowest, highest, perUnit, decimals } = MEASURES[kind]
        const step = decimals === 1 ? perUnit / 10 : perUnit
        const value = lowest + Math.floor((share * (highest - lowest)) / step) * step
        assert.equal(readAs(kind, formatAmount(kind, value)), `=${value}`)
      },
    ),
  )
})

test('H04: only laboratories that stop at a limit report eGFR, ALT and bilirubin beyond one', () => {
  const censored = MEASUREMENT_KINDS.filter(
    (kind) => parseMeasurement(kind, `>${MEASURES[kind].example}`).kind === 'measurement',
  )
  assert.deepEqual(censored, ['egfr', 'alt', 'bilirubin'])
})

test('whatever is typed, a value out of the limits never comes through', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...MEASUREMENT_KINDS),
      fc.string(),
      fc.float(),
      (kind, text, number) => {
        for (const typed of [text, `${number}`]) {
          const parsed = parseMeasurement(kind, typed)
          if (parsed.kind === 'refused') continue
          assert(Number.isSafeInteger(parsed.value))
          assert(parsed.value >= MEASURES[kind].lowest && parsed.value <= MEASURES[kind].highest)
        }
      },
    ),
  )
})

test('a measurement is shown with its unit and its comparator', () => {
  assert.equal(formatMeasurement('weight', { comparator: '=', value: 71_300 }), '71.3 kg')
  assert.equal(formatMeasurement('egfr', { comparator: '>', value: 90 }), '>90 mL/min/1.73 m²')
})

const SAYS: readonly (readonly [MeasurementKind, unknown, string])[] = [
  ['weight', '', 'Enter the weight in kg, for example 71.3.'],
  ['alt', '', 'Enter the ALT in U/L, for example 28.'],
  ['egfr', null, 'Enter the eGFR in mL/min/1.73 m², for example 64.'],
  ['systolic-bp', 138, 'Send the systolic blood pressure as text.'],
  ['weight', '71,3', 'Use a point for decimals. Enter the weight in kg, for example 71.3.'],
  ['sodium', '139 mmol/L', 'Type the number only. Enter the sodium in mmol/L, for example 139.'],
  [
    'potassium',
    '4.25',
    'Use one decimal place at most. Enter the potassium in mmol/L, for example 4.2.',
  ],
  ['sodium', '139.25', 'Use no decimals. Enter the sodium in mmol/L, for example 139.'],
  ['sodium', '139.2', 'Enter the sodium in whole mmol/L.'],
  [
    'creatinine',
    '1.2',
    'Enter the creatinine in whole µmol/L. A creatinine of 1.2 is in mg/dL: take the figure in µmol/L from the laboratory.',
  ],
  [
    'weight',
    '11.2',
    'The weight must be between 25 and 350 kg. Check it. Weigh in kg, not in pounds or stones.',
  ],
  ['potassium', '42', 'The potassium must be between 1 and 10 mmol/L. Check it.'],
  ['weight', '>150', 'Enter the weight that was measured, without < or >.'],
]
for (const [kind, text, message] of SAYS) {
  test(`H20: ${kind} ${JSON.stringify(text)} is refused with what to type instead`, () => {
    const parsed = parseMeasurement(kind, text)
    assert.equal(parsed.kind === 'refused' && parsed.message, message)
  })
}
