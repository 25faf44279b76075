// Somebody whose scores are asked for, and what a score says in a row of a table.
import {
  type Answer,
  NOTHING_ASKED,
  SCORE_QUESTIONS,
  type ScoreFacts,
  type ScoreQuestion,
  type SexCounted,
} from '#clinical/scores/answer.ts'
import type { Score } from '#clinical/scores/score.ts'

/** Everything is known and nothing counts, but what is named. */
export function person(
  age: ScoreFacts['age'],
  sex: SexCounted,
  yes: readonly ScoreQuestion[] = [],
  notKnown: readonly ScoreQuestion[] = [],
): ScoreFacts {
  const answer = (question: ScoreQuestion): Answer => {
    if (notKnown.includes(question)) return 'not-known'
    return yes.includes(question) ? 'yes' : 'no'
  }
  const answers = SCORE_QUESTIONS.map((question) => [question, answer(question)])
  return { age, sex, answers: { ...NOTHING_ASKED.answers, ...Object.fromEntries(answers) } }
}

export const range = ({ lowest, highest }: Score): readonly number[] => [lowest, highest]
export const codes = ({ meanings }: Score): readonly string[] => meanings.map(({ code }) => code)
