import type { ReactNode } from 'react'
import type { Choice } from '#web/parts/choices.tsx'
import { Details } from '#web/parts/details.tsx'
import { Input } from '#web/parts/input.tsx'
import { Radios } from '#web/parts/radios.tsx'
import { type Conversation, errorOf, findingOf } from './conversation-state.ts'

type AnswerName =
  | 'bleeding'
  | 'medicinesChanged'
  | 'illness'
  | 'procedurePlanned'
  | 'pregnancyPossible'

const QUESTIONS: readonly {
  readonly name: AnswerName
  readonly legend: string
  readonly choices: readonly (readonly [value: string, text: string])[]
  /** The answer that leaves nothing to be told. */
  readonly quiet: readonly string[]
}[] = [
  {
    name: 'bleeding',
    legend: 'Bleeding or bruising',
    choices: [
      ['none', 'None'],
      ['minor', 'Minor'],
      ['major', 'Major'],
    ],
    quiet: ['none'],
  },
  {
    name: 'medicinesChanged',
    legend: 'Medicines',
    choices: [
      ['no', 'No change'],
      ['started-interacting', 'Interacting one started'],
      ['stopped-interacting', 'Interacting one stopped'],
      ['changed-other', 'Another changed'],
    ],
    quiet: ['no'],
  },
  {
    name: 'illness',
    legend: 'Illness, alcohol, diet changed',
    choices: [
      ['no', 'No'],
      ['yes', 'Yes'],
    ],
    quiet: ['no'],
  },
  {
    name: 'procedurePlanned',
    legend: 'Procedure planned',
    choices: [
      ['no', 'No'],
      ['yes', 'Yes'],
    ],
    quiet: ['no'],
  },
  {
    name: 'pregnancyPossible',
    legend: 'Pregnancy possible',
    choices: [
      ['no', 'No'],
      ['yes', 'Yes'],
      ['not-applicable', 'Does not apply'],
    ],
    quiet: ['no', 'not-applicable'],
  },
]

const NAMES = ['takenYesterday', 'missedDoses', ...QUESTIONS.map(({ name }) => name)] as const

/** The seven questions one by one, for everybody who has something to report. None has a default. */
export function Answers({ state }: { readonly state: Conversation }) {
  const isInUse = NAMES.some(
    (name) => findingOf(state, name) !== undefined || (state.typed[name] ?? '') !== '',
  )
  return (
    <Details summary="Something to report: answer each question" open={isInUse}>
      <div className="evk-row">
        <Input
          id="takenYesterday"
          name="takenYesterday"
          label="Taken yesterday, mg"
          hint="Or: not-known"
          width={10}
          value={state.typed.takenYesterday}
          error={errorOf(state, 'takenYesterday')}
          autoComplete="off"
        />
        <Input
          id="missedDoses"
          name="missedDoses"
          label="Doses missed in 7 days"
          hint="From 0 to 7"
          width={2}
          inputMode="numeric"
          value={state.typed.missedDoses}
          error={errorOf(state, 'missedDoses')}
          autoComplete="off"
        />
      </div>
      {QUESTIONS.map((question) => (
        <Radios
          key={question.name}
          id={question.name}
          name={question.name}
          legend={question.legend}
          error={errorOf(state, question.name)}
          value={state.typed[question.name]}
          inline
          small
          groupClassName="evk-answer"
          choices={question.choices.map(([value, text]) =>
            choice(
              value,
              text,
              question.quiet.includes(value) ? undefined : note(state, question.name, value),
            ),
          )}
        />
      ))}
      <Input
        id="comment"
        name="comment"
        label="Comment"
        value={state.typed.comment}
        error={errorOf(state, 'comment')}
      />
    </Details>
  )
}

const choice = (value: string, text: string, conditional: ReactNode): Choice =>
  conditional === undefined ? { value, text } : { value, text, conditional }

/** One note for the question, under the first answer that has something to tell. */
function note(state: Conversation, name: AnswerName, value: string): ReactNode {
  const first = QUESTIONS.find((question) => question.name === name)
  const told = first?.choices.find(([each]) => !first.quiet.includes(each))
  if (told?.[0] !== value) return undefined
  const field = `${name}Note` as const
  return <Input id={field} name={field} label="What, and when" value={state.typed[field]} />
}
