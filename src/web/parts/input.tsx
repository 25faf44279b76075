import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { describedBy } from './described-by.ts'
import { Field, type FieldProps } from './field.tsx'

export type InputProps = FieldProps & {
  readonly type?: 'text' | 'tel' | 'email' | 'password' | 'search' | 'url'
  readonly width?: 2 | 3 | 4 | 5 | 10 | 20 | 30
  readonly inputMode?: 'numeric' | 'decimal' | 'text' | 'tel' | 'email'
  readonly spellCheck?: boolean
  /** Even spacing of digits, for an NHS number or a code. */
  readonly code?: boolean
  readonly prefix?: ReactNode
  readonly suffix?: ReactNode
  /** A small button beside the input. */
  readonly after?: ReactNode
}

/** A single line of text. */
export function Input(props: InputProps) {
  const { prefix, suffix, after } = props
  return (
    <Field {...props}>
      {prefix || suffix || after ? (
        <div className="nhsuk-input-wrapper">
          {prefix && <Affix kind="prefix">{prefix}</Affix>}
          <InputBox {...props} />
          {suffix && <Affix kind="suffix">{suffix}</Affix>}
          {after}
        </div>
      ) : (
        <InputBox {...props} />
      )}
    </Field>
  )
}

/** The bare input, for a place that has its own label. */
export function InputBox(props: Omit<InputProps, 'label'> & { readonly isWrong?: boolean }) {
  const { error, width, code, isWrong = error !== undefined } = props
  return (
    <input
      className={classNames(
        'nhsuk-input',
        code && 'nhsuk-input--code',
        isWrong && 'nhsuk-input--error',
        width && `nhsuk-input--width-${width}`,
        props.className,
      )}
      id={props.id}
      name={props.name}
      type={props.type ?? 'text'}
      spellCheck={props.spellCheck}
      defaultValue={props.value}
      disabled={props.disabled}
      aria-describedby={describedBy(props)}
      autoComplete={props.autoComplete}
      inputMode={props.inputMode}
      {...props.attributes}
    />
  )
}

function Affix(props: { readonly kind: 'prefix' | 'suffix'; readonly children: ReactNode }) {
  return (
    <div className={`nhsuk-input-wrapper__${props.kind}`} aria-hidden="true">
      {props.children}
    </div>
  )
}
