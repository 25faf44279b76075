// In whatever shape a number is typed, the person is told what is wrong with that shape, and nothing is guessed.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDose } from './dose.ts'
import { METER_RANGE, parseInr } from './inr.ts'
import { parseMeasurement } from './measurement.ts'
import { parseTarget } from './target.ts'

type Shapes = Readonly<Record<string, readonly string[]>>

function assertAnswers(shapes: Shapes, answerTo: (typed: string) => string): void {
  for (const [answer, all] of Object.entries(shapes)) {
    for (const typed of all) assert.equal(answerTo(typed), answer, JSON.stringify(typed))
  }
}

const DOSES: Shapes = {
  dose: ['0', '5', '10', '20', '0.5', '10.25', '4.75', ' 5 '],
  'leading-zero': ['.5', '.25'],
  'use-a-point': ['4,5', '12,5', '4,25', '4·5'],
  step: ['4.125', '12.125', '4.0005'],
  'too-large': ['100', '350', '1000', '350.25'],
  'no-ranges': ['1-2', '10-12', '1.25-2.25', '1 - 2', '1 \t-\t 2', '1.5-2'],
  'use-the-pattern': ['4/5', '12/5', '4.25/5', '4 /5', '4\t/ 5', 'alternate days', '4 Alternating'],
  'use-omit': ['nil', 'None', 'omit', 'miss', 'withhold', 'STOP', 'hold'],
  'number-only': [
    '5mg',
    '12mg',
    '2.25mg',
    '5 mg',
    '5\tMG',
    '5 tablets',
    '5tab',
    '12 tabs',
    '2.25 Tab 1',
  ],
  format: [
    ...['x', '5x', 'x5', '05', '5.', '-5', '1e1', '0x5', 'five', '5m', '5 mg.', 'x5mg', 'x5 tab'],
    ...['.5x', 'x.5', 'x4,5', '4,5x', 'x4.125', '4.125x', 'x350', '350x', 'x1-2', '1-2x', '1--2'],
    ...['x4/5', 'xnil', 'nilx', 'nil 5'],
  ],
}

test('H14: in whatever shape a dose is typed, what is wrong with that shape is said', () => {
  assertAnswers(DOSES, (typed) => {
    const parsed = parseDose(typed)
    return parsed.kind === 'refused' ? parsed.code : parsed.kind
  })
})

const INRS: Shapes = {
  inr: ['2', '2.5', '0.9', '>8', '> 8.0', '>\t8.0', '<0.8', '< 0.8'],
  'use-a-point': ['2,5', '12,5', '2,55', '2·5', '2\u22195', '2\u22c55'],
  'leading-zero': ['.9', '.95', '<.9', '>.9'],
  precision: ['2.55', '12.55', '2.555', '0.95', '<2.55', '> 2.55'],
  'above-range': ['8.1', '25', '99', '100', '250', '1000'],
  'below-range': ['0', '0.7'],
  'no-units': [
    '2.5mg',
    '2.5 INR',
    '25s',
    '2.55 %',
    '>2.5mg',
    '> 2.5 mg',
    '100mg',
    '10x',
    '2.55x',
    '250x',
  ],
  'not-a-result': [
    ...['hi', 'HIGH', '>HI', '> hi', 'lo', 'Low', '<lo', '< LO'],
    ...['e', 'E5', 'e 5', 'err', 'Error 6', 'error-12', 'err - 12'],
    ...['clot', 'Clotted', 'haemolysed', 'hemolysed', 'insufficient', 'unsuitable'],
  ],
  'hidden-character': ['2\u200b.5', '2.5\u00a01', '2\u0000'],
  format: [
    ...[
      '2.',
      '02.5',
      '-2.5',
      '2.5.1',
      '2.5-',
      '>=8',
      '8+',
      '>9',
      '<2',
      '1e1',
      '1E5',
      '0x2',
      '0xff',
      '0b',
      '0b11',
    ],
    ...['xhi', 'hix', '>  hi', 'xlo', 'lox', '<  lo', 'xe5', 'e5x', 'errors', 'xclot', 'clots'],
    ...[
      'x2,5',
      '2,5x',
      'x.9',
      '.9x',
      'x2.55',
      '2.55-',
      'x250',
      '250-',
      'x2.5mg',
      '2.5mg1',
      '2.5 m/g',
    ],
    ...['1000mg', '>>8', 'x2.5', '2.5 5'],
  ],
}

test('H03: in whatever shape an INR is typed, what is wrong with that shape is said', () => {
  assertAnswers(INRS, (typed) => {
    const parsed = parseInr(typed, METER_RANGE)
    return parsed.kind === 'refused' ? parsed.code : parsed.kind
  })
})

const WEIGHTS: Shapes = {
  measurement: ['71', '71.3', '100', '350'],
  'use-a-point': ['71,3', '7,3', '171,25', '71·3'],
  'number-only': [
    '71kg',
    '7kg',
    '71.25 kg',
    '71.3\tKG',
    '>90 kg',
    '<90kg',
    '90 %',
    '90×',
    '5 µmol/L',
    '11st 2',
  ],
  precision: ['71.25', '7.255', '0.25', '>71.25', '<71.25'],
  range: ['0', '9', '24.9', '350.1', '12345'],
  censored: ['>71', '<71.3'],
  format: [
    ...[
      '071',
      '123456',
      '71.',
      '.5',
      '-71',
      'x',
      'x71',
      'x71,3',
      '71,3x',
      'x71kg',
      '71kg<',
      '71kg>',
    ],
    ...['x71.25', '71.25-', '01.25', '71 3', '>>71', '71 -kg'],
  ],
}

test('H20: in whatever shape a weight is typed, what is wrong with that shape is said', () => {
  assertAnswers(WEIGHTS, (typed) => {
    const parsed = parseMeasurement('weight', typed)
    return parsed.kind === 'refused' ? parsed.code : parsed.kind
  })
})

const TARGETS: Shapes = {
  target: ['2.5', '3', ' 2.4 '],
  required: ['', ' '],
  'not-one-decimal-place': [
    '25',
    '2.55',
    '2,5',
    '2.',
    '.5',
    'x2.5',
    '2.5x',
    'x2',
    '2x',
    '-2',
    '2.x',
  ],
  'outside-limits': ['0', '1.4', '4.6', '9'],
}

test('H07: in whatever shape a target is typed, what is wrong with that shape is said', () => {
  assertAnswers(TARGETS, (target) => {
    const parsed = parseTarget({ target, rangeLow: '2.0', rangeHigh: '3.0' })
    return parsed.kind === 'refused' ? parsed.code : parsed.kind
  })
})

test('H14: a number of tablets is told from a dose with its unit', () => {
  const said = (typed: string) => {
    const parsed = parseDose(typed)
    return parsed.kind === 'refused' && parsed.message
  }
  for (const typed of ['5 tablets', '5tab', '12 tabs', '2.25 Tab', '5 \t tablets']) {
    assert.equal(said(typed), 'Enter the dose in mg, not in tablets.')
  }
  assert.equal(said('5 mg'), 'Enter the number only, without units.')
})
