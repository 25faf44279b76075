import type { ReactNode } from 'react'
import type { Attributes } from './attributes.ts'
import { ErrorMessage } from './error-message.tsx'
import { FormGroup } from './form-group.tsx'
import { Hint } from './hint.tsx'
import { Label } from './label.tsx'
import type { Wording } from './wording.ts'

/** What every single field asks of the page. */
export type FieldProps = {
  readonly id: string
  readonly name: string
  readonly label: Wording
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly value?: string | undefined
  readonly disabled?: boolean
  readonly describedBy?: string | undefined
  readonly autoComplete?: string | undefined
  readonly className?: string | undefined
  readonly groupClassName?: string | undefined
  readonly attributes?: Attributes
}

type Props = Pick<FieldProps, 'id' | 'label' | 'hint' | 'error' | 'groupClassName'> & {
  readonly children: ReactNode
}

/** Label, hint and error round one field. */
export function Field({ id, label, hint, error, groupClassName, children }: Props) {
  return (
    <FormGroup error={error} className={groupClassName}>
      <Label htmlFor={id} wording={label} />
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error !== undefined && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {children}
    </FormGroup>
  )
}
