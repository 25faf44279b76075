import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { day } from '#base/day.ts'
import {
  A_DOAC_PATIENT,
  aged,
  atClearance,
  clot,
  kg,
  said,
  umol,
} from '#test/clinical/a-doac-patient.ts'
import { assessDoac } from './assess.ts'
import { DOACS, type Doac } from './doac.ts'
import { type DoacInput, INTERACTING } from './facts.ts'

const assess = (changed: Partial<DoacInput>) => assessDoac({ ...A_DOAC_PATIENT, ...changed })

type Limit = Parameters<typeof atClearance>

const AF_BY_CLEARANCE: readonly (readonly [Doac, Limit[0], Limit[1], string])[] = [
  ['apixaban', 15, -1, 'stop: clearance-too-low'],
  ['apixaban', 15, 0, '2.5 mg twice a day'],
  ['apixaban', 30, -1, '2.5 mg twice a day'],
  ['apixaban', 30, 0, '5 mg twice a day'],
  ['apixaban', 50, 0, '5 mg twice a day'],
  ['dabigatran', 30, -1, 'stop: clearance-too-low'],
  ['dabigatran', 30, 0, '150 mg twice a day or 110 mg twice a day'],
  ['dabigatran', 50, -1, '150 mg twice a day or 110 mg twice a day'],
  ['dabigatran', 50, 0, '150 mg twice a day'],
  ['edoxaban', 15, -1, 'stop: clearance-too-low'],
  ['edoxaban', 15, 0, '30 mg once a day'],
  ['edoxaban', 50, -1, '30 mg once a day'],
  ['edoxaban', 50, 0, '30 mg once a day'],
  ['edoxaban', 50, 1, '60 mg once a day'],
  ['edoxaban', 80, 0, '60 mg once a day'],
  ['rivaroxaban', 15, -1, 'stop: clearance-too-low'],
  ['rivaroxaban', 15, 0, '15 mg once a day'],
  ['rivaroxaban', 50, -1, '15 mg once a day'],
  ['rivaroxaban', 50, 0, '20 mg once a day'],
]

describe('H20: AF, both sides of every limit of clearance', () => {
  for (const [medicine, limit, grams, expected] of AF_BY_CLEARANCE) {
    const side = { [-1]: 'just below', 0: 'at', 1: 'just above' }[grams]
    test(`${medicine} ${side} ${limit} mL/min: ${expected}`, () => {
      assert.equal(said(assessDoac(atClearance(limit, grams, { medicine }))), expected)
    })
  }
})

const CRITERIA: readonly (readonly [string, Partial<DoacInput>, string])[] = [
  ['none', {}, '5 mg twice a day'],
  ['age 80 only', aged(80), '5 mg twice a day'],
  ['weight 60 kg only', kg(60_000), '5 mg twice a day'],
  ['creatinine 133 only', umol(133), '5 mg twice a day'],
  ['age 80, 60 kg', { ...aged(80), ...kg(60_000) }, '2.5 mg twice a day'],
  ['age 80, 60.1 kg', { ...aged(80), ...kg(60_100) }, '5 mg twice a day'],
  ['age 79, 60 kg', { ...aged(79), ...kg(60_000) }, '5 mg twice a day'],
  ['age 80, creatinine 133', { ...aged(80), ...umol(133) }, '2.5 mg twice a day'],
  ['age 80, creatinine 132', { ...aged(80), ...umol(132) }, '5 mg twice a day'],
  ['60 kg, creatinine 133', { ...kg(60_000), ...umol(133) }, '2.5 mg twice a day'],
  ['60.1 kg, creatinine 133', { ...kg(60_100), ...umol(133) }, '5 mg twice a day'],
]

describe('H20: apixaban in AF by two of three criteria', () => {
  for (const [name, changed, expected] of CRITERIA) {
    test(`${name}: ${expected}`, () => assert.equal(said(assess(changed)), expected))
  }
})

const OTHERS: readonly (readonly [string, Partial<DoacInput>, string])[] = [
  [
    'dabigatran at 79',
    { medicine: 'dabigatran', ...aged(79) },
    '150 mg twice a day or 110 mg twice a day',
  ],
  ['dabigatran at 80', { medicine: 'dabigatran', ...aged(80) }, '110 mg twice a day'],
  [
    'dabigatran at 75',
    { medicine: 'dabigatran', ...aged(75) },
    '150 mg twice a day or 110 mg twice a day',
  ],
  ['dabigatran at 74', { medicine: 'dabigatran', ...aged(74) }, '150 mg twice a day'],
  [
    'dabigatran, verapamil',
    { medicine: 'dabigatran', interacting: ['verapamil'] },
    '110 mg twice a day',
  ],
  [
    'dabigatran, raised risk of bleeding',
    { medicine: 'dabigatran', raisedBleedingRisk: 'yes' },
    '150 mg twice a day or 110 mg twice a day',
  ],
  ['edoxaban at 60 kg', { medicine: 'edoxaban', ...kg(60_000) }, '30 mg once a day'],
  ['edoxaban at 60.1 kg', { medicine: 'edoxaban', ...kg(60_100) }, '60 mg once a day'],
  [
    'edoxaban, dronedarone',
    { medicine: 'edoxaban', interacting: ['dronedarone'] },
    '30 mg once a day',
  ],
  [
    'edoxaban, verapamil',
    { medicine: 'edoxaban', interacting: ['verapamil'] },
    'prescriber: no-rule-for-interaction',
  ],
  [
    'apixaban, ketoconazole',
    { interacting: ['ketoconazole'] },
    'prescriber: no-rule-for-interaction',
  ],
  [
    'rivaroxaban, another that interacts',
    { medicine: 'rivaroxaban', interacting: ['other-interacting'] },
    'prescriber: no-rule-for-interaction',
  ],
  ['150 kg', kg(150_000), '5 mg twice a day'],
  ['150.1 kg', kg(150_100), 'prescriber: above-150-kg'],
  [
    'another indication',
    { use: { kind: 'other', label: 'Dilated cardiomyopathy' } },
    'prescriber: no-rule-for-indication',
  ],
]

describe('H20: age, weight and other medicines', () => {
  for (const [name, changed, expected] of OTHERS) {
    test(`${name}: ${expected}`, () => assert.equal(said(assess(changed)), expected))
  }
})

describe('H20: a medicine that interacts has a dose only where the product of this very one says so', () => {
  const KNOWN: Readonly<Record<string, string>> = {
    'dabigatran, verapamil': '110 mg twice a day',
    'edoxaban, ciclosporin': '30 mg once a day',
    'edoxaban, dronedarone': '30 mg once a day',
    'edoxaban, erythromycin': '30 mg once a day',
    'edoxaban, ketoconazole': '30 mg once a day',
  }
  for (const medicine of DOACS) {
    for (const other of INTERACTING) {
      const expected = KNOWN[`${medicine}, ${other}`] ?? 'prescriber: no-rule-for-interaction'
      test(`${medicine}, ${other}: ${expected}`, () => {
        assert.equal(said(assess({ medicine, interacting: [other] })), expected)
      })
    }
  }
})

/** A clot: medicine, stage, first day, exact clearance, answer. */
const CLOT: readonly (readonly [
  Doac,
  'treatment' | 'prevention',
  string,
  Limit[0],
  Limit[1],
  string,
])[] = [
  ['apixaban', 'treatment', '2026-11-27', 100, 0, '10 mg twice a day'],
  ['apixaban', 'treatment', '2026-11-21', 100, 0, '10 mg twice a day'],
  ['apixaban', 'treatment', '2026-11-20', 100, 0, '5 mg twice a day'],
  ['apixaban', 'treatment', '2026-01-01', 30, -1, '5 mg twice a day'],
  ['apixaban', 'treatment', '2026-01-01', 15, -1, 'stop: clearance-too-low'],
  ['apixaban', 'prevention', '2026-05-27', 100, 0, '2.5 mg twice a day'],
  ['apixaban', 'prevention', '2026-05-28', 100, 0, 'prescriber: prevention-too-early'],
  ['rivaroxaban', 'treatment', '2026-11-07', 100, 0, '15 mg twice a day'],
  ['rivaroxaban', 'treatment', '2026-11-06', 100, 0, '20 mg once a day'],
  ['rivaroxaban', 'treatment', '2026-01-01', 50, 0, '20 mg once a day'],
  ['rivaroxaban', 'treatment', '2026-01-01', 50, -1, '20 mg once a day or 15 mg once a day'],
  ['rivaroxaban', 'treatment', '2026-01-01', 15, 0, '20 mg once a day or 15 mg once a day'],
  ['rivaroxaban', 'treatment', '2026-01-01', 15, -1, 'stop: clearance-too-low'],
  ['rivaroxaban', 'prevention', '2026-01-01', 30, 0, '10 mg once a day'],
  ['edoxaban', 'treatment', '2026-01-01', 50, 1, '60 mg once a day'],
  ['edoxaban', 'treatment', '2026-01-01', 50, 0, '30 mg once a day'],
  ['edoxaban', 'prevention', '2026-01-01', 100, 0, '60 mg once a day'],
  ['dabigatran', 'treatment', '2026-01-01', 100, 0, 'prescriber: dabigatran-vte'],
]

describe('H20: a clot is dosed by its own rules', () => {
  for (const [medicine, stage, startedOn, limit, grams, expected] of CLOT) {
    test(`${medicine}, ${stage} since ${startedOn}, ${limit} mL/min ${grams}: ${expected}`, () => {
      const use = clot(stage, startedOn)
      assert.equal(said(assessDoac(atClearance(limit, grams, { medicine, use }))), expected)
    })
  }

  test('two of three criteria of AF leave the dose of apixaban alone', () => {
    const frail = { ...aged(80), ...kg(60_000), use: clot('treatment') }
    assert.equal(said(assess(frail)), '5 mg twice a day')
  })

  test('a high risk of another clot leaves 20 mg of rivaroxaban to choose', () => {
    const use = { ...clot('prevention'), highRecurrenceRisk: 'yes' } as const
    const verdict = assess({ medicine: 'rivaroxaban', use })
    assert.equal(said(verdict), '10 mg once a day or 20 mg once a day')
  })

  test('prevention counts from the treatment, not from this medicine', () => {
    const use = { ...clot('prevention', '2026-11-01'), treatedSince: day('2026-01-01') } as const
    assert.equal(said(assess({ use })), '2.5 mg twice a day')
  })
})
