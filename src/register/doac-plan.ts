// The part of a plan that only a direct oral anticoagulant has: its dose, and what a clot is treated or prevented by.
import { clinicalDate, type Day } from '#base/day.ts'
import { type DoacDose, formatDoacDose, isDoac, parseDoacDose } from '#clinical/doac/doac.ts'
import type { DoacUse } from '#clinical/doac/facts.ts'
import { mgNumber } from '#clinical/dose.ts'
import { indicationOf } from '#clinical/indications.ts'
import type { EpisodePlan, Medicine } from './episode.ts'
import { KNOWN, type Known } from './patient-flags.ts'
import { typedBoxes } from './patient-typed.ts'
import type { Fact } from './patient-words.ts'
import {
  type FieldFinding,
  type Findings,
  type TypedFields,
  typedChoice,
  typedDay,
  typedText,
} from './typed-fields.ts'

export const DOAC_STAGES = ['treatment', 'prevention'] as const
export type DoacStage = (typeof DOAC_STAGES)[number]

/** Null is "not yet known" and keeps treatment from becoming active. */
export type DoacPlan = {
  readonly dose: DoacDose | null
  /** After a clot: whether it is treated, or another one prevented after at least 6 months of treatment. */
  readonly stage: DoacStage | null
  /** The day on which treatment of the clot began, when that was with another medicine. */
  readonly treatedSince: Day | null
  readonly highRecurrenceRisk: Known
}

export const DOAC_STAGE_WORDS: Readonly<Record<DoacStage, string>> = {
  treatment: 'Treatment of a clot',
  prevention: 'Prevention of another clot, after at least 6 months of treatment',
}

const CLOTS: readonly string[] = [
  'deep-vein-thrombosis',
  'calf-vein-thrombosis',
  'pulmonary-embolism',
  'recurrent-vte',
]

/** What a plan is for, as the dose rules ask it: an indication for which no dose is known is `other`. */
export function doacUseOf(plan: EpisodePlan): DoacUse {
  const indication = plan.indication === null ? undefined : indicationOf(plan.indication)
  if (indication === undefined) return { kind: 'not-known' }
  if (indication.isAtrialFibrillation) return { kind: 'atrial-fibrillation' }
  if (!CLOTS.includes(indication.id)) return { kind: 'other', label: indication.label }
  const { startedOn, doac } = plan
  return {
    kind: 'venous-thromboembolism',
    stage: doac?.stage ?? 'not-known',
    startedOn: startedOn ?? 'not-known',
    treatedSince: doac?.treatedSince ?? startedOn ?? 'not-known',
    highRecurrenceRisk: doac?.highRecurrenceRisk ?? 'not-known',
  }
}

/** Reads the fields of a direct oral anticoagulant; for any other medicine there are none. */
export function readDoacPlan(
  fields: TypedFields,
  medicine: Medicine | null,
  findings: Findings,
): DoacPlan | null {
  if (!isDoac(medicine)) return null
  const isTyped = typedText(fields, 'doacMg') !== '' || typedText(fields, 'doacTimes') !== ''
  const parsed = parseDoacDose(medicine, {
    mg: typedText(fields, 'doacMg'),
    times: typedText(fields, 'doacTimes'),
  })
  if (isTyped && parsed.kind === 'refused') {
    findings.push({ field: parsed.field, code: parsed.code, message: parsed.message })
  }
  const stage = typedChoice(fields, 'doacStage', ['', ...DOAC_STAGES], '', findings)
  return {
    dose: parsed.kind === 'dose' ? parsed.dose : null,
    stage: stage === '' ? null : stage,
    treatedSince: typedDay(fields, 'treatedSince', findings),
    highRecurrenceRisk: typedChoice(fields, 'highRecurrenceRisk', KNOWN, 'not-known', findings),
  }
}

/** The same as the text of its form. */
export function typedDoacPlan({ doac }: EpisodePlan): Readonly<Record<string, string>> {
  if (doac == null) return {}
  return {
    ...(doac.dose !== null && {
      doacMg: mgNumber(doac.dose.ug),
      doacTimes: `${doac.dose.timesADay}`,
    }),
    doacStage: doac.stage ?? '',
    ...typedBoxes('treatedSince', doac.treatedSince),
    highRecurrenceRisk: doac.highRecurrenceRisk,
  }
}

const NOT_RECORDED = 'Not recorded'

/** What a plan says of these, in the order of its form. */
export function doacFacts(plan: EpisodePlan): readonly Fact[] {
  const { doac } = plan
  const dose = doac?.dose == null ? NOT_RECORDED : formatDoacDose(doac.dose)
  const facts: readonly Fact[] = [{ field: 'doacMg', label: 'Dose', value: dose }]
  if (doacUseOf(plan).kind !== 'venous-thromboembolism') return facts
  const stage = doac?.stage == null ? NOT_RECORDED : DOAC_STAGE_WORDS[doac.stage]
  return [
    ...facts,
    { field: 'doacStage', label: 'After a clot', value: stage },
    { field: 'treatedSince', label: 'Clot treated since', value: sinceWords(plan) },
    {
      field: 'highRecurrenceRisk',
      label: 'High risk of another clot',
      value: RISK_WORDS[doac?.highRecurrenceRisk ?? 'not-known'],
    },
  ]
}

const RISK_WORDS: Readonly<Record<Known, string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'Not known',
}

const sinceWords = ({ doac, startedOn }: EpisodePlan): string => {
  const since = doac?.treatedSince ?? startedOn
  return since === null ? NOT_RECORDED : clinicalDate(since)
}

/** What a plan of a direct oral anticoagulant still lacks before treatment can be active (S10). */
export function missingOfDoac(plan: EpisodePlan): readonly FieldFinding[] {
  if (!isDoac(plan.medicine)) return []
  const use = doacUseOf(plan)
  const dose = plan.doac?.dose ?? null
  return [
    ...(dose === null ? [DOSE_NEEDED] : []),
    ...(use.kind === 'venous-thromboembolism' && use.stage === 'not-known' ? [STAGE_NEEDED] : []),
  ]
}

const DOSE_NEEDED: FieldFinding = {
  field: 'doacMg',
  code: 'required',
  message: 'Enter the dose: mg at a time, and how many times a day.',
}
const STAGE_NEEDED: FieldFinding = {
  field: 'doacStage',
  code: 'required',
  message: 'Say whether this treats a clot or prevents another one.',
}
