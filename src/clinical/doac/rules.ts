// The rules of the direct oral anticoagulants as data: stored by version with each review, so that it can be replayed.
import { type Day, day } from '#base/day.ts'
import { type Doac, type DoacDose, doacDose } from './doac.ts'

export type DoacRules = {
  readonly id: string
  readonly version: string
  readonly from: Day
  /** Below this clearance in mL/min the medicine is not used. */
  readonly lowestClearance: Readonly<Record<Doac, number>>
  /** Below this clearance the medicine is used with caution. */
  readonly cautionBelow: number
  readonly apixaban: {
    readonly reducedBelow: number
    readonly ageFrom: number
    readonly weightToGrams: number
    readonly creatinineFrom: number
    readonly criteria: number
    readonly startDays: number
  }
  readonly dabigatran: {
    readonly reducedFromAge: number
    readonly considerFromAge: number
    readonly considerBelow: number
  }
  readonly edoxaban: {
    readonly reducedToClearance: number
    readonly weightToGrams: number
    readonly weighAboveClearance: number
  }
  readonly rivaroxaban: { readonly reducedBelow: number; readonly startDays: number }
  /** Prevention of another clot begins after so many calendar months of treatment. */
  readonly preventionAfterMonths: number
  /** Above this weight a prescriber looks. */
  readonly heavyAboveGrams: number
}

/** What Evenkeel ships. @see docs/evidence.md#doac-doses @see docs/evidence.md#doac-rules */
export const DOAC_RULES: DoacRules = {
  id: 'evenkeel-doac',
  version: '1',
  from: day('2026-11-27'),
  lowestClearance: { apixaban: 15, dabigatran: 30, edoxaban: 15, rivaroxaban: 15 }, // S51, S53, S54; verified
  cautionBelow: 30, // S51, S108c; verified for rivaroxaban, for the others local setting
  apixaban: {
    reducedBelow: 30, // S51, S54: CrCl 15-29; verified
    ageFrom: 80, // S54; verified
    weightToGrams: 60_000, // S54; verified
    creatinineFrom: 133, // S54; verified
    criteria: 2, // S54; verified
    startDays: 7, // S35c, S30; verified
  },
  dabigatran: {
    reducedFromAge: 80, // S108, S108b; verified (S51 and S106 print > 80)
    considerFromAge: 75, // S51, S106; verified
    considerBelow: 50, // S51, S106; verified
  },
  edoxaban: {
    reducedToClearance: 50, // S53: 15-50, so 50 itself; verified
    weightToGrams: 60_000, // S53; verified
    weighAboveClearance: 80, // S95, MHRA June 2020; verified
  },
  rivaroxaban: { reducedBelow: 50, startDays: 21 }, // S107; verified
  preventionAfterMonths: 6, // S35c, S107; verified
  heavyAboveGrams: 150_000, // S60: not eligible for a switch; verified there, for others local setting
}

/**
 * Every dose that a rule can give. Source: S51, S53, S54, S106, S107, S107b, S107c, S35c, S30; the row of each
 * medicine. Status: verified. @see docs/evidence.md#doac-rules
 */
export const DOSES = {
  apixabanStart: doacDose(10, 2),
  apixaban: doacDose(5, 2),
  apixabanReduced: doacDose(2.5, 2),
  dabigatran: doacDose(150, 2),
  dabigatranReduced: doacDose(110, 2),
  edoxaban: doacDose(60, 1),
  edoxabanReduced: doacDose(30, 1),
  rivaroxabanStart: doacDose(15, 2),
  rivaroxaban: doacDose(20, 1),
  rivaroxabanReduced: doacDose(15, 1),
  rivaroxabanPrevention: doacDose(10, 1),
} as const satisfies Record<string, DoacDose>
