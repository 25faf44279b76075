import type { Day } from '#base/day.ts'
import { mgNumber, type Ug } from '#clinical/dose.ts'
import { MEDICINE_FIELDS } from '#clinical/medicine-changes.ts'
import { type PreDoseAnswers, parsePreDoseAnswers } from '#clinical/pre-dose-answers.ts'
import { doseInForce } from './dose-trail.ts'
import type { Finding } from './outcome.ts'
import type { TextFields } from './text-fields.ts'
import type { VisitCase } from './visit-case.ts'

export const ANSWER_FIELDS = [
  'nothingToReport',
  'answeredOn',
  'takenYesterday',
  'missedDoses',
  'bleeding',
  ...MEDICINE_FIELDS,
  'illness',
  'procedurePlanned',
  'pregnancyPossible',
  'missedDosesNote',
  'bleedingNote',
  'medicinesChangedNote',
  'illnessNote',
  'procedurePlannedNote',
  'pregnancyPossibleNote',
] as const

type AnswerFields = TextFields<(typeof ANSWER_FIELDS)[number]>

type AnswersRead =
  | { readonly kind: 'answers'; readonly answers: PreDoseAnswers }
  | { readonly kind: 'refused'; readonly findings: readonly Finding[] }

/** Reads the seven answers: each by itself, or all by the one statement that nothing is to report. */
export function readAnswers(
  fields: AnswerFields,
  known: VisitCase,
  today: Day,
  statedUg: Ug | undefined,
): AnswersRead {
  if (fields.answeredOn !== undefined && fields.answeredOn !== today) {
    const message = 'The questions must be asked today. Ask them again.'
    return { kind: 'refused', findings: [at('takenYesterday', 'not-of-today', message)] }
  }
  if (contradicts(fields)) {
    const message =
      'You ticked that there is nothing to report, and also answered a question below. Untick it or clear the answers.'
    return { kind: 'refused', findings: [at('nothingToReport', 'contradicts', message)] }
  }
  const form = fields.nothingToReport === 'yes' ? nothingToReport(known, today, statedUg) : fields
  if (form === undefined) {
    const message = 'The dose of yesterday is not known here. Answer each question.'
    return { kind: 'refused', findings: [at('takenYesterday', 'required', message)] }
  }
  const parsed = parsePreDoseAnswers(form, today)
  if (parsed.kind === 'answers') return parsed
  return {
    kind: 'refused',
    findings: parsed.refusals.map(({ field, code, message }) =>
      at(field === 'takenYesterdayUg' ? 'takenYesterday' : field, code, message),
    ),
  }
}

/** The seven answers that the one statement on the page stands for. */
function nothingToReport(known: VisitCase, today: Day, statedUg: Ug | undefined) {
  const { yesterdayUg } = doseInForce(known.doses, known.plan, today, statedUg)
  if (yesterdayUg === 'not-known') return undefined
  return {
    takenYesterday: mgNumber(yesterdayUg),
    missedDoses: '0',
    bleeding: 'none',
    medicinesChanged: 'no',
    illness: 'no',
    procedurePlanned: 'no',
    pregnancyPossible: known.patient.details.sex === 'male' ? 'not-applicable' : 'no',
  }
}

const BESIDE_THE_ANSWERS: readonly string[] = ['nothingToReport', 'answeredOn']

/** "Nothing to report" and an answer that says otherwise cannot both be meant (H21). */
function contradicts(fields: AnswerFields): boolean {
  if (fields.nothingToReport !== 'yes') return false
  return ANSWER_FIELDS.some(
    (name) => !BESIDE_THE_ANSWERS.includes(name) && (fields[name] ?? '') !== '',
  )
}

const at = (field: string, code: string, message: string): Finding => ({ field, code, message })
