import { clinicalInstant } from '#base/day.ts'
import { SCORE_QUESTIONS } from '#clinical/scores/answer.ts'
import { scoreInWords } from '#clinical/scores/score.ts'
import { Details } from '#web/parts/details.tsx'
import { SummaryList } from '#web/parts/summary-list.tsx'
import type { PatientScores } from '#workflow/patient-scores.ts'
import { ANSWER_WORDS, QUESTION_WORDS } from './question-words.ts'
import { SCORE_WORDS } from './score-words.ts'

type Recorded = PatientScores['history'][number]

/** Everything that was recorded, newest first, each with the answers that it rests on. */
export function ScoreHistory({ history }: Pick<PatientScores, 'history'>) {
  if (history.length === 0) return null
  return (
    <>
      <h2>Recorded before</h2>
      {history.map((record) => (
        <Details key={record.id} summary={inOneLine(record)}>
          <SummaryList rows={answerRows(record)} />
        </Details>
      ))}
    </>
  )
}

function inOneLine({ at, byName, scores, measureTakenBack }: Recorded): string {
  const points = scores.map((score) => `${SCORE_WORDS[score.id].name} ${scoreInWords(score)}`)
  return `${clinicalInstant(at)}, ${byName}: ${points.join(', ')}${measureTakenBack ? '. A measurement on record then has been taken back' : ''}`
}

function answerRows({ facts, scores }: Recorded) {
  const versions = scores.map(({ id, version }) => `${SCORE_WORDS[id].name} ${version}`)
  return [
    { key: 'Age', value: `${facts.age}`.replace('-', ' ') },
    { key: 'Sex', value: facts.sex.replace('-', ' ') },
    ...SCORE_QUESTIONS.map((question) => ({
      key: QUESTION_WORDS[question],
      value: ANSWER_WORDS[facts.answers[question]],
    })),
    { key: 'Versions of the scores', value: versions.join(', ') },
  ]
}
