import { Fragment } from 'react'
import { MEDICINE_FIELDS } from '#clinical/medicine-changes.ts'
import { Details } from '#web/parts/details.tsx'
import { Input } from '#web/parts/input.tsx'
import { Select } from '#web/parts/select.tsx'
import { type Conversation, errorOf, findingOf } from './conversation-state.ts'
import { Medicines } from './medicines.tsx'

type Choices = readonly (readonly [value: string, text: string])[]

const NO_YES: Choices = [
  ['no', 'No'],
  ['yes', 'Yes'],
]

/** One question, and which of the three it was in the same gesture (H21). */
const CAUSES_OR_NONE: Choices = [
  ['no', 'No'],
  ['illness', 'Illness'],
  ['alcohol', 'Alcohol, more or less'],
  ['diet', 'Change of diet'],
  ['illness+alcohol', 'Illness and alcohol'],
  ['illness+diet', 'Illness and diet'],
  ['alcohol+diet', 'Alcohol and diet'],
  ['illness+alcohol+diet', 'All three'],
]

const QUESTIONS = [
  {
    name: 'bleeding',
    label: 'Bleeding or bruising',
    choices: [
      ['none', 'None'],
      ['minor', 'Minor, like a bruise or gums'],
      ['clinically-relevant', 'Needs treatment or attention'],
      ['major', 'Major: endangers life or limb'],
    ],
  },
  { name: 'illness', label: 'Illness, alcohol, diet', choices: CAUSES_OR_NONE },
  { name: 'procedurePlanned', label: 'Procedure planned', choices: NO_YES },
  {
    name: 'pregnancyPossible',
    label: 'Pregnancy possible',
    choices: [...NO_YES, ['not-applicable', 'Does not apply']],
  },
] as const satisfies readonly {
  readonly name: string
  readonly label: string
  readonly choices: Choices
}[]

const NAMES = [
  'takenYesterday',
  'missedDoses',
  ...MEDICINE_FIELDS,
  ...QUESTIONS.map(({ name }) => name),
] as const

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
          label='Taken yesterday, mg, or "not known"'
          width={10}
          value={state.typed.takenYesterday}
          error={errorOf(state, 'takenYesterday')}
          autoComplete="off"
        />
        <Input
          id="missedDoses"
          name="missedDoses"
          label="Missed in 7 days"
          width={2}
          inputMode="numeric"
          value={state.typed.missedDoses}
          error={errorOf(state, 'missedDoses')}
          autoComplete="off"
        />
      </div>
      {QUESTIONS.map((question) => (
        <Fragment key={question.name}>
          <Answer state={state} question={question} />
          {question.name === 'bleeding' && <Medicines state={state} />}
        </Fragment>
      ))}
      <Input
        id="comment"
        name="comment"
        label="Comment on the result"
        value={state.typed.comment}
        error={errorOf(state, 'comment')}
      />
    </Details>
  )
}

type AnswerProps = {
  readonly state: Conversation
  readonly question: (typeof QUESTIONS)[number]
}

/** One question, and room for what was said about it. */
function Answer({ state, question: { name, label, choices } }: AnswerProps) {
  const note = `${name}Note` as const
  return (
    <div className="evk-pair">
      <Select
        id={name}
        name={name}
        label={label}
        options={[
          { value: '', text: 'Choose' },
          ...choices.map(([value, text]) => ({ value, text })),
        ]}
        value={state.typed[name]}
        error={errorOf(state, name)}
      />
      <Input
        id={note}
        name={note}
        label={{
          text: (
            <>
              What, when<span className="nhsuk-u-visually-hidden">: {label}</span>
            </>
          ),
        }}
        value={state.typed[note]}
        error={errorOf(state, note)}
      />
    </div>
  )
}
