import { classNames } from './class-names.ts'
import { InputBox } from './input.tsx'
import { Label } from './label.tsx'
import { Question, type QuestionProps } from './question.tsx'

export type DatePart = 'day' | 'month' | 'year'

export type DateInputProps = QuestionProps & {
  /** The names posted are `name[day]`, `name[month]` and `name[year]`; without it `day`, `month`, `year`. */
  readonly name?: string
  readonly values?: { readonly [part in DatePart]?: string | undefined }
  /** The parts that are wrong; all of them when there is an error and none is named. */
  readonly wrongParts?: readonly DatePart[]
  readonly parts?: readonly DatePart[]
  readonly disabledParts?: readonly DatePart[]
  /** A date of birth may be filled in by the browser. */
  readonly isBirthday?: boolean
}

const WORDS: { readonly [part in DatePart]: string } = { day: 'Day', month: 'Month', year: 'Year' }
const ALL_PARTS: readonly DatePart[] = ['day', 'month', 'year']

/** A date in three boxes, kept as it was typed. Its error links to `id-day`. */
export function DateInput(props: DateInputProps) {
  const { id, parts = ALL_PARTS } = props
  return (
    <Question {...props} role="group">
      <div className="nhsuk-date-input" id={id}>
        {parts.map((part) => (
          <DatePartInput key={part} {...props} part={part} />
        ))}
      </div>
    </Question>
  )
}

function DatePartInput(props: DateInputProps & { readonly part: DatePart }) {
  const { part, name, values, error, wrongParts = ALL_PARTS, disabledParts = [] } = props
  const id = `${props.id}-${part}`
  const isWrong = error !== undefined && wrongParts.includes(part)
  return (
    <div className="nhsuk-date-input__item">
      <div className={classNames('nhsuk-form-group', isWrong && 'nhsuk-form-group--error')}>
        <Label htmlFor={id} wording={WORDS[part]} className="nhsuk-date-input__label" />
        <InputBox
          id={id}
          name={name === undefined ? part : `${name}[${part}]`}
          value={values?.[part]}
          isWrong={isWrong}
          disabled={disabledParts.includes(part)}
          className="nhsuk-date-input__input"
          width={part === 'year' ? 4 : 2}
          inputMode="numeric"
          autoComplete={props.isBirthday ? `bday-${part}` : undefined}
        />
      </div>
    </div>
  )
}
