import { classNames } from './class-names.ts'
import { Input } from './input.tsx'
import { Label } from './label.tsx'
import { Question } from './question.tsx'
import type { Option } from './select.tsx'

type Props = {
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  /** The cursor is put there at once: it is all that the page asks. */
  readonly isFirst?: boolean
}

const digits = (from: number, to: number): readonly Option[] =>
  Array.from({ length: to - from + 1 }, (_, nth) => ({
    value: `${from + nth}`,
    text: `${from + nth}`,
  }))
const CHOOSE: Option = { value: '', text: 'Choose' }

/** An INR of a laboratory is at most 20.0 (`LABORATORY_RANGE`). */
const HIGHEST_WHOLE = 20
const PARTS: readonly {
  readonly part: string
  readonly label: string
  readonly options: readonly Option[]
}[] = [
  {
    part: 'sign',
    label: 'It says',
    options: [
      { value: '=', text: 'exactly' },
      { value: '>', text: 'more than' },
      { value: '<', text: 'less than' },
    ],
  },
  { part: 'whole', label: 'Whole number', options: [CHOOSE, ...digits(0, HIGHEST_WHOLE)] },
  { part: 'tenth', label: 'Tenth', options: [CHOOSE, ...digits(0, 9)] },
]

/**
 * The second, blind entry of an INR (H03). Without scripts nothing stops a browser from pasting into a box, so there it is
 * chosen from lists; a script puts the box, which refuses what is pasted, in their place.
 */
export function SecondInr(props: Props) {
  return (
    <div data-in-place-of-lists>
      <template>
        <Box {...props} />
      </template>
      <Lists {...props} />
    </div>
  )
}

const Box = ({ label, hint, error, isFirst }: Props) => (
  <Input
    id="inrAgain"
    name="inrAgain"
    label={label}
    hint={hint}
    error={error}
    width={4}
    inputMode="decimal"
    autoComplete="off"
    attributes={{ 'data-no-paste': true, 'data-no-draft': true, autoFocus: isFirst }}
  />
)

const Lists = ({ label, hint, error }: Props) => (
  <Question id="inrAgain" legend={label} hint={hint} error={error} role="group">
    <div className="nhsuk-date-input" id="inrAgain">
      {PARTS.map(({ part, label: of, options }) => (
        <div key={part} className="nhsuk-date-input__item">
          <Label htmlFor={`inrAgain-${part}`} wording={of} className="nhsuk-date-input__label" />
          <select
            id={`inrAgain-${part}`}
            name={`inrAgain[${part}]`}
            className={classNames('nhsuk-select', error !== undefined && 'nhsuk-select--error')}
            autoComplete="off"
            data-no-draft
          >
            {options.map(({ value, text }) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </div>
      ))}
    </div>
  </Question>
)
