import { classNames } from './class-names.ts'
import { describedBy } from './described-by.ts'
import { Field, type FieldProps } from './field.tsx'

export type TextareaProps = FieldProps & { readonly rows?: number }

/** Several lines of text. */
export function Textarea(props: TextareaProps) {
  return (
    <Field {...props}>
      <textarea
        className={classNames(
          'nhsuk-textarea',
          props.error !== undefined && 'nhsuk-textarea--error',
          props.className,
        )}
        id={props.id}
        name={props.name}
        rows={props.rows ?? 5}
        defaultValue={props.value}
        disabled={props.disabled}
        aria-describedby={describedBy(props)}
        autoComplete={props.autoComplete}
        {...props.attributes}
      />
    </Field>
  )
}
