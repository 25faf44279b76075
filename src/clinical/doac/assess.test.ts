import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { addDays, day } from '#base/day.ts'
import {
  A_DOAC_PATIENT,
  AF,
  aged,
  atClearance,
  clot,
  DOAC_TODAY,
  kg,
  MEASURED_ON,
  said,
  umol,
} from '#test/clinical/a-doac-patient.ts'
import { assessDoac, type DoacVerdict } from './assess.ts'
import { DOACS, doacDose, perDayUg } from './doac.ts'
import { type DoacInput, INTERACTING } from './facts.ts'

const assess = (changed: Partial<DoacInput>) => assessDoac({ ...A_DOAC_PATIENT, ...changed })

const STOPS: readonly (readonly [string, Partial<DoacInput>])[] = [
  ['mechanical-valve', { mechanicalValve: 'yes' }],
  ['mitral-stenosis', { mitralStenosis: 'yes' }],
  ['antiphospholipid', { antiphospholipid: 'yes' }],
  ['pregnancy', { pregnancy: 'yes' }],
  ['breast-feeding', { breastFeeding: 'yes' }],
  ['major-bleeding', { bleeding: 'major' }],
]

describe('H19: what forbids a direct oral anticoagulant', () => {
  for (const [rule, forbidding] of STOPS) {
    test(`H19: ${rule} stops each medicine, whatever else is not known`, () => {
      for (const medicine of DOACS) {
        const nothingKnown = {
          weight: 'not-known',
          creatinine: 'not-known',
          sex: 'not-known',
          use: { kind: 'not-known' },
          interacting: 'not-known',
        } as const
        assert.equal(said(assess({ medicine, ...forbidding })), `stop: ${rule}`)
        assert.equal(said(assess({ medicine, ...nothingKnown, ...forbidding })), `stop: ${rule}`)
      }
    })
  }
})

const GAPS: readonly (readonly [string, Partial<DoacInput>])[] = [
  ['valve-not-known', { mechanicalValve: 'not-known' }],
  ['mitral-stenosis-not-known', { mitralStenosis: 'not-known' }],
  ['antiphospholipid-not-known', { antiphospholipid: 'not-known' }],
  ['pregnancy-not-known', { pregnancy: 'not-known' }],
  ['breast-feeding-not-known', { breastFeeding: 'not-known' }],
  ['bleeding-not-known', { bleeding: 'not-known' }],
  ['medicines-not-known', { interacting: 'not-known' }],
  ['indication-not-known', { use: { kind: 'not-known' } }],
  ['stage-not-known', { use: clot('not-known') }],
  [
    'start-not-known',
    { use: { ...clot('treatment'), startedOn: 'not-known' } as DoacInput['use'] },
  ],
  [
    'start-not-known',
    { use: { ...clot('prevention'), treatedSince: 'not-known' } as DoacInput['use'] },
  ],
  ['sex-not-known', { sex: 'not-known' }],
  ['weight-not-known', { weight: 'not-known' }],
  ['weight-too-old', { weight: { grams: 75_000, on: day('2025-11-26') } }],
  ['creatinine-not-known', { creatinine: 'not-known' }],
  ['creatinine-too-old', { creatinine: { umolPerL: 78, on: day('2025-11-26') } }],
]

describe('H19: what is not known is asked, never taken for no', () => {
  for (const [rule, unknown] of GAPS) {
    test(`H19: ${rule}`, () => assert.equal(said(assess(unknown)), `ask: ${rule}`))
  }
})

test('H20: the lower the clearance, the younger the creatinine must be', () => {
  const threeMonthsOld = addDays(DOAC_TODAY, -95)
  const old = { creatinine: { umolPerL: 208, on: threeMonthsOld } }
  assert.equal(said(assess(old)), 'ask: creatinine-too-old')
  assert.equal(
    said(assess({ creatinine: { umolPerL: 78, on: threeMonthsOld } })),
    '5 mg twice a day',
  )
})

const CHECKS: readonly (readonly [string, Partial<DoacInput>, string])[] = [
  ['the dose of the rule', {}, 'matches'],
  [
    'a dose that may be chosen',
    { medicine: 'dabigatran', dose: doacDose(110, 2), ...aged(76) },
    'matches',
  ],
  ['too little', { dose: doacDose(2.5, 2) }, 'lower'],
  [
    'between two that may be chosen',
    { medicine: 'dabigatran', dose: doacDose(260, 1), ...aged(76) },
    'spread-differently',
  ],
  ['too much', { dose: doacDose(5, 2), ...aged(80), ...kg(60_000) }, 'higher, danger'],
  ['the starting dose still', { dose: doacDose(10, 2), use: clot('treatment') }, 'higher, danger'],
  ['too little at the start', { use: clot('treatment', '2026-11-25') }, 'lower, danger'],
  ['once instead of twice', { dose: doacDose(10, 1) }, 'spread-differently'],
  ['not known', { dose: 'not-known' }, 'dose-not-known'],
]

describe('H20: the dose that is taken against the rule', () => {
  for (const [name, changed, expected] of CHECKS) {
    test(`${name}: ${expected}`, () => {
      const verdict = assess(changed)
      assert.ok(verdict.kind === 'assessed')
      const { check } = verdict
      const answer =
        check.kind === 'differs'
          ? `${check.direction}${check.danger ? ', danger' : ''}`
          : check.kind
      assert.equal(answer, expected)
    })
  }
})

const CAUTIONS: readonly (readonly [string, DoacInput])[] = [
  ['low-clearance', atClearance(30, -1)],
  ['', atClearance(30, 0)],
  ['edoxaban-high-clearance', atClearance(80, 1, { medicine: 'edoxaban' })],
  ['', atClearance(80, 0, { medicine: 'edoxaban' })],
  ['parenteral-first', { ...A_DOAC_PATIENT, medicine: 'edoxaban', use: clot('treatment') }],
  ['parenteral-first', atClearance(100, 0, { medicine: 'edoxaban', use: clot('treatment') })],
  ['', atClearance(100, 0)],
  ['', atClearance(100, 0, { use: clot('treatment') })],
  ['', atClearance(100, 0, { medicine: 'dabigatran' })],
  ['with-food', { ...A_DOAC_PATIENT, medicine: 'rivaroxaban' }],
  ['minor-bleeding', { ...A_DOAC_PATIENT, bleeding: 'minor' }],
  ['liver-disease', { ...A_DOAC_PATIENT, liverDisease: 'yes' }],
]

for (const [rule, input] of CAUTIONS) {
  test(`${input.medicine}: the caution ${rule === '' ? 'none' : rule}`, () => {
    const verdict = assessDoac(input)
    assert.ok(verdict.kind === 'assessed')
    assert.deepEqual(verdict.cautions.map((caution) => caution.rule).join(), rule)
  })
}

const someKnown = fc.constantFrom('yes' as const, 'no' as const, 'not-known' as const)
const somePatient: fc.Arbitrary<DoacInput> = fc.record({
  today: fc.constant(DOAC_TODAY),
  bornOn: fc.integer({ min: 1906, max: 2008 }).map((year) => day(`${year}-06-01`)),
  sex: fc.constantFrom('female' as const, 'male' as const, 'not-known' as const),
  weight: fc.record({
    grams: fc.integer({ min: 25_000, max: 200_000 }),
    on: fc.constant(MEASURED_ON),
  }),
  creatinine: fc.record({
    umolPerL: fc.integer({ min: 20, max: 900 }),
    on: fc.constant(MEASURED_ON),
  }),
  medicine: fc.constantFrom(...DOACS),
  dose: fc.constantFrom('not-known' as const, doacDose(5, 2), doacDose(20, 1), doacDose(150, 2)),
  use: fc.constantFrom(AF, clot('treatment'), clot('prevention'), clot('treatment', '2026-11-25')),
  mechanicalValve: someKnown,
  mitralStenosis: someKnown,
  antiphospholipid: someKnown,
  pregnancy: someKnown,
  breastFeeding: someKnown,
  liverDisease: someKnown,
  bleeding: fc.constantFrom('none' as const, 'minor' as const, 'major' as const),
  interacting: fc.subarray([...INTERACTING], { maxLength: 1 }),
  raisedBleedingRisk: someKnown,
  monitoring: fc.constant(A_DOAC_PATIENT.monitoring),
})

const answered: Partial<DoacInput> = {
  mechanicalValve: 'no',
  mitralStenosis: 'no',
  antiphospholipid: 'no',
  pregnancy: 'no',
  breastFeeding: 'no',
  bleeding: 'none',
}
const mostPerDay = (verdict: DoacVerdict): number =>
  verdict.kind === 'assessed'
    ? Math.max(...[verdict.recommended, ...verdict.mayBeChosen].map(({ dose }) => perDayUg(dose)))
    : 0

describe('H19: laws that no patient breaks', () => {
  test('a dose is judged only when nothing forbids it and every question is answered with no', () => {
    fc.assert(
      fc.property(somePatient, (input) => {
        if (assessDoac(input).kind !== 'assessed') return
        const { mechanicalValve, mitralStenosis, antiphospholipid, pregnancy, breastFeeding } =
          input
        const asked = [mechanicalValve, mitralStenosis, antiphospholipid, pregnancy, breastFeeding]
        assert.ok(asked.every((answer) => answer === 'no'))
      }),
      { numRuns: 2000 },
    )
  })

  test('H20: more creatinine or a lighter patient never gets more', () => {
    const someGrams = fc.integer({ min: 25_000, max: 200_000 })
    const someUmol = fc.integer({ min: 20, max: 900 })
    const some = fc.tuple(somePatient, someGrams, someUmol, fc.nat(30_000), fc.nat(300))
    fc.assert(
      fc.property(some, ([patient, grams, umolPerL, lighter, more]) => {
        const of = (kilos: number, creatinine: number) =>
          assessDoac({ ...patient, ...answered, ...kg(Math.max(1, kilos)), ...umol(creatinine) })
        const before = of(grams, umolPerL)
        fc.pre(before.kind === 'assessed')
        assert.ok(mostPerDay(of(grams, umolPerL + more)) <= mostPerDay(before))
        assert.ok(mostPerDay(of(grams - lighter, umolPerL)) <= mostPerDay(before))
      }),
      { numRuns: 1000 },
    )
  })
})
