import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { describedBy } from './described-by.ts'
import { Field, type FieldProps } from './field.tsx'

export type Option = { readonly value: string; readonly text: string; readonly disabled?: boolean }

export type SelectProps = FieldProps & {
  readonly options: readonly Option[]
  /** A small button beside the list. */
  readonly after?: ReactNode
}

/** One of a list too long for radios. */
export function Select(props: SelectProps) {
  return (
    <Field {...props}>
      {props.after ? (
        <div className="nhsuk-input-wrapper">
          <SelectBox {...props} />
          {props.after}
        </div>
      ) : (
        <SelectBox {...props} />
      )}
    </Field>
  )
}

function SelectBox(props: SelectProps) {
  return (
    <select
      className={classNames(
        'nhsuk-select',
        props.error !== undefined && 'nhsuk-select--error',
        props.className,
      )}
      id={props.id}
      name={props.name}
      defaultValue={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy(props)}
      {...props.attributes}
    >
      {props.options.map(({ value, text, disabled }) => (
        <option key={value} value={value} disabled={disabled}>
          {text}
        </option>
      ))}
    </select>
  )
}
