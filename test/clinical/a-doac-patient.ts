// A woman of 60 on apixaban for AF with nothing against it, to be changed in the one fact that a test is about.
import { day } from '#base/day.ts'
import type { DoacVerdict } from '#clinical/doac/assess.ts'
import { doacDose, formatDoacDose } from '#clinical/doac/doac.ts'
import type { DoacInput, DoacUse } from '#clinical/doac/facts.ts'
import { MONITORING_TABLES } from '#clinical/doac/monitoring.ts'

export const DOAC_TODAY = day('2026-11-27')
export const MEASURED_ON = day('2026-11-20')

export const kg = (grams: number) => ({ weight: { grams, on: MEASURED_ON } })
export const umol = (umolPerL: number) => ({ creatinine: { umolPerL, on: MEASURED_ON } })

export const AF: DoacUse = { kind: 'atrial-fibrillation' }

export const clot = (
  stage: 'treatment' | 'prevention' | 'not-known',
  startedOn = '2026-01-01',
): DoacUse => ({
  kind: 'venous-thromboembolism',
  stage,
  startedOn: day(startedOn),
  treatedSince: day(startedOn),
  highRecurrenceRisk: 'no',
})

export const A_DOAC_PATIENT: DoacInput = {
  today: DOAC_TODAY,
  bornOn: day('1966-01-01'),
  sex: 'female',
  ...kg(75_000),
  ...umol(78),
  medicine: 'apixaban',
  dose: doacDose(5, 2),
  use: AF,
  mechanicalValve: 'no',
  mitralStenosis: 'no',
  antiphospholipid: 'no',
  pregnancy: 'no',
  breastFeeding: 'no',
  liverDisease: 'no',
  bleeding: 'none',
  interacting: [],
  raisedBleedingRisk: 'no',
  monitoring: MONITORING_TABLES.sps,
}

/** Creatinine in micromol/L and grams of a woman of 60 whose clearance is exactly this: 80 x kg x 1.04 / creatinine. */
const EXACTLY = {
  15: [416, 75_000],
  30: [208, 75_000],
  50: [104, 62_500],
  60: [104, 75_000],
  80: [104, 100_000],
  100: [78, 93_750],
} as const

/** The same patient with a clearance of exactly so many mL/min, or a gram of body weight less or more. */
export function atClearance(
  mlPerMin: keyof typeof EXACTLY,
  gramsMore: -1 | 0 | 1,
  changed: Partial<DoacInput> = {},
): DoacInput {
  const [umolPerL, grams] = EXACTLY[mlPerMin]
  return { ...A_DOAC_PATIENT, ...kg(grams + gramsMore), ...umol(umolPerL), ...changed }
}

/** Born so that today is the birthday of this age. */
export const aged = (years: number) => ({ bornOn: day(`${2026 - years}-11-27`) })

/** In one line: the dose, the doses that may be chosen instead, or the reasons for none. */
export function said(verdict: DoacVerdict): string {
  switch (verdict.kind) {
    case 'contraindicated':
      return `stop: ${verdict.stops.map(({ rule }) => rule).join()}`
    case 'not-assessable':
      return `ask: ${verdict.gaps.map(({ rule }) => rule).join()}`
    case 'prescriber-decides':
      return `prescriber: ${verdict.because.map(({ rule }) => rule).join()}`
    case 'assessed': {
      const doses = [verdict.recommended, ...verdict.mayBeChosen]
      return doses.map(({ dose }) => formatDoacDose(dose)).join(' or ')
    }
  }
}
