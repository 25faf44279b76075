import { z } from 'zod'
import type { Day } from '#base/day.ts'
import { assessDoac, type DoacVerdict, type DoseCheck } from '#clinical/doac/assess.ts'
import { DOACS, formatDoacDose, parseDoacDose } from '#clinical/doac/doac.ts'
import type { AllowedDose } from '#clinical/doac/dose-rules.ts'
import { type DoacInput, type DoacUse, INTERACTING } from '#clinical/doac/facts.ts'
import { MONITORING_TABLE_IDS, MONITORING_TABLES } from '#clinical/doac/monitoring.ts'
import { monthsBefore } from '#clinical/months.ts'
import { caseAge, caseWeight, writtenClearance } from './calc-cockcroft-gault.ts'
import { writtenRule } from './calc-dose-answer.ts'
import type { CaseAnswer, CaseRefused } from './calculation.ts'
import { decimalOf, wholeBetween } from './case-numbers.ts'
import { caseAnswer, caseDay, UNREAD } from './case-words.ts'

const NOT_KNOWN = 'not-known'
const dayOrNotKnown = z.union([caseDay, z.literal(NOT_KNOWN)]).default(NOT_KNOWN)
const orNotApplicable = z.enum(['yes', 'no', 'not-applicable', NOT_KNOWN]).default(NOT_KNOWN)

const doacCase = z
  .strictObject({
    ...UNREAD,
    name: z.string(),
    today: caseDay,
    born_on: caseDay.optional(),
    age_years: caseAge.optional(),
    sex: z.enum(['female', 'male', 'indeterminate', NOT_KNOWN]).default(NOT_KNOWN),
    weight_kg: caseWeight.optional(),
    weight_on: caseDay.optional(),
    creatinine_umol_per_l: wholeBetween(1, 3000).optional(),
    creatinine_on: caseDay.optional(),
    medicine: z.enum(DOACS),
    /** The dose taken or planned: mg at a time, and how often a day. */
    dose_mg: decimalOf(10, 'must have at most one decimal place').optional(),
    times_a_day: wholeBetween(1, 2).optional(),
    indication: z
      .enum(['atrial-fibrillation', 'venous-thromboembolism', 'other', NOT_KNOWN])
      .default(NOT_KNOWN),
    stage: z.enum(['treatment', 'prevention', NOT_KNOWN]).default(NOT_KNOWN),
    started_on: dayOrNotKnown,
    treated_since: dayOrNotKnown,
    high_recurrence_risk: caseAnswer,
    mechanical_valve: caseAnswer,
    mitral_stenosis: caseAnswer,
    antiphospholipid: caseAnswer,
    pregnancy: orNotApplicable,
    breast_feeding: orNotApplicable,
    liver_disease: caseAnswer,
    bleeding: z.enum(['none', 'minor', 'major', NOT_KNOWN]).default(NOT_KNOWN),
    interacting: z.union([z.array(z.enum(INTERACTING)), z.literal(NOT_KNOWN)]).default(NOT_KNOWN),
    raised_bleeding_risk: caseAnswer,
    monitoring: z.enum(MONITORING_TABLE_IDS).default('sps'),
    /** That the site has recorded its check; by an unverified table nothing is answered without. */
    monitoring_checked: z.boolean().default(false),
  })
  .refine(
    (given) => (given.born_on === undefined) !== (given.age_years === undefined),
    'needs either "born_on" or "age_years"',
  )
  .refine(
    (given) => (given.dose_mg === undefined) === (given.times_a_day === undefined),
    '"dose_mg" and "times_a_day" belong together',
  )

/** Cases of a direct oral anticoagulant: what is left out is not known, and is asked for. */
export const doacCases = z.object({
  kind: z.literal('doac').optional(),
  vectors: z.array(doacCase),
})

type DoacCase = z.infer<typeof doacCase>

/** What is known here of one case: a stop, what is missing, a prescriber, or the dose with its reasons. */
export function answerDoac(given: DoacCase): CaseAnswer | CaseRefused {
  const { name } = given
  const dose = doseOf(given)
  if (dose !== NOT_KNOWN && 'wrong' in dose) return { name, refused: dose.wrong }
  const { name: table, version, source, status } = MONITORING_TABLES[given.monitoring]
  if (status === 'unverified' && !given.monitoring_checked) return { name, refused: UNCHECKED }
  const monitoring = { table, version, source, status }
  return { name, answer: { ...written(assessDoac(inputOf(given, dose))), monitoring } }
}

const UNCHECKED =
  'The table of monitoring is not verified. It answers only with "monitoring_checked": true, when the check is recorded.'

type Wrong = { readonly wrong: string }

function doseOf(given: DoacCase): DoacInput['dose'] | Wrong {
  const { dose_mg: tenthsOfMg, times_a_day: times, medicine } = given
  if (tenthsOfMg === undefined || times === undefined) return 'not-known'
  const parsed = parseDoacDose(medicine, { mg: `${tenthsOfMg / 10}`, times: `${times}` })
  return parsed.kind === 'dose' ? parsed.dose : { wrong: parsed.message }
}

function inputOf(given: DoacCase, dose: DoacInput['dose']): DoacInput {
  const { today, weight_kg: grams, creatinine_umol_per_l: umolPerL } = given
  return {
    today,
    bornOn: given.born_on ?? birthdayOf(today, given.age_years ?? 0),
    sex: given.sex,
    weight: grams === undefined ? NOT_KNOWN : { grams, on: given.weight_on ?? today },
    creatinine: umolPerL === undefined ? NOT_KNOWN : { umolPerL, on: given.creatinine_on ?? today },
    medicine: given.medicine,
    dose,
    use: takenFor(given),
    mechanicalValve: given.mechanical_valve,
    mitralStenosis: given.mitral_stenosis,
    antiphospholipid: given.antiphospholipid,
    pregnancy: given.pregnancy,
    breastFeeding: given.breast_feeding,
    liverDisease: given.liver_disease,
    bleeding: given.bleeding,
    interacting: given.interacting,
    raisedBleedingRisk: given.raised_bleeding_risk,
    monitoring: MONITORING_TABLES[given.monitoring],
  }
}

/** Born so that the birthday of this age is today. */
const birthdayOf = (today: Day, years: number): Day => monthsBefore(today, years * 12)

function takenFor(given: DoacCase): DoacUse {
  switch (given.indication) {
    case 'atrial-fibrillation':
      return { kind: 'atrial-fibrillation' }
    case 'venous-thromboembolism':
      return {
        kind: 'venous-thromboembolism',
        stage: given.stage,
        startedOn: given.started_on,
        treatedSince: given.treated_since,
        highRecurrenceRisk: given.high_recurrence_risk,
      }
    case 'other':
      return { kind: 'other', label: 'other' }
    case 'not-known':
      return { kind: 'not-known' }
  }
}

function written(verdict: DoacVerdict) {
  const { kind, renal } = verdict
  const clearance =
    renal === 'not-known'
      ? { crcl_ml_per_min: null }
      : { ...writtenClearance(renal.clearance), bloods_every_months: renal.creatinineMonths }
  switch (kind) {
    case 'contraindicated':
      return { kind, ...clearance, stops: verdict.stops.map(writtenRule) }
    case 'not-assessable':
      return { kind, ...clearance, missing: verdict.gaps.map(writtenRule) }
    case 'prescriber-decides': {
      const { because, cautions } = verdict
      const words = { because: because.map(writtenRule), cautions: cautions.map(writtenRule) }
      return { kind, ...clearance, ...words }
    }
    case 'assessed':
      return {
        kind,
        ...clearance,
        recommended: writtenDose(verdict.recommended),
        may_be_chosen: verdict.mayBeChosen.map(writtenDose),
        check: writtenCheck(verdict.check),
        cautions: verdict.cautions.map(writtenRule),
      }
  }
}

const writtenDose = ({ dose, because }: AllowedDose) => ({
  dose_mg: dose.ug / 1000,
  times_a_day: dose.timesADay,
  in_words: formatDoacDose(dose),
  because: because.map(writtenRule),
})

const writtenCheck = (check: DoseCheck) =>
  check.kind === 'matches' ? { kind: check.kind, because: check.because.map(writtenRule) } : check
