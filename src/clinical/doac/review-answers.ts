// What is asked at every review of a direct oral anticoagulant. None has a default: not asked is refused (H21).
import { trimAscii } from '#base/typed-text.ts'
import { INTERACTING, type Interacting } from './facts.ts'

export type ReviewAnswers = {
  /** Doses missed in the last seven days. */
  readonly missedDoses: number
  readonly bleeding: 'none' | 'minor' | 'major'
  readonly interacting: readonly Interacting[]
  /** Dabigatran: gastritis or reflux, or another reason to expect bleeding. */
  readonly raisedBleedingRisk: 'yes' | 'no'
  readonly pregnancy: 'yes' | 'no' | 'not-applicable'
  readonly breastFeeding: 'yes' | 'no' | 'not-applicable'
}

export type AnswerName = keyof ReviewAnswers
export type ReviewAnswerRefusal = {
  readonly field: AnswerName
  readonly code: 'required' | 'contradicts'
  readonly message: string
}
export type ReviewAnswersParse =
  | { readonly kind: 'answers'; readonly answers: ReviewAnswers }
  | { readonly kind: 'refused'; readonly refusals: readonly ReviewAnswerRefusal[] }

/** What a form sends: each answer by its name; each interacting medicine that is taken as `takes-verapamil`. */
export type ReviewAnswersForm = Readonly<Record<string, unknown>>

const ASK: Readonly<Record<AnswerName, string>> = {
  missedDoses: 'Enter how many doses were missed in the last 7 days, from 0 to 14.',
  bleeding: 'Say whether there has been any bleeding or bruising.',
  interacting: 'Say which of these medicines are taken, or that none is.',
  raisedBleedingRisk:
    'Say whether there is gastritis, reflux or another reason to expect bleeding.',
  pregnancy: 'Say whether pregnancy is possible.',
  breastFeeding: 'Say whether the patient is breast-feeding.',
}

/** Seven days, twice a day. Source: the days that are asked about, times two doses a day. Status: derived. */
const MOST_MISSED = 14
const YES_NO = ['yes', 'no'] as const
const WOMAN = ['yes', 'no', 'not-applicable'] as const

const oneOf = <Word extends string>(given: unknown, words: readonly Word[]): Word | undefined =>
  words.find((word) => word === given)

/** Reads the answers of a form; lists every one that is missing or contradicts itself. */
export function parseReviewAnswers(form: ReviewAnswersForm): ReviewAnswersParse {
  const missedDoses = readMissed(form['missedDoses'])
  const bleeding = oneOf(form['bleeding'], ['none', 'minor', 'major'] as const)
  const interacting = readInteracting(form)
  const raisedBleedingRisk = oneOf(form['raisedBleedingRisk'], YES_NO)
  const pregnancy = oneOf(form['pregnancy'], WOMAN)
  const breastFeeding = oneOf(form['breastFeeding'], WOMAN)
  if (
    missedDoses === undefined ||
    bleeding === undefined ||
    interacting === undefined ||
    interacting === 'contradicts' ||
    raisedBleedingRisk === undefined ||
    pregnancy === undefined ||
    breastFeeding === undefined
  ) {
    const read = {
      missedDoses,
      bleeding,
      interacting,
      raisedBleedingRisk,
      pregnancy,
      breastFeeding,
    }
    return { kind: 'refused', refusals: refusalsOf(read) }
  }
  const answers: ReviewAnswers = {
    missedDoses,
    bleeding,
    interacting,
    raisedBleedingRisk,
    pregnancy,
    breastFeeding,
  }
  return { kind: 'answers', answers }
}

function refusalsOf(read: Readonly<Record<AnswerName, unknown>>): readonly ReviewAnswerRefusal[] {
  return NAMES.flatMap((field): readonly ReviewAnswerRefusal[] => {
    if (read[field] === undefined) return [{ field, code: 'required', message: ASK[field] }]
    return read[field] === 'contradicts' ? [{ field, code: 'contradicts', message: BOTH }] : []
  })
}

const NAMES = [
  'missedDoses',
  'bleeding',
  'interacting',
  'raisedBleedingRisk',
  'pregnancy',
  'breastFeeding',
] as const
const BOTH = 'You ticked a medicine and also that none is taken. Clear one of them.'

function readMissed(given: unknown): number | undefined {
  if (typeof given !== 'string') return undefined
  const typed = trimAscii(given)
  if (!/^\d{1,2}$/.test(typed)) return undefined
  const missed = Number.parseInt(typed, 10)
  return missed <= MOST_MISSED ? missed : undefined
}

/** The name of the box of a medicine. */
export const boxOf = (medicine: Interacting) => `takes-${medicine}` as const
/** The box that says that none of them is taken. */
export const NONE_TAKEN = 'takes-none'

function readInteracting(
  form: ReviewAnswersForm,
): readonly Interacting[] | 'contradicts' | undefined {
  const taken = INTERACTING.filter((medicine) => form[boxOf(medicine)] === 'yes')
  const none = form[NONE_TAKEN] === 'yes'
  if (none && taken.length > 0) return 'contradicts'
  return none || taken.length > 0 ? taken : undefined
}
