import { ANSWERS, type ScoreQuestion } from '#clinical/scores/answer.ts'
import type { PageRequest } from '#web/page.ts'
import { Button } from '#web/parts/button.tsx'
import { errorOf } from '#web/parts/findings.ts'
import { PostForm } from '#web/parts/post-form.tsx'
import { Radios } from '#web/parts/radios.tsx'
import type { Finding } from '#workflow/outcome.ts'
import type { PatientScores } from '#workflow/patient-scores.ts'
import { ANSWER_WORDS, QUESTION_GROUPS, QUESTION_WORDS } from './question-words.ts'

type Props = {
  readonly shown: PatientScores
  readonly request: PageRequest
  /** What was answered and refused; undefined shows what the record knows. */
  readonly typed: Readonly<Record<string, string>> | undefined
  readonly findings: readonly Finding[]
}

/** Every question of the four scores once; what the record knows is answered and says from where. */
export function ScoreForm({ shown, request, typed, findings }: Props) {
  const { facts } = shown.recorded
  return (
    <PostForm
      action={`/patients/${shown.patient.id}/scores`}
      csrf={request.csrf}
      requestKey={request.key}
    >
      <h2>Record the scores today</h2>
      <p>
        Age {facts.age} and sex {facts.sex.replace('-', ' ')} are those of the record. What nobody
        knows stays not known: the score is then a range.
      </p>
      <div className="evk-columns">
        {QUESTION_GROUPS.map(([heading, questions]) => (
          <section key={heading}>
            <h3>{heading}</h3>
            {questions.map((question) => (
              <QuestionField
                key={question}
                question={question}
                value={typed === undefined ? facts.answers[question] : typed[question]}
                because={shown.recorded.because[question]}
                error={errorOf(findings, question)}
              />
            ))}
          </section>
        ))}
      </div>
      <Button>Record scores</Button>
    </PostForm>
  )
}

type FieldProps = {
  readonly question: ScoreQuestion
  readonly value: string | undefined
  readonly because: string | undefined
  readonly error: string | undefined
}

const QuestionField = ({ question, value, because, error }: FieldProps) => (
  <Radios
    id={question}
    name={question}
    legend={QUESTION_WORDS[question]}
    hint={because}
    inline
    small
    value={value}
    error={error}
    choices={ANSWERS.map((answer) => ({ value: answer, text: ANSWER_WORDS[answer] }))}
  />
)
