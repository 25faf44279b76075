// The four scores of one person from the same facts, and answers that cannot both be right.
import type { ScoreFacts, ScoreQuestion } from './answer.ts'
import { cha2ds2Vasc } from './cha2ds2-vasc.ts'
import { hasBled } from './has-bled.ts'
import { orbit } from './orbit.ts'
import { sameTt2r2 } from './same-tt2r2.ts'
import type { Score, ScoreId } from './score.ts'

/** Every score, in the order in which they are asked and shown. */
export const SCORES: Readonly<Record<ScoreId, (facts: ScoreFacts) => Score>> = {
  'cha2ds2-vasc': cha2ds2Vasc,
  orbit,
  'has-bled': hasBled,
  'same-tt2r2': sameTt2r2,
}

/** The four scores of these facts. */
export const allScores = (facts: ScoreFacts): readonly Score[] =>
  Object.values(SCORES).map((score) => score(facts))

export type Contradiction = { readonly question: ScoreQuestion; readonly message: string }

/** Two answers of which one must be wrong; named at the second of them. */
export function contradictions({ answers }: ScoreFacts): readonly Contradiction[] {
  const found: Contradiction[] = []
  if (answers.uncontrolledHypertension === 'yes' && answers.hypertension === 'no') {
    const message = 'Uncontrolled hypertension, but no hypertension: one of the two is wrong.'
    found.push({ question: 'uncontrolledHypertension', message })
  }
  if (answers.severeRenal === 'yes' && answers.egfrBelow60 === 'no') {
    const message =
      'Creatinine above 200, dialysis or a transplant, but eGFR not below 60: check both answers.'
    found.push({ question: 'severeRenal', message })
  }
  return found
}
