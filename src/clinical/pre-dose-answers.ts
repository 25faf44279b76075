// The seven questions before every dose. None has a default answer: not asked is refused (H21).
import type { Day } from '#base/day.ts'
import { trimAscii } from '#base/typed-text.ts'
import { parseDose, type Ug } from './dose.ts'
import {
  type MedicineChange,
  type MedicineField,
  type MedicineForm,
  type MedicineRefusal,
  readMedicines,
} from './medicine-changes.ts'

/**
 * Major: endangers life or limb (BSH 2011). Clinically relevant: needs treatment or a clinician's attention. Minor:
 * neither (ISTH).
 */
export const BLEEDING = ['none', 'minor', 'clinically-relevant', 'major'] as const
export type Bleeding = (typeof BLEEDING)[number]

/** What one question asks after together, and what is recorded apart (H21). */
export const CAUSES = ['illness', 'alcohol', 'diet'] as const
export type Cause = (typeof CAUSES)[number]

export type PreDoseAnswers = {
  /** The day on which the person was asked; answers of another day cannot be dosed on. */
  readonly answeredOn: Day
  readonly takenYesterdayUg: Ug | 'not-known'
  /** Doses missed in the last seven days. */
  readonly missedDoses: number
  readonly bleeding: Bleeding
  readonly medicinesChanged: 'no' | 'started-interacting' | 'stopped-interacting' | 'changed-other'
  /** Each medicine by name; absent when none changed, and in answers from before medicines were named. */
  readonly medicines?: readonly MedicineChange[]
  /** Illness, more or less alcohol, or a change of diet. */
  readonly illness: boolean
  /** Which of the three; absent when there was none, or when nobody said which. */
  readonly causes?: readonly Cause[]
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

export type AnswerField = Exclude<
  keyof PreDoseAnswers,
  'answeredOn' | 'notes' | 'medicines' | 'causes'
>
export type AnswerRefusal =
  | {
      readonly field: AnswerField
      readonly code: 'required' | 'format'
      readonly message: string
    }
  | MedicineRefusal
export type AnswersParse =
  | { readonly kind: 'answers'; readonly answers: PreDoseAnswers }
  | { readonly kind: 'refused'; readonly refusals: readonly AnswerRefusal[] }

type FormName =
  | 'takenYesterday'
  | Exclude<AnswerField, 'takenYesterdayUg'>
  | MedicineField
  | `${NotedAnswer}Note`

/**
 * What a form sends: `takenYesterday` in mg or `not known`, the other answers by name, `bleedingNote` and so on.
 * `illness` is no, yes, or which of the three: `illness`, `alcohol+diet`.
 * `medicinesChanged` is no, started or stopped, with the medicine in `medicine` and the day in `medicineOn`.
 */
export type AnswersForm = { readonly [name in FormName]?: unknown } & MedicineForm

const YES_NO = ['yes', 'no'] as const
const PREGNANCY = ['no', 'yes', 'not-applicable'] as const

/**
 * The days that the question about missed doses looks back over. Source: no source names a number; a choice of this
 * service. Status: local setting.
 */
export const MISSED_DOSES_ASKED_OVER_DAYS = 7

const ASK: Record<Asked, string> = {
  takenYesterdayUg: 'Enter the dose taken yesterday in mg, or type not known.',
  missedDoses: 'Enter how many doses were missed in the last 7 days, from 0 to 7.',
  bleeding: 'Say whether there has been any bleeding or bruising.',
  illness: 'Say whether there was illness, or a change of alcohol or diet.',
  procedurePlanned: 'Say whether a procedure is planned.',
  pregnancyPossible: 'Say whether pregnancy is possible.',
}

type Asked = Exclude<AnswerField, 'medicinesChanged'>
const FIELDS = [
  'takenYesterdayUg',
  'missedDoses',
  'bleeding',
  'illness',
  'procedurePlanned',
  'pregnancyPossible',
] as const

/** The name that each answer has in a form. */
const FORM_NAME: Record<Asked, FormName> = {
  takenYesterdayUg: 'takenYesterday',
  missedDoses: 'missedDoses',
  bleeding: 'bleeding',
  illness: 'illness',
  procedurePlanned: 'procedurePlanned',
  pregnancyPossible: 'pregnancyPossible',
}

/** Reads the seven answers of a form; lists every one that is missing or cannot be read. */
export function parsePreDoseAnswers(form: AnswersForm, today: Day): AnswersParse {
  const read = readEach(form)
  const { takenYesterdayUg, missedDoses, bleeding } = read
  const { illness, procedurePlanned, pregnancyPossible } = read
  const { medicines, refusals } = readMedicines(form, today)
  const unread = FIELDS.filter((field) => read[field] === undefined)
  if (
    refusals.length > 0 ||
    takenYesterdayUg === undefined ||
    missedDoses === undefined ||
    bleeding === undefined ||
    illness === undefined ||
    procedurePlanned === undefined ||
    pregnancyPossible === undefined
  ) {
    return {
      kind: 'refused',
      refusals: inOrder(
        unread.map((field) => refusal(field, form)),
        refusals,
      ),
    }
  }
  const answers: PreDoseAnswers = {
    answeredOn: today,
    takenYesterdayUg,
    missedDoses,
    bleeding,
    medicinesChanged: changedInAll(medicines),
    ...(medicines.length > 0 && { medicines }),
    illness: illness !== 'no',
    ...(typeof illness === 'object' && { causes: illness }),
    procedurePlanned: procedurePlanned === 'yes',
    pregnancyPossible,
    notes: readNotes(form),
  }
  return { kind: 'answers', answers }
}

/** As the questions stand on the page: medicines after bleeding. */
function inOrder(
  answers: readonly AnswerRefusal[],
  medicines: readonly MedicineRefusal[],
): readonly AnswerRefusal[] {
  const isBefore = ({ field }: AnswerRefusal) => BEFORE_MEDICINES.includes(field)
  return [...answers.filter(isBefore), ...medicines, ...answers.filter((one) => !isBefore(one))]
}

const BEFORE_MEDICINES: readonly string[] = ['takenYesterdayUg', 'missedDoses', 'bleeding']

/** The one word for all that changed: a start of an interacting medicine weighs most. */
export function changedInAll(
  medicines: readonly MedicineChange[],
): PreDoseAnswers['medicinesChanged'] {
  const acting = medicines.filter(({ effect }) => effect !== 'none')
  if (acting.some(({ change }) => change === 'started')) return 'started-interacting'
  if (acting.length > 0) return 'stopped-interacting'
  return medicines.length > 0 ? 'changed-other' : 'no'
}

function readEach(form: AnswersForm) {
  return {
    takenYesterdayUg: readTaken(form.takenYesterday),
    missedDoses: readMissed(form.missedDoses),
    bleeding: choice(form.bleeding, BLEEDING),
    illness: choice(form.illness, YES_NO) ?? readCauses(form.illness),
    procedurePlanned: choice(form.procedurePlanned, YES_NO),
    pregnancyPossible: choice(form.pregnancyPossible, PREGNANCY),
  }
}

const choice = <Choice extends string>(
  given: unknown,
  choices: readonly Choice[],
): Choice | undefined => choices.find((allowed) => allowed === given)

/** The causes that a word like `illness+diet` names, each once and as they stand in `CAUSES`; nothing of any other word. */
function readCauses(given: unknown): readonly Cause[] | undefined {
  if (typeof given !== 'string') return undefined
  const named = given.split('+')
  const causes = CAUSES.filter((cause) => named.includes(cause))
  return causes.length > 0 && causes.join('+') === given ? causes : undefined
}

/** The three by name: `illness and diet`, `yes` when nobody said which, `no`. */
export function causesInWords({
  illness,
  causes,
}: Pick<PreDoseAnswers, 'illness' | 'causes'>): string {
  if (!illness) return 'no'
  return causes === undefined ? 'yes' : causes.join(' and ')
}

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

function refusal(field: Asked, form: AnswersForm): AnswerRefusal {
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
