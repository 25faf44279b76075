// The answers that a score is made of. What nobody knows is an answer, and makes the score a range.

export type Answer = 'yes' | 'no' | 'not-known'
export const ANSWERS: readonly Answer[] = ['yes', 'no', 'not-known']

/** Yes when one of them is; no when all of them are; else not known. */
export function anyOf(...answers: readonly Answer[]): Answer {
  if (answers.includes('yes')) return 'yes'
  return answers.includes('not-known') ? 'not-known' : 'no'
}

/** Whether a number is on the counted side of a limit; a number that nobody knows is not known. */
export function answerOf<Value extends number>(
  value: Value | 'not-known',
  counts: (value: Value) => boolean,
): Answer {
  if (value === 'not-known') return 'not-known'
  return counts(value) ? 'yes' : 'no'
}

/** As a score counts it: anything but female or male is not known, and both are considered. */
export type SexCounted = 'female' | 'male' | 'not-known'

/** What the four scores ask of a person, each question once. Age in completed years. */
export type ScoreFacts = {
  readonly age: number | 'not-known'
  readonly sex: SexCounted
  readonly answers: Readonly<Record<ScoreQuestion, Answer>>
}

export const SCORE_QUESTIONS = [
  'heartFailure',
  'hypertension',
  'diabetes',
  'stroke',
  'tiaOrEmbolism',
  'vascularDisease',
  'bleeding',
  'anaemia',
  'egfrBelow60',
  'antiplatelet',
  'nsaid',
  'uncontrolledHypertension',
  'severeRenal',
  'liver',
  'labileInr',
  'alcohol',
  'manyComorbidities',
  'interactingMedicine',
  'tobacco',
  'notWhite',
] as const
export type ScoreQuestion = (typeof SCORE_QUESTIONS)[number]

/** Nobody has been asked anything. */
export const NOTHING_ASKED: ScoreFacts = {
  age: 'not-known',
  sex: 'not-known',
  answers: {
    heartFailure: 'not-known',
    hypertension: 'not-known',
    diabetes: 'not-known',
    stroke: 'not-known',
    tiaOrEmbolism: 'not-known',
    vascularDisease: 'not-known',
    bleeding: 'not-known',
    anaemia: 'not-known',
    egfrBelow60: 'not-known',
    antiplatelet: 'not-known',
    nsaid: 'not-known',
    uncontrolledHypertension: 'not-known',
    severeRenal: 'not-known',
    liver: 'not-known',
    labileInr: 'not-known',
    alcohol: 'not-known',
    manyComorbidities: 'not-known',
    interactingMedicine: 'not-known',
    tobacco: 'not-known',
    notWhite: 'not-known',
  },
}
