// The seven questions before every dose. None has a default answer: not asked is refused (H21).
import type { Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { parseDose, type Ug } from './dose.ts'

export type PreDoseAnswers = {
  /** The day on which the person was asked; answers of another day cannot be dosed on. */
  readonly answeredOn: Day
  readonly takenYesterdayUg: Ug | 'not-known'
  /** Doses missed in the last seven days. */
  readonly missedDoses: number
  readonly bleeding: 'none' | 'minor' | 'major'
  readonly medicinesChanged: 'no' | 'started-interacting' | 'stopped-interacting' | 'changed-other'
  /** Illness, more or less alcohol, or a change of diet. */
  readonly illness: boolean
  readonly procedurePlanned: boolean
  readonly pregnancyPossible: 'no' | 'yes' | 'not-applicable'
  /** What was said about each, in words; empty when nothing was said. */
  readonly notes: Readonly<Record<NotedAnswer, string>>
}

export type NotedAnswer =
  | 'missedDoses'
  | 'bleeding'
  | 'medicinesChanged'
  | 'illness'
  | 'procedurePlanned'
  | 'pregnancyPossible'

export type AnswerField = Exclude<keyof PreDoseAnswers, 'answeredOn' | 'notes'>
export type AnswerRefusal = {
  readonly field: AnswerField
  readonly code: 'required' | 'format'
  readonly message: string
}
export type AnswersParse =
  | { readonly kind: 'answers'; readonly answers: PreDoseAnswers }
  | { readonly kind: 'refused'; readonly refusals: readonly AnswerRefusal[] }

type FormName = 'takenYesterday' | Exclude<AnswerField, 'takenYesterdayUg'> | `${NotedAnswer}Note`

/** What a form sends: `takenYesterday` in mg or `not known`, the other answers by name, `bleedingNote` and so on. */
export type AnswersForm = { readonly [name in FormName]?: unknown }

const BLEEDING = ['none', 'minor', 'major'] as const
const MEDICINES = ['no', 'started-interacting', 'stopped-interacting', 'changed-other'] as const
const YES_NO = ['yes', 'no'] as const
const PREGNANCY = ['no', 'yes', 'not-applicable'] as const

/** The days that the question about missed doses looks back over. */
export const MISSED_DOSES_ASKED_OVER_DAYS = 7

const ASK: Record<AnswerField, string> = {
  takenYesterdayUg: 'Enter the dose taken yesterday in mg, or type not known.',
  missedDoses: 'Enter how many doses were missed in the last 7 days, from 0 to 7.',
  bleeding: 'Say whether there has been any bleeding or bruising.',
  medicinesChanged: 'Say whether any medicine was started or stopped.',
  illness: 'Say whether there was illness, or a change of alcohol or diet.',
  procedurePlanned: 'Say whether a procedure is planned.',
  pregnancyPossible: 'Say whether pregnancy is possible.',
}

const FIELDS = [
  'takenYesterdayUg',
  'missedDoses',
  'bleeding',
  'medicinesChanged',
  'illness',
  'procedurePlanned',
  'pregnancyPossible',
] as const

/** The name that each answer has in a form. */
const FORM_NAME: Record<AnswerField, FormName> = {
  takenYesterdayUg: 'takenYesterday',
  missedDoses: 'missedDoses',
  bleeding: 'bleeding',
  medicinesChanged: 'medicinesChanged',
  illness: 'illness',
  procedurePlanned: 'procedurePlanned',
  pregnancyPossible: 'pregnancyPossible',
}

/** Reads the seven answers of a form; lists every one that is missing or cannot be read. */
export function parsePreDoseAnswers(form: AnswersForm, today: Day): AnswersParse {
  const read = readEach(form)
  const { takenYesterdayUg, missedDoses, bleeding, medicinesChanged } = read
  const { illness, procedurePlanned, pregnancyPossible } = read
  const unread = FIELDS.filter((field) => read[field] === undefined)
  if (
    takenYesterdayUg === undefined ||
    missedDoses === undefined ||
    bleeding === undefined ||
    medicinesChanged === undefined ||
    illness === undefined ||
    procedurePlanned === undefined ||
    pregnancyPossible === undefined
  ) {
    return { kind: 'refused', refusals: unread.map((field) => refusal(field, form)) }
  }
  const answers: PreDoseAnswers = {
    answeredOn: today,
    takenYesterdayUg,
    missedDoses,
    bleeding,
    medicinesChanged,
    illness: illness === 'yes',
    procedurePlanned: procedurePlanned === 'yes',
    pregnancyPossible,
    notes: readNotes(form),
  }
  return { kind: 'answers', answers }
}

function readEach(form: AnswersForm) {
  return {
    takenYesterdayUg: readTaken(form.takenYesterday),
    missedDoses: readMissed(form.missedDoses),
    bleeding: choice(form.bleeding, BLEEDING),
    medicinesChanged: choice(form.medicinesChanged, MEDICINES),
    illness: choice(form.illness, YES_NO),
    procedurePlanned: choice(form.procedurePlanned, YES_NO),
    pregnancyPossible: choice(form.pregnancyPossible, PREGNANCY),
  }
}

const choice = <Choice extends string>(
  given: unknown,
  choices: readonly Choice[],
): Choice | undefined => choices.find((allowed) => allowed === given)

function readTaken(given: unknown): Ug | 'not-known' | undefined {
  if (typeof given === 'string' && /^not[- ]known$/i.test(trimAscii(given))) return 'not-known'
  const parsed = parseDose(given)
  return parsed.kind === 'dose' ? parsed.ug : undefined
}

function readMissed(given: unknown): number | undefined {
  if (typeof given !== 'string' || !/^[0-9]$/.test(trimAscii(given))) return undefined
  const missed = Number(trimAscii(given))
  return missed <= MISSED_DOSES_ASKED_OVER_DAYS ? missed : undefined
}

function refusal(field: AnswerField, form: AnswersForm): AnswerRefusal {
  const given = form[FORM_NAME[field]]
  const isBlank = typeof given !== 'string' || trimAscii(given) === ''
  return { field, code: isBlank ? 'required' : 'format', message: ASK[field] }
}

function readNotes(form: AnswersForm): PreDoseAnswers['notes'] {
  const note = (of: NotedAnswer): string => {
    const given = form[`${of}Note`]
    return typeof given === 'string' ? trimAscii(given) : ''
  }
  return {
    missedDoses: note('missedDoses'),
    bleeding: note('bleeding'),
    medicinesChanged: note('medicinesChanged'),
    illness: note('illness'),
    procedurePlanned: note('procedurePlanned'),
    pregnancyPossible: note('pregnancyPossible'),
  }
}
