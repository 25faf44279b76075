import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day } from '#base/day.ts'
import {
  accuracyInWords,
  farAheadInWords,
  opinionInWords,
  restsOnInWords,
} from './forecast-words.ts'

const FORECAST = {
  kind: 'forecast',
  testOn: day('2026-12-20'),
  lowTenths: 19,
  medianTenths: 24,
  highTenths: 31,
  inrs: 7,
  weightKg: 'not-known',
  cyp2c9: 'not-known',
  vkorc1: 'not-known',
} as const

test('a forecast is said with its day and its interval, and each reason for none', () => {
  assert.equal(
    opinionInWords(FORECAST),
    'INR 2.4 on 20-Dec-2026, with a chance of 80 % between 1.9 and 3.1, as counted in invented people.',
  )
  assert.equal(
    opinionInWords({ kind: 'not-shown', because: ['inr-high', 'vitamin-k'] }),
    'No forecast: the INR is above 5.0; vitamin K was given in the last 28 days, or may have been, in hospital.',
  )
})

test('H41: more than two weeks ahead it is said that the last INR would do as well', () => {
  assert.equal(farAheadInWords(FORECAST, day('2026-12-06')), '')
  assert.match(farAheadInWords(FORECAST, day('2026-12-05')), /no better than taking the last INR/)
})

test('what is not known of the person is said', () => {
  assert.equal(
    restsOnInWords(FORECAST),
    '7 INRs of the last four months and the doses told; weight not known, genotype not known.',
  )
  assert.match(
    restsOnInWords({ ...FORECAST, weightKg: 71.5, cyp2c9: '*1/*2', vkorc1: 'GA' }),
    /weight 71\.5 kg, CYP2C9 \*1\/\*2, VKORC1 GA\./,
  )
  assert.match(
    restsOnInWords({ ...FORECAST, cyp2c9: '*3/*3' }),
    /CYP2C9 \*3\/\*3, VKORC1 not known\./,
  )
})

const KNOWN = { kind: 'known', count: 40, offHundredths: 45, lastOffHundredths: 49 } as const

for (const [what, accuracy, words] of [
  ['nothing', 'not-known', 'not known: not worked out yet.'],
  [
    'too few',
    { kind: 'not-known', count: 1, least: 10 },
    'not known: 1 forecast of the 10 that it takes.',
  ],
  [
    'enough',
    { ...KNOWN, withinPercent: 75 },
    'off by 0.45 on average, taking the last INR for the next by 0.49; 75 % within the interval of 80 % (40 tests).',
  ],
  [
    'a forecast as good as the last INR, and too sure',
    { ...KNOWN, offHundredths: 49, withinPercent: 74 },
    'off by 0.49 on average, taking the last INR for the next by 0.49, so no better than that; 74 % within the interval of 80 %, which is too narrow here (40 tests).',
  ],
] as const) {
  test(`H41: how well it has done, of ${what}`, () => {
    assert.equal(accuracyInWords(accuracy), words)
  })
}
