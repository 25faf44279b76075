import { ageOn, clinicalDate, type Day, day } from '#base/day.ts'
import { type Comparator, formatMeasurement, type MeasurementKind } from '#clinical/measurement.ts'
import { monthsBefore } from '#clinical/months.ts'
import {
  type Answer,
  NOTHING_ASKED,
  type ScoreFacts,
  type ScoreQuestion,
} from '#clinical/scores/answer.ts'
import { highCreatinine, highSystolic, labileInr } from '#clinical/scores/has-bled.ts'
import { anaemiaOf, lowEgfr } from '#clinical/scores/orbit.ts'
import type { PatientDetails } from './patient.ts'

/** A measurement of the record, in its stored unit. */
export type RecordedMeasurement = {
  readonly kind: MeasurementKind
  readonly comparator: Comparator
  readonly value: number
  readonly measuredOn: string
}

export type ScoreRecord = {
  readonly details: PatientDetails
  readonly measurements: readonly RecordedMeasurement[]
  /** Time in range of the last 12 months, in hundredths of a percent. */
  readonly percentHundredths: number | 'not-known'
}

/** What the record itself knows of the questions of the scores, and from where; everything else is not known. */
export type RecordedFacts = {
  readonly facts: ScoreFacts
  readonly because: Readonly<Partial<Record<ScoreQuestion, string>>>
}

/** A measurement answers for this long, in calendar months. @see docs/evidence.md#score-measurements */
const MEASUREMENT_COUNTS_MONTHS = 12

type Told = { readonly question: ScoreQuestion; readonly answer: Answer; readonly because: string }

/**
 * The facts of the scores that stand in the record: age, sex, flags that answer a question as it is asked, newest
 * measurements of the last 12 months, and the time in range. A flag that says something near the question says so
 * beside it and leaves the answer to the clinician.
 */
export function recordedFacts(record: ScoreRecord, today: Day): RecordedFacts {
  const { details } = record
  const person = personOf(details, today)
  const told = [
    ...byFlags(details),
    ...byMeasurements(record, person.sex, today),
    ...byControl(record),
  ]
  return {
    facts: {
      ...person,
      answers: {
        ...NOTHING_ASKED.answers,
        ...Object.fromEntries(told.map(({ question, answer }) => [question, answer])),
      },
    },
    because: Object.fromEntries(told.map(({ question, because }) => [question, because])),
  }
}

/** Age in completed years, and the sex as the scores count it. */
export const personOf = (
  { dateOfBirth, sex }: Pick<PatientDetails, 'dateOfBirth' | 'sex'>,
  today: Day,
): Pick<ScoreFacts, 'age' | 'sex'> => ({
  age: ageOn(dateOfBirth, today),
  sex: sex === 'female' || sex === 'male' ? sex : 'not-known',
})

/** Each flag of the record that answers a question, or says something near it. */
function byFlags(details: PatientDetails): readonly Told[] {
  const { antiplatelet, alcohol, liverDisease, renalDisease } = details
  const told: Told[] = []
  if (antiplatelet !== 'not-known') {
    told.push({ question: 'antiplatelet', answer: antiplatelet, because: 'From the record.' })
  }
  if (alcohol === 'yes') {
    const because = 'The record says harmful alcohol use.'
    told.push({ question: 'alcohol', answer: 'yes', because })
  }
  told.push(...near('liver', liverDisease, 'liver disease'))
  told.push(...near('severeRenal', renalDisease, 'renal disease'))
  return told
}

/** A wider condition: without it the narrower one is not there either; with it the clinician says. */
function near(question: ScoreQuestion, flag: Answer, what: string): readonly Told[] {
  switch (flag) {
    case 'not-known':
      return []
    case 'no':
      return [{ question, answer: 'no', because: `The record says no ${what}.` }]
    case 'yes':
      return [
        {
          question,
          answer: 'not-known',
          because: `The record says ${what}: say whether it is as asked here.`,
        },
      ]
  }
}

function byMeasurements(
  { measurements }: ScoreRecord,
  sex: ScoreFacts['sex'],
  today: Day,
): readonly Told[] {
  const since = monthsBefore(today, MEASUREMENT_COUNTS_MONTHS)
  const told = measurements
    .filter(({ measuredOn }) => measuredOn >= since && measuredOn <= today)
    .flatMap((measurement): readonly Told[] => {
      const answered = answerBy(measurement, sex)
      if (answered === undefined || answered.answer === 'not-known') return []
      const because = `${formatMeasurement(measurement.kind, measurement)}, ${clinicalDate(day(measurement.measuredOn))}.`
      return [{ ...answered, because }]
    })
  return told
}

/** What a measurement says; one that the laboratory cut off answers only when its sign leaves no doubt. */
function answerBy(
  { kind, comparator, value }: RecordedMeasurement,
  sex: ScoreFacts['sex'],
): Pick<Told, 'question' | 'answer'> | undefined {
  const sure = (answer: Answer): Answer => {
    const isSure = comparator === '=' || (comparator === '>') === (answer === 'no')
    return isSure ? answer : 'not-known'
  }
  switch (kind) {
    case 'egfr':
      return { question: 'egfrBelow60', answer: sure(lowEgfr(value)) }
    case 'haemoglobin':
      return {
        question: 'anaemia',
        answer: anaemiaOf({ haemoglobin: value, haematocrit: 'not-known' }, sex),
      }
    case 'systolic-bp':
      return { question: 'uncontrolledHypertension', answer: highSystolic(value) }
    case 'creatinine':
      return { question: 'severeRenal', answer: highCreatinine(value) }
    default:
      return undefined
  }
}

function byControl({ percentHundredths }: ScoreRecord): readonly Told[] {
  if (percentHundredths === 'not-known') return []
  const percent = `${Math.trunc(percentHundredths / 100)}.${Math.trunc((percentHundredths % 100) / 10)}`
  return [
    {
      question: 'labileInr',
      answer: labileInr(percentHundredths),
      because: `Time in range ${percent} % in the last 12 months.`,
    },
  ]
}
