import { Field } from '#web/parts/field.tsx'

type Props = {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly error: string | undefined
  /** Which files a browser offers first. */
  readonly accept?: string
}

/** Chooses one file; of comma-separated text, unless another kind is named. */
export function FileInput({ name, label, hint, error, accept = '.csv,text/csv' }: Props) {
  const describedBy = error === undefined ? `${name}-hint` : `${name}-hint ${name}-error`
  return (
    <Field id={name} label={{ text: label, size: 's' }} hint={hint} error={error}>
      <input
        className="nhsuk-input nhsuk-input--width-30"
        id={name}
        name={name}
        type="file"
        accept={accept}
        aria-describedby={describedBy}
      />
    </Field>
  )
}
