// The dose of a direct oral anticoagulant, judged: one question in, one verdict out, with every reason and its source.
import type { Fraction } from '#clinical/fraction.ts'
import { type RenalFunction, renalFunction } from '#clinical/renal.ts'
import type { Fired } from '#clinical/warfarin/advice.ts'
import { gapsOf, stopsOf } from './contraindications.ts'
import { type DoacDose, perDayUg, sameDose } from './doac.ts'
import {
  type AllowedDose,
  cautionsOf,
  type DoseFacts,
  type DoseRule,
  doseRule,
} from './dose-rules.ts'
import type { DoacInput } from './facts.ts'
import { bloodsMonths } from './monitoring.ts'
import { DOAC_RULES, type DoacRules } from './rules.ts'

/** How the dose that is taken compares with the one that the rule gives. */
export type DoseCheck =
  | { readonly kind: 'matches'; readonly because: readonly Fired[] }
  | {
      readonly kind: 'differs'
      readonly direction: 'higher' | 'lower' | 'spread-differently'
      /** A second person must agree before such a dose stands. @see docs/evidence.md#doac-danger */
      readonly danger: boolean
    }
  | { readonly kind: 'dose-not-known' }

/** The clearance that a verdict rests on, and how old it may become. */
export type RenalBasis = {
  readonly clearance: Fraction
  readonly ageYears: number
  /** Calendar months for which this creatinine counts. */
  readonly creatinineMonths: number
}

export type DoacVerdict =
  /** The medicine may not be used; nobody may pass this. */
  | {
      readonly kind: 'contraindicated'
      readonly stops: readonly Fired[]
      readonly renal: RenalBasis | 'not-known'
    }
  /** Something must be answered or measured first; no dose is judged. */
  | {
      readonly kind: 'not-assessable'
      readonly gaps: readonly Fired[]
      readonly renal: RenalBasis | 'not-known'
    }
  /** No verified rule gives a dose: a prescriber decides. */
  | {
      readonly kind: 'prescriber-decides'
      readonly because: readonly Fired[]
      readonly cautions: readonly Fired[]
      readonly renal: RenalBasis
    }
  | {
      readonly kind: 'assessed'
      readonly recommended: AllowedDose
      readonly mayBeChosen: readonly AllowedDose[]
      readonly check: DoseCheck
      readonly cautions: readonly Fired[]
      readonly renal: RenalBasis
    }

/**
 * Judges a dose. What forbids the medicine comes first, whatever else is not known; then what is not known; only then a
 * dose. @see docs/evidence.md#doac-doses
 */
export function assessDoac(input: DoacInput, rules: DoacRules = DOAC_RULES): DoacVerdict {
  const renal = renalFunction(input, (clearance, ageYears) =>
    bloodsMonths(input.monitoring, clearance, ageYears),
  )
  const basis = basisOf(renal)
  const stops = stopsOf(input, renal, rules)
  if (stops.length > 0) return { kind: 'contraindicated', stops, renal: basis }
  const gaps = gapsOf(input, renal)
  const facts = factsOf(input, basis)
  if (gaps.length > 0 || facts === undefined || basis === 'not-known') {
    return { kind: 'not-assessable', gaps, renal: basis }
  }
  return verdict(doseRule(facts, rules), input.dose, cautionsOf(facts, rules), basis)
}

function verdict(
  rule: DoseRule,
  dose: DoacDose | 'not-known',
  cautions: readonly Fired[],
  renal: RenalBasis,
): DoacVerdict {
  if (rule.kind === 'no-rule') {
    return { kind: 'prescriber-decides', because: rule.because, cautions, renal }
  }
  const { recommended, mayBeChosen } = rule
  return {
    kind: 'assessed',
    recommended,
    mayBeChosen,
    check: checkDose(rule, dose),
    cautions,
    renal,
  }
}

const basisOf = (renal: RenalFunction): RenalBasis | 'not-known' =>
  renal.kind === 'not-known'
    ? 'not-known'
    : {
        clearance: renal.clearance,
        ageYears: renal.ageYears,
        creatinineMonths: renal.creatinineMonths,
      }

function factsOf(input: DoacInput, basis: RenalBasis | 'not-known'): DoseFacts | undefined {
  const { weight, creatinine, interacting } = input
  if (
    basis === 'not-known' ||
    weight === 'not-known' ||
    creatinine === 'not-known' ||
    interacting === 'not-known'
  ) {
    return undefined
  }
  const { clearance, ageYears } = basis
  const { grams: weightGrams } = weight
  return {
    input,
    clearance,
    ageYears,
    weightGrams,
    creatinineUmol: creatinine.umolPerL,
    interacting,
  }
}

function checkDose(
  rule: Extract<DoseRule, { readonly kind: 'dose' }>,
  dose: DoacDose | 'not-known',
): DoseCheck {
  if (dose === 'not-known') return { kind: 'dose-not-known' }
  const allowed = [rule.recommended, ...rule.mayBeChosen]
  const same = allowed.find((one) => sameDose(one.dose, dose))
  if (same !== undefined) return { kind: 'matches', because: same.because }
  const perDay = perDayUg(dose)
  const most = Math.max(...allowed.map((one) => perDayUg(one.dose)))
  const least = Math.min(...allowed.map((one) => perDayUg(one.dose)))
  if (perDay > most) return { kind: 'differs', direction: 'higher', danger: true }
  if (perDay < least) return { kind: 'differs', direction: 'lower', danger: rule.isStart }
  return { kind: 'differs', direction: 'spread-differently', danger: false }
}
