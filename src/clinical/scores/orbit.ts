// ORBIT: the risk of major bleeding on an anticoagulant in atrial fibrillation, the score that NICE chose in 2021.
import { type Answer, answerOf, anyOf, type ScoreFacts } from './answer.ts'
import { item, type Meaning, type Score, scoreOf } from './score.ts'

/** @see docs/evidence.md#orbit */
const AGE_COUNTS_FROM = 75
/**
 * Below these is anaemia: g/L of haemoglobin, % of haematocrit. Source: S63 (36 %: a misprint of 30 % is known).
 * @see docs/evidence.md#orbit
 */
const LEAST_HAEMOGLOBIN = { male: 130, female: 120 } as const
/** @see docs/evidence.md#orbit */
const LEAST_HAEMATOCRIT = { male: 40, female: 36 } as const
/** @see docs/evidence.md#orbit */
const LEAST_EGFR = 60

const SOURCE = 'ORBIT as printed in the British Journal of General Practice (S63)'

/** Major bleeds in 100 patient-years at each score. Source: S63. @see docs/evidence.md#orbit */
const BLEEDS_TENTHS: readonly number[] = [17, 23, 29, 47, 68, 90, 123, 149]

/** The score of these facts, 0 to 7. Source of items and points: S63. */
export function orbit({ age, answers }: ScoreFacts): Score {
  const items = [
    item(
      'age',
      'Age 75 or over',
      1,
      answerOf(age, (years) => years >= AGE_COUNTS_FROM),
    ),
    item(
      'anaemia',
      'Haemoglobin below 130 g/L (men) or 120 g/L (women), haematocrit below 40 % or 36 %, or anaemia',
      2,
      answers.anaemia,
    ),
    item('bleeding', 'Bleeding before', 2, answers.bleeding),
    item('kidney', 'eGFR below 60', 1, answers.egfrBelow60),
    item('antiplatelet', 'Takes an antiplatelet medicine', 1, answers.antiplatelet),
  ]
  return scoreOf({ id: 'orbit', version: '1' }, items, (score) => [meaningOf(score)])
}

function meaningOf(score: number): Meaning {
  const band = score <= 2 ? 'low' : score === 3 ? 'medium' : 'high'
  return { code: `${band}-risk`, says: BAND_WORDS[band], source: SOURCE, status: 'verified' }
}

const BAND_WORDS = {
  low: 'Low risk of bleeding (0 to 2): 2.4 major bleeds in 100 patient-years.',
  medium: 'Medium risk of bleeding (3): 4.7 major bleeds in 100 patient-years.',
  high: 'High risk of bleeding (4 or more): 8.1 major bleeds in 100 patient-years.',
} as const

/** Major bleeds in 1,000 patient-years at a score, lowest and highest of its range. */
export const orbitBleeds = ({
  lowest,
  highest,
}: Pick<Score, 'lowest' | 'highest'>): readonly [number, number] => [
  bleedsAt(lowest),
  bleedsAt(highest),
]

function bleedsAt(score: number): number {
  const tenths = BLEEDS_TENTHS[score]
  if (tenths === undefined) throw new RangeError(`ORBIT has no score of ${score}`)
  return tenths
}

type Blood = {
  readonly haemoglobin: number | 'not-known'
  readonly haematocrit: number | 'not-known'
}

/** Anaemia as ORBIT counts it, from g/L and %; between the limits of the sexes a sex not known leaves it open. */
export function anaemiaOf({ haemoglobin, haematocrit }: Blood, sex: ScoreFacts['sex']): Answer {
  return anyOf(
    belowLimit(haemoglobin, LEAST_HAEMOGLOBIN, sex),
    ...(haematocrit === 'not-known' ? [] : [belowLimit(haematocrit, LEAST_HAEMATOCRIT, sex)]),
  )
}

function belowLimit(
  value: number | 'not-known',
  limits: { readonly male: number; readonly female: number },
  sex: ScoreFacts['sex'],
): Answer {
  if (sex !== 'not-known') return answerOf(value, (measured) => measured < limits[sex])
  const [asMan, asWoman] = [belowLimit(value, limits, 'male'), belowLimit(value, limits, 'female')]
  return asMan === asWoman ? asMan : 'not-known'
}

/** eGFR below 60 mL/min/1.73 m2. */
export const lowEgfr = (egfr: number | 'not-known'): Answer =>
  answerOf(egfr, (measured) => measured < LEAST_EGFR)
