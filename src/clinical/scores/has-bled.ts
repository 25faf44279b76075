// HAS-BLED: the risk of major bleeding; NICE allows it until ORBIT is embedded.
import { type Answer, answerOf, anyOf, type ScoreFacts } from './answer.ts'
import { item, type Meaning, type Score, scoreOf } from './score.ts'

/** Each counts above (or, for drinks, from) its limit. Source: S64, S98. @see docs/evidence.md#has-bled */
const AGE_COUNTS_ABOVE = 65
/** @see docs/evidence.md#has-bled */
const HIGHEST_SYSTOLIC_MMHG = 160
/** @see docs/evidence.md#has-bled */
const HIGHEST_CREATININE_UMOL = 200
/** @see docs/evidence.md#has-bled */
const LABILE_BELOW_HUNDREDTHS = 6000
/** @see docs/evidence.md#has-bled */
const DRINKS_COUNT_FROM = 8
/** @see docs/evidence.md#has-bled */
const CAUTION_FROM = 3

const SOURCE = 'HAS-BLED as printed in an NHS form and a medical paper (S64, S98)'

const CAUTION: Meaning = {
  code: 'caution',
  says: '3 or more: caution.',
  source: SOURCE,
  status: 'verified',
}
const NO_CAUTION: Meaning = {
  code: 'below-caution',
  says: 'Below 3: under the line of caution.',
  source: SOURCE,
  status: 'verified',
}

/** The score of these facts, 0 to 9. Source of items and points: S64, S98. */
export function hasBled({ age, answers }: ScoreFacts): Score {
  const drugs = anyOf(answers.antiplatelet, answers.nsaid)
  const items = [
    item(
      'hypertension',
      'Uncontrolled hypertension, systolic above 160',
      1,
      answers.uncontrolledHypertension,
    ),
    item('renal', 'Creatinine above 200, dialysis or transplant', 1, answers.severeRenal),
    item('liver', 'Abnormal liver function', 1, answers.liver),
    item('stroke', 'Stroke before', 1, answers.stroke),
    item('bleeding', 'Bleeding before', 1, answers.bleeding),
    item('labile-inr', 'Labile INR: time in range below 60 %', 1, answers.labileInr),
    item(
      'age',
      'Age over 65',
      1,
      answerOf(age, (years) => years > AGE_COUNTS_ABOVE),
    ),
    item('drugs', 'Takes an antiplatelet medicine or an NSAID', 1, drugs),
    item('alcohol', '8 or more drinks a week', 1, answers.alcohol),
  ]
  return scoreOf({ id: 'has-bled', version: '1' }, items, (score) => [
    score >= CAUTION_FROM ? CAUTION : NO_CAUTION,
  ])
}

/** Labile INR from the time in range, in hundredths of a percent. */
export const labileInr = (percentHundredths: number | 'not-known'): Answer =>
  answerOf(percentHundredths, (share) => share < LABILE_BELOW_HUNDREDTHS)

/** Systolic pressure in mmHg. */
export const highSystolic = (mmHg: number | 'not-known'): Answer =>
  answerOf(mmHg, (pressure) => pressure > HIGHEST_SYSTOLIC_MMHG)

/** Creatinine in micromol/L above the limit counts; below it dialysis or a transplant still may. */
export function highCreatinine(umol: number | 'not-known'): Answer {
  const isHigh = answerOf(umol, (creatinine) => creatinine > HIGHEST_CREATININE_UMOL)
  return isHigh === 'yes' ? 'yes' : 'not-known'
}

/** Drinks of alcohol in a week. */
export const manyDrinks = (drinks: number | 'not-known'): Answer =>
  answerOf(drinks, (count) => count >= DRINKS_COUNT_FROM)
