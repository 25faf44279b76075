// Why a dose is saved through a question, as coded reasons in words (H33). Each says what the question and the record do not; the first is the
// one that is met most. A code that a record may name is never taken out.

/** The reason that is said in words of one's own; every question has it. */
export const ANOTHER_REASON = 'another'

const ANOTHER = { [ANOTHER_REASON]: 'Another reason' } as const

/** Of each question before a dose the reasons for which it is gone past, without the time of the next test, which has its own. */
export const QUESTION_REASONS = {
  'many-tablets': {
    'one-strength': 'The patient is to have few strengths, so that none is mistaken',
    'strength-to-come': 'A fitting strength is being prescribed',
    'few-days': 'It is for a few days',
    ...ANOTHER,
  },
  'look-alike-tablets': {
    'tells-apart': 'The patient can tell the two apart, and showed it',
    'others-set-out': 'Somebody else sets out the tablets, or a pharmacy packs them',
    'no-other-way': 'No other tablets make this dose',
    ...ANOTHER,
  },
  'comment-contradicts': {
    'of-other-days': 'The comment is about other days',
    'of-something-else': 'The comment is about another medicine, a test or a visit',
    'dose-and-comment-agree': 'The comment says the same as the dose in other words',
    ...ANOTHER,
  },
  'test-on-bank-holiday': {
    'open-that-day': 'The clinic is open that day',
    'tested-elsewhere': 'Tested at home, on a ward or at another place that day',
    ...ANOTHER,
  },
  'old-sample': {
    'cannot-be-tested': 'The patient cannot be tested today',
    'not-reached': 'The patient could not be reached for a new test',
    'declines-test': 'The patient declines another test today',
    ...ANOTHER,
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, string>>>>

export type AskedCode = keyof typeof QUESTION_REASONS

const CODES = Object.keys(QUESTION_REASONS)

/** The questions that are gone past by a reason of their own, by their codes. */
export const ASKED_CODES: readonly AskedCode[] = CODES.filter(isAskedCode)

/** Whether a question of this code has reasons of its own. */
export function isAskedCode(code: string): code is AskedCode {
  return Object.hasOwn(QUESTION_REASONS, code)
}

/** The reasons of a question in the order in which they are offered. */
export const reasonsOf = (code: AskedCode): readonly (readonly [reason: string, words: string])[] =>
  Object.entries(QUESTION_REASONS[code])

/** The words of a reason of a question; undefined for what is none of it. */
export const reasonInWords = (code: string, reason: string): string | undefined =>
  isAskedCode(code) ? reasonsOf(code).find(([one]) => one === reason)?.[1] : undefined
