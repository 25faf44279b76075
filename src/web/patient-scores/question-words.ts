import type { Answer, ScoreQuestion } from '#clinical/scores/answer.ts'

export const ANSWER_WORDS: Readonly<Record<Answer, string>> = {
  yes: 'Yes',
  no: 'No',
  'not-known': 'Not known',
}

/** Each question as it is asked of the record or of the person. */
export const QUESTION_WORDS: Readonly<Record<ScoreQuestion, string>> = {
  heartFailure: 'Congestive heart failure',
  hypertension: 'Hypertension',
  diabetes: 'Diabetes',
  stroke: 'Stroke before',
  tiaOrEmbolism: 'TIA or thromboembolism before',
  vascularDisease: 'Vascular disease',
  bleeding: 'Bleeding before',
  anaemia: 'Anaemia: haemoglobin below 130 g/L (men) or 120 g/L (women)',
  egfrBelow60: 'eGFR below 60',
  antiplatelet: 'Takes an antiplatelet medicine',
  nsaid: 'Takes an NSAID',
  uncontrolledHypertension: 'Systolic blood pressure above 160',
  severeRenal: 'Creatinine above 200, dialysis or transplant',
  liver: 'Abnormal liver function',
  labileInr: 'Time in range below 60 %',
  alcohol: '8 or more alcoholic drinks a week',
  manyComorbidities: 'More than two other conditions',
  interactingMedicine: 'Takes a medicine that interacts with warfarin',
  tobacco: 'Tobacco in the last two years',
  notWhite: 'Ethnic group other than white',
}

/** The questions in the order in which a record is read. */
export const QUESTION_GROUPS: readonly (readonly [string, readonly ScoreQuestion[]])[] = [
  [
    'Heart and vessels',
    [
      'heartFailure',
      'hypertension',
      'uncontrolledHypertension',
      'diabetes',
      'stroke',
      'tiaOrEmbolism',
      'vascularDisease',
    ],
  ],
  [
    'Bleeding, kidney and liver',
    ['bleeding', 'anaemia', 'egfrBelow60', 'severeRenal', 'liver', 'labileInr'],
  ],
  [
    'Medicines, alcohol and tobacco',
    ['antiplatelet', 'nsaid', 'interactingMedicine', 'alcohol', 'tobacco'],
  ],
  ['Others', ['manyComorbidities', 'notWhite']],
]
