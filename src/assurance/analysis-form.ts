import {
  type FieldFinding,
  type Findings,
  type TypedFields,
  typedNote,
} from '#register/typed-fields.ts'

/**
 * What a significant event analysis asks. The form of the source is a page of its procedure that is not published; these are the
 * questions of significant event audit in primary care (NPSA, Significant Event Audit: guidance for primary care teams, 2008).
 */
export const ANALYSIS_QUESTIONS = {
  happened: {
    asks: 'What happened?',
    hint: 'In order, with the INRs and doses that matter. Say "the patient", "the nurse", "the prescriber": no names.',
  },
  why: {
    asks: 'Why did it happen?',
    hint: 'The causes behind it, and what could have stopped it.',
  },
  learned: {
    asks: 'What has been learned?',
    hint: 'What went well counts too.',
  },
  changed: {
    asks: 'What has been changed, or will be?',
    hint: 'Each action with who leads it and by when. Where nothing is to change, say why.',
  },
  discussed: {
    asks: 'With whom was it discussed, and when?',
    hint: 'By role, for example: the clinical lead and two nurses, practice meeting of the week.',
  },
} as const
export type AnalysisQuestion = keyof typeof ANALYSIS_QUESTIONS

export const QUESTION_NAMES = [
  'happened',
  'why',
  'learned',
  'changed',
  'discussed',
] as const satisfies readonly AnalysisQuestion[]

export type Answers = Readonly<Record<AnalysisQuestion, string>>

/** @technical Limit of the form, in characters. */
const LONGEST_ANSWER = 2000

/** What was typed so far; a draft may leave anything open. */
export function readAnswers(fields: TypedFields, findings: Findings): Answers {
  const answer = (name: AnalysisQuestion) => typedNote(fields, name, LONGEST_ANSWER, findings)
  return {
    happened: answer('happened'),
    why: answer('why'),
    learned: answer('learned'),
    changed: answer('changed'),
    discussed: answer('discussed'),
  }
}

/** Every question that is not answered: an analysis is submitted whole. */
export const unanswered = (answers: Answers): readonly FieldFinding[] =>
  QUESTION_NAMES.filter((name) => answers[name] === '').map((field) => ({
    field,
    code: 'required',
    message: `Answer "${ANALYSIS_QUESTIONS[field].asks}" before you submit.`,
  }))
