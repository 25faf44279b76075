import { z } from 'zod'
import { allScores, contradictions } from '#clinical/scores/all-scores.ts'
import {
  type Answer,
  NOTHING_ASKED,
  type ScoreFacts,
  type ScoreQuestion,
} from '#clinical/scores/answer.ts'
import { highCreatinine, highSystolic, labileInr, manyDrinks } from '#clinical/scores/has-bled.ts'
import { anaemiaOf, lowEgfr, orbitBleeds } from '#clinical/scores/orbit.ts'
import { manyComorbidities } from '#clinical/scores/same-tt2r2.ts'
import type { Score } from '#clinical/scores/score.ts'
import type { CaseAnswer, CaseRefused } from './calculation.ts'
import { decimalOf, wholeBetween } from './case-numbers.ts'
import { caseAnswer, UNREAD } from './case-words.ts'

/** A measurement that may be left out: then it is not known, and so is what follows from it. */
const measured = (parts: number, most: number) =>
  decimalOf(parts, `must be a whole number of 1/${parts}`)
    .refine((whole) => whole >= 0 && whole <= most * parts, `must be from 0 to ${most}`)
    .transform((whole) => whole / parts)
    .nullish()
    .transform((value): number | 'not-known' => value ?? 'not-known')

/** Time in range, as hundredths of a percent. */
const ttrHundredths = decimalOf(100, 'must have at most two decimal places')
  .refine((whole) => whole >= 0 && whole <= 10_000, 'must be from 0 to 100')
  .nullish()
  .transform((value): number | 'not-known' => value ?? 'not-known')

const scoresCase = z.strictObject({
  ...UNREAD,
  name: z.string(),
  age_years: wholeBetween(0, 130)
    .nullish()
    .transform((age): number | 'not-known' => age ?? 'not-known'),
  sex: z.enum(['female', 'male', 'not-known']).default('not-known'),
  heart_failure: caseAnswer,
  hypertension: caseAnswer,
  diabetes: caseAnswer,
  stroke: caseAnswer,
  tia_or_thromboembolism: caseAnswer,
  vascular_disease: caseAnswer,
  bleeding_history: caseAnswer,
  anaemia: caseAnswer,
  haemoglobin_g_per_l: measured(10, 300),
  haematocrit_percent: measured(10, 100),
  egfr_below_60: caseAnswer,
  egfr_ml_per_min: measured(10, 250),
  antiplatelet: caseAnswer,
  nsaid: caseAnswer,
  uncontrolled_hypertension: caseAnswer,
  systolic_mmhg: measured(1, 350),
  severe_renal_disease: caseAnswer,
  creatinine_umol_per_l: measured(10, 3000),
  liver_disease: caseAnswer,
  labile_inr: caseAnswer,
  ttr_percent: ttrHundredths,
  alcohol_8_or_more_a_week: caseAnswer,
  alcohol_drinks_a_week: measured(10, 500),
  more_than_two_comorbidities: caseAnswer,
  comorbidities: measured(1, 50),
  interacting_medicine: caseAnswer,
  tobacco_in_two_years: caseAnswer,
  not_white: caseAnswer,
})

/** Cases of the four scores: what is left out is not known, and makes a range. */
export const scoresCases = z.object({
  kind: z.literal('scores').optional(),
  vectors: z.array(scoresCase),
})

type ScoresCase = z.infer<typeof scoresCase>

/** The four scores of one case, each from its lowest to its highest, with its items and what it means. */
export function answerScores(given: ScoresCase): CaseAnswer | CaseRefused {
  const { name } = given
  const measurements = measurementsOf(given)
  const differs = measurements.find(
    ({ said, shown }) => said !== 'not-known' && shown !== 'not-known' && said !== shown,
  )
  if (differs !== undefined) {
    const { key, said, shown } = differs
    return { name, refused: `"${key}" says ${said}, but the measurement says ${shown}` }
  }
  const facts = factsOf(given, measurements)
  const [wrong] = contradictions(facts)
  if (wrong !== undefined) return { name, refused: wrong.message }
  const scores = allScores(facts).map((score) => [score.id.replaceAll('-', '_'), written(score)])
  return { name, answer: Object.fromEntries(scores) }
}

type Measurement = {
  readonly question: ScoreQuestion
  readonly key: keyof ScoresCase
  readonly said: Answer
  readonly shown: Answer
}

/** The questions that a measurement can answer in the place of yes or no. */
function measurementsOf(given: ScoresCase): readonly Measurement[] {
  const blood = { haemoglobin: given.haemoglobin_g_per_l, haematocrit: given.haematocrit_percent }
  const measured = (question: ScoreQuestion, key: MeasuredKey, shown: Answer): Measurement => ({
    question,
    key,
    said: given[key],
    shown,
  })
  return [
    measured('anaemia', 'anaemia', anaemiaOf(blood, given.sex)),
    measured('egfrBelow60', 'egfr_below_60', lowEgfr(given.egfr_ml_per_min)),
    measured(
      'uncontrolledHypertension',
      'uncontrolled_hypertension',
      highSystolic(given.systolic_mmhg),
    ),
    measured('severeRenal', 'severe_renal_disease', highCreatinine(given.creatinine_umol_per_l)),
    measured('labileInr', 'labile_inr', labileInr(given.ttr_percent)),
    measured('alcohol', 'alcohol_8_or_more_a_week', manyDrinks(given.alcohol_drinks_a_week)),
    measured(
      'manyComorbidities',
      'more_than_two_comorbidities',
      manyComorbidities(given.comorbidities),
    ),
  ]
}

type MeasuredKey =
  | 'anaemia'
  | 'egfr_below_60'
  | 'uncontrolled_hypertension'
  | 'severe_renal_disease'
  | 'labile_inr'
  | 'alcohol_8_or_more_a_week'
  | 'more_than_two_comorbidities'

function factsOf(given: ScoresCase, measurements: readonly Measurement[]): ScoreFacts {
  const told = measurements.map(({ question, said, shown }) => [
    question,
    said === 'not-known' ? shown : said,
  ])
  return {
    age: given.age_years,
    sex: given.sex,
    answers: {
      ...NOTHING_ASKED.answers,
      heartFailure: given.heart_failure,
      hypertension: given.hypertension,
      diabetes: given.diabetes,
      stroke: given.stroke,
      tiaOrEmbolism: given.tia_or_thromboembolism,
      vascularDisease: given.vascular_disease,
      bleeding: given.bleeding_history,
      antiplatelet: given.antiplatelet,
      nsaid: given.nsaid,
      liver: given.liver_disease,
      interactingMedicine: given.interacting_medicine,
      tobacco: given.tobacco_in_two_years,
      notWhite: given.not_white,
      ...Object.fromEntries(told),
    },
  }
}

function written(score: Score) {
  const { id, lowest, highest, items, notKnown, meanings, version } = score
  const [fewest, most] = orbitBleeds(score)
  return {
    score: lowest === highest ? lowest : null,
    lowest,
    highest,
    items: items.map(({ id: name, label, possible }) => ({ item: name, label, possible })),
    not_known: notKnown,
    meanings,
    ...(id === 'orbit' && {
      bleeds_per_100_patient_years: { lowest: fewest / 10, highest: most / 10 },
    }),
    version,
  }
}
