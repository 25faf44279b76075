// SAMe-TT2R2: how likely good control of warfarin is.
import { type Answer, answerOf, type ScoreFacts } from './answer.ts'
import { item, type Meaning, type Score, scoreOf } from './score.ts'

/** Source: S65 (three secondary sources, a meta-analysis). @see docs/evidence.md#same-tt2r2 */
const AGE_COUNTS_BELOW = 60
/** @see docs/evidence.md#same-tt2r2 */
const COMORBIDITIES_COUNT_ABOVE = 2
/** @see docs/evidence.md#same-tt2r2 */
const GOOD_CONTROL_UP_TO = 1
/** @see docs/evidence.md#same-tt2r2 */
const POOR_CONTROL_FROM = 3

const SOURCE = 'SAMe-TT2R2 as given by three secondary sources, and a meta-analysis (S65)'

const MEANINGS = {
  good: {
    code: 'good-control-likely',
    says: '0 or 1: good control on warfarin is likely.',
    source: SOURCE,
    status: 'verified',
  },
  between: {
    code: 'sources-differ',
    says: '2: sources differ on whether good control is likely.',
    source: SOURCE,
    status: 'verified',
  },
  poor: {
    code: 'good-control-less-likely',
    says: '3 or more: good control is less likely. A meta-analysis found the score a weak predictor: do not decide on it alone.',
    source: SOURCE,
    status: 'verified',
  },
} as const satisfies Record<string, Meaning>

/** The score of these facts, 0 to 8. Source of items and points: S65. */
export function sameTt2r2({ age, sex, answers }: ScoreFacts): Score {
  const isFemale = sex === 'not-known' ? sex : sex === 'female' ? 'yes' : 'no'
  const items = [
    item('sex', 'Female', 1, isFemale),
    item(
      'age',
      'Age below 60',
      1,
      answerOf(age, (years) => years < AGE_COUNTS_BELOW),
    ),
    item('medical-history', 'More than two other conditions', 1, answers.manyComorbidities),
    item('treatment', 'Takes a medicine that interacts', 1, answers.interactingMedicine),
    item('tobacco', 'Tobacco in the last two years', 2, answers.tobacco),
    item('race', 'Ethnic group other than white', 2, answers.notWhite),
  ]
  return scoreOf({ id: 'same-tt2r2', version: '1' }, items, (score) => [meaningOf(score)])
}

function meaningOf(score: number): Meaning {
  if (score <= GOOD_CONTROL_UP_TO) return MEANINGS.good
  return score < POOR_CONTROL_FROM ? MEANINGS.between : MEANINGS.poor
}

/** More than two conditions count. Exactly two stay open: some calculators count from two on (S65). */
export function manyComorbidities(count: number | 'not-known'): Answer {
  if (count === COMORBIDITIES_COUNT_ABOVE) return 'not-known'
  return answerOf(count, (conditions) => conditions > COMORBIDITIES_COUNT_ABOVE)
}
