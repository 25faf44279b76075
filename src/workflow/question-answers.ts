import {
  ANOTHER_REASON,
  ASKED_CODES,
  type AskedCode,
  isAskedCode,
  reasonInWords,
  reasonsOf,
} from '#clinical/alerts/question-reasons.ts'
import { holdsOtherNumber } from './free-text.ts'
import type { Finding } from './outcome.ts'

/** Where the reason for a question is typed. */
export const becauseField = <Code extends AskedCode>(code: Code) => `because-${code}` as const

/** Where the words of another reason are typed. */
export const becauseWordsField = <Code extends AskedCode>(code: Code) =>
  `because-${code}-words` as const

type AnswerField =
  | ReturnType<typeof becauseField<AskedCode>>
  | ReturnType<typeof becauseWordsField<AskedCode>>
  | 'confirmed'

/**
 * The fields that answer questions before a dose, for the acts that ask: of each question why the dose is saved all the same, and the words
 * of another reason. `confirmed` is the yes of a page of an earlier version: it answers nothing, and the question comes with its reasons.
 */
export const ANSWER_FIELDS: readonly AnswerField[] = [
  'confirmed',
  ...ASKED_CODES.flatMap((code) => [becauseField(code), becauseWordsField(code)]),
]

/** What was typed into them. */
export type AnswerFields = { readonly [field in AnswerField]?: string }

/** Why a question was gone past: its coded reason, and the words where that is another one. */
export type Because = { readonly code: string; readonly text: string | null }

/** The reason that was given for a question; what is wrong with what was given; undefined where nothing was. */
function answerTo(code: string, fields: AnswerFields): Because | Finding | undefined {
  if (!isAskedCode(code)) return undefined
  const reason = (fields[becauseField(code)] ?? '').trim()
  if (reason === '') return undefined
  if (reasonInWords(code, reason) === undefined) return notAReason(code)
  if (reason !== ANOTHER_REASON) return { code: reason, text: null }
  const text = (fields[becauseWordsField(code)] ?? '').trim()
  if (holdsOtherNumber(text, '')) return withNumber(code)
  return text === '' ? withoutWords(code) : { code: reason, text }
}

/** The reason for which a question is gone past; undefined while there is none. */
export function becauseOf(code: string, fields: AnswerFields): Because | undefined {
  const answer = answerTo(code, fields)
  return answer === undefined || 'message' in answer ? undefined : answer
}

/** What is wrong with the reason that was given for a question; nothing where none was given. */
export function answerFaults(code: string, fields: AnswerFields): readonly Finding[] {
  const answer = answerTo(code, fields)
  return answer !== undefined && 'message' in answer ? [answer] : []
}

/** A question as it is asked: what it says, and where its reason goes. */
export const asked = (code: string, message: string): Finding => ({
  field: isAskedCode(code) ? becauseField(code) : '',
  code: `confirm:${code}`,
  message: `${message} To save it all the same, choose why.`,
})

const notAReason = (code: AskedCode): Finding => ({
  field: becauseField(code),
  code: 'reason-not-known',
  message: `This is none of the reasons. Choose one: ${choices(code)}.`,
})

const choices = (code: AskedCode): string =>
  reasonsOf(code)
    .map(([reason, words]) => `${words} (${reason})`)
    .join('; ')

const withoutWords = (code: AskedCode): Finding => ({
  field: becauseWordsField(code),
  code: 'reason-without-words',
  message: 'Write the other reason in a few words.',
})

const withNumber = (code: AskedCode): Finding => ({
  field: becauseWordsField(code),
  code: 'nhs-number-in-reason',
  message: 'Write the other reason without an NHS number.',
})
