// The dose of a direct oral anticoagulant: one pure function for each medicine and use, every limit as the product says.
import { type Day, daysBetween } from '#base/day.ts'
import type { Fraction } from '#clinical/fraction.ts'
import { monthsAfter } from '#clinical/months.ts'
import { exceeds, reaches } from '#clinical/renal.ts'
import type { Fired } from '#clinical/warfarin/advice.ts'
import type { DoacDose } from './doac.ts'
import { CAUTIONS, DOSE_REASONS } from './dose-reasons.ts'
import type { DoacInput, DoacUse, Interacting } from './facts.ts'
import { DOSES, type DoacRules } from './rules.ts'
import { NO_RULE } from './stops.ts'

/** A dose that a rule gives, or that may be chosen instead for the reason it names. */
export type AllowedDose = { readonly dose: DoacDose; readonly because: readonly Fired[] }

export type DoseRule =
  | {
      readonly kind: 'dose'
      readonly recommended: AllowedDose
      readonly mayBeChosen: readonly AllowedDose[]
      /** The starting doses after a clot; a lower one then is a danger too. */
      readonly isStart: boolean
    }
  | { readonly kind: 'no-rule'; readonly because: readonly Fired[] }

/** What a rule looks at once everything is known. */
export type DoseFacts = {
  readonly input: DoacInput
  readonly clearance: Fraction
  readonly ageYears: number
  readonly weightGrams: number
  readonly creatinineUmol: number
  readonly interacting: readonly Interacting[]
}

type Vte = Extract<DoacUse, { readonly kind: 'venous-thromboembolism' }>

type Given = Extract<DoseRule, { readonly kind: 'dose' }>

const gives = (dose: DoacDose, ...because: readonly Fired[]): Given => ({
  kind: 'dose',
  recommended: { dose, because },
  mayBeChosen: [],
  isStart: false,
})

const or = (rule: Given, dose: DoacDose, ...because: readonly Fired[]): Given => ({
  ...rule,
  mayBeChosen: [...rule.mayBeChosen, { dose, because }],
})

const starting = (rule: Given): Given => ({ ...rule, isStart: true })

const noRule = (...because: readonly Fired[]): DoseRule => ({ kind: 'no-rule', because })

/** The dose that the product's summary gives for these facts, or why none is known here. */
export function doseRule(facts: DoseFacts, rules: DoacRules): DoseRule {
  const blocks = prescriberDecides(facts, rules)
  if (blocks.length > 0) return noRule(...blocks)
  const { use } = facts.input
  switch (use.kind) {
    case 'atrial-fibrillation':
      return afRule(facts, rules)
    case 'venous-thromboembolism':
      return vteRule(facts, use, rules)
    case 'other':
    case 'not-known':
      return noRule(NO_RULE.otherUse)
  }
}

/** The medicines that a verified rule of this one knows; any other that interacts goes to a prescriber. */
const KNOWN_INTERACTIONS: Readonly<Record<DoacInput['medicine'], readonly Interacting[]>> = {
  apixaban: [],
  dabigatran: ['verapamil'],
  edoxaban: ['ciclosporin', 'dronedarone', 'erythromycin', 'ketoconazole'],
  rivaroxaban: [],
}

function prescriberDecides(facts: DoseFacts, rules: DoacRules): readonly Fired[] {
  const { input, weightGrams, interacting } = facts
  const known = KNOWN_INTERACTIONS[input.medicine]
  return [
    ...(interacting.some((medicine) => !known.includes(medicine)) ? [NO_RULE.interaction] : []),
    ...(weightGrams > rules.heavyAboveGrams ? [NO_RULE.heavy] : []),
  ]
}

function afRule(facts: DoseFacts, rules: DoacRules): DoseRule {
  switch (facts.input.medicine) {
    case 'apixaban':
      return apixabanAf(facts, rules)
    case 'dabigatran':
      return dabigatranAf(facts, rules)
    case 'edoxaban':
      return edoxaban(facts, rules)
    case 'rivaroxaban':
      return reaches(facts.clearance, rules.rivaroxaban.reducedBelow)
        ? gives(DOSES.rivaroxaban, DOSE_REASONS.rivaroxabanAf)
        : gives(DOSES.rivaroxabanReduced, DOSE_REASONS.rivaroxabanRenal)
  }
}

function apixabanAf(facts: DoseFacts, { apixaban }: DoacRules): DoseRule {
  const met = [
    facts.ageYears >= apixaban.ageFrom,
    facts.weightGrams <= apixaban.weightToGrams,
    facts.creatinineUmol >= apixaban.creatinineFrom,
  ].filter((criterion) => criterion).length
  const because = [
    ...(reaches(facts.clearance, apixaban.reducedBelow) ? [] : [DOSE_REASONS.apixabanRenal]),
    ...(met >= apixaban.criteria ? [DOSE_REASONS.apixabanTwoOfThree] : []),
  ]
  return because.length > 0
    ? gives(DOSES.apixabanReduced, ...because)
    : gives(DOSES.apixaban, DOSE_REASONS.apixabanAf)
}

function dabigatranAf(facts: DoseFacts, { dabigatran }: DoacRules): DoseRule {
  const { ageYears, clearance, interacting, input } = facts
  const reduced = [
    ...(ageYears >= dabigatran.reducedFromAge ? [DOSE_REASONS.dabigatranAge] : []),
    ...(interacting.includes('verapamil') ? [DOSE_REASONS.dabigatranVerapamil] : []),
  ]
  if (reduced.length > 0) return gives(DOSES.dabigatranReduced, ...reduced)
  const full = gives(DOSES.dabigatran, DOSE_REASONS.dabigatranAf)
  const mayReduce =
    ageYears >= dabigatran.considerFromAge ||
    !reaches(clearance, dabigatran.considerBelow) ||
    input.raisedBleedingRisk === 'yes'
  return mayReduce ? or(full, DOSES.dabigatranReduced, DOSE_REASONS.dabigatranConsider) : full
}

/** The same in AF and after a clot. */
function edoxaban(facts: DoseFacts, { edoxaban: limits }: DoacRules): DoseRule {
  const reduced = [
    ...(exceeds(facts.clearance, limits.reducedToClearance) ? [] : [DOSE_REASONS.edoxabanRenal]),
    ...(facts.weightGrams <= limits.weightToGrams ? [DOSE_REASONS.edoxabanWeight] : []),
    ...(facts.interacting.some((medicine) => KNOWN_INTERACTIONS.edoxaban.includes(medicine))
      ? [DOSE_REASONS.edoxabanMedicine]
      : []),
  ]
  return reduced.length > 0
    ? gives(DOSES.edoxabanReduced, ...reduced)
    : gives(DOSES.edoxaban, DOSE_REASONS.edoxaban)
}

function vteRule(facts: DoseFacts, use: Vte, rules: DoacRules): DoseRule {
  const early = isTooEarly(use, facts.input.today, rules)
  if (use.stage === 'prevention' && early) return noRule(NO_RULE.preventionTooEarly)
  switch (facts.input.medicine) {
    case 'apixaban':
      return apixabanVte(facts, use, rules)
    case 'dabigatran':
      return noRule(NO_RULE.dabigatranVte)
    case 'edoxaban':
      return edoxaban(facts, rules)
    case 'rivaroxaban':
      return rivaroxabanVte(facts, use, rules)
  }
}

const isTooEarly = ({ treatedSince }: Vte, today: Day, rules: DoacRules): boolean =>
  treatedSince === 'not-known' || today < monthsAfter(treatedSince, rules.preventionAfterMonths)

/** Whether today is one of the first days; the day of the first dose is the first of them. */
const isWithin = ({ startedOn }: Vte, today: Day, days: number): boolean =>
  startedOn !== 'not-known' && daysBetween(startedOn, today) < days

function apixabanVte({ input }: DoseFacts, use: Vte, { apixaban }: DoacRules): DoseRule {
  if (use.stage === 'prevention') {
    return gives(DOSES.apixabanReduced, DOSE_REASONS.apixabanPrevention)
  }
  return isWithin(use, input.today, apixaban.startDays)
    ? starting(gives(DOSES.apixabanStart, DOSE_REASONS.apixabanStart))
    : gives(DOSES.apixaban, DOSE_REASONS.apixabanVte)
}

function rivaroxabanVte(facts: DoseFacts, use: Vte, { rivaroxaban }: DoacRules): DoseRule {
  if (use.stage === 'prevention') return rivaroxabanPrevention(use)
  if (isWithin(use, facts.input.today, rivaroxaban.startDays)) {
    return starting(gives(DOSES.rivaroxabanStart, DOSE_REASONS.rivaroxabanStart))
  }
  const full = gives(DOSES.rivaroxaban, DOSE_REASONS.rivaroxabanVte)
  return reaches(facts.clearance, rivaroxaban.reducedBelow)
    ? full
    : or(full, DOSES.rivaroxabanReduced, DOSE_REASONS.rivaroxabanVteRenal)
}

function rivaroxabanPrevention({ highRecurrenceRisk }: Vte): DoseRule {
  const usual = gives(DOSES.rivaroxabanPrevention, DOSE_REASONS.rivaroxabanPrevention)
  return highRecurrenceRisk === 'yes'
    ? or(usual, DOSES.rivaroxaban, DOSE_REASONS.rivaroxabanHighRisk)
    : usual
}

/** What to look at besides the dose. */
export function cautionsOf(facts: DoseFacts, rules: DoacRules): readonly Fired[] {
  const { input, clearance } = facts
  const { medicine, use } = input
  const afOnEdoxaban = medicine === 'edoxaban' && use.kind === 'atrial-fibrillation'
  const clotOnEdoxaban = medicine === 'edoxaban' && use.kind === 'venous-thromboembolism'
  return [
    ...(reaches(clearance, rules.cautionBelow) ? [] : [CAUTIONS.lowClearance]),
    ...(afOnEdoxaban && exceeds(clearance, rules.edoxaban.weighAboveClearance)
      ? [CAUTIONS.edoxabanHighClearance]
      : []),
    ...(clotOnEdoxaban ? [CAUTIONS.parenteralFirst] : []),
    ...(medicine === 'rivaroxaban' ? [CAUTIONS.withFood] : []),
    ...(input.bleeding === 'minor' ? [CAUTIONS.minorBleeding] : []),
    ...(input.liverDisease === 'yes' ? [CAUTIONS.liver] : []),
  ]
}
