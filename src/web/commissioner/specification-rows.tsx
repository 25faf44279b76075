import { QUALITY_ROWS, QUESTION_CHOICES, QUESTION_ROWS } from '#contract/edited-questions.ts'
import { Details } from '#web/parts/details.tsx'
import { ListField, TextField, type TypedForm } from '#web/register/typed-form.tsx'

type Props = { readonly form: TypedForm }
type RowProps = Props & { readonly row: number }

const rowsOf = (count: number) => Array.from({ length: count }, (_, row) => row)

/** @technical So many empty rows are offered at once. */
const OFFERED = 2

/** The requirements of quality. Rows without a name are left out. */
export function QualityRows({ form }: Props) {
  const filled = rowsOf(QUALITY_ROWS).filter((row) => (form.values[`q${row}-name`] ?? '') !== '')
  const empty = rowsOf(QUALITY_ROWS).filter((row) => !filled.includes(row))
  return (
    <section>
      <h2 className="nhsuk-heading-m">Requirements of quality</h2>
      {filled.map((row) => (
        <QualityRow key={row} form={form} row={row} />
      ))}
      {empty.length > 0 && (
        <Details summary="Add another requirement">
          {empty.slice(0, OFFERED).map((row) => (
            <QualityRow key={row} form={form} row={row} />
          ))}
        </Details>
      )}
    </section>
  )
}

function QualityRow({ form, row }: RowProps) {
  return (
    <fieldset className="nhsuk-fieldset evk-narrow">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
        Requirement {row + 1}
      </legend>
      <TextField form={form} name={`q${row}-name`} label="What is required" />
      <TextField
        form={form}
        name={`q${row}-percent`}
        label="At least this per cent"
        width={5}
        inputMode="numeric"
      />
      <TextField form={form} name={`q${row}-by`} label="How it is measured" />
      <TextField
        form={form}
        name={`q${row}-days`}
        label="Reported within so many working days (optional)"
        width={5}
        inputMode="numeric"
      />
    </fieldset>
  )
}

/** The questions of the audit. Rows without a text are left out. */
export function QuestionRows({ form }: Props) {
  const filled = rowsOf(QUESTION_ROWS).filter((row) => (form.values[`a${row}-text`] ?? '') !== '')
  const empty = rowsOf(QUESTION_ROWS).filter((row) => !filled.includes(row))
  return (
    <section>
      <h2 className="nhsuk-heading-m">Questions of the audit</h2>
      {filled.map((row) => (
        <QuestionRow key={row} form={form} row={row} />
      ))}
      {empty.length > 0 && (
        <Details summary="Add another question">
          {empty.slice(0, OFFERED).map((row) => (
            <QuestionRow key={row} form={form} row={row} />
          ))}
        </Details>
      )}
    </section>
  )
}

function QuestionRow({ form, row }: RowProps) {
  return (
    <fieldset className="nhsuk-fieldset evk-narrow">
      <legend className="nhsuk-fieldset__legend nhsuk-fieldset__legend--s">
        Question {row + 1}
      </legend>
      <TextField form={form} name={`a${row}-text`} label="What is asked" />
      <ListField
        form={form}
        name={`a${row}-kind`}
        label="How it is answered"
        words={QUESTION_CHOICES}
        none="Choose"
      />
    </fieldset>
  )
}
