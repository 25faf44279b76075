import type { ReactNode } from 'react'
import { describedBy } from './described-by.ts'
import { ErrorMessage } from './error-message.tsx'
import { Fieldset } from './fieldset.tsx'
import { FormGroup } from './form-group.tsx'
import { Hint } from './hint.tsx'
import type { Wording } from './wording.ts'

export type QuestionProps = {
  readonly id: string
  readonly legend?: Wording
  readonly hint?: ReactNode
  readonly error?: string | undefined
  readonly describedBy?: string | undefined
  readonly groupClassName?: string | undefined
}

type Props = QuestionProps & { readonly role?: 'group'; readonly children: ReactNode }

/** Legend, hint and error round several inputs; without a legend, the page has said the question itself. */
export function Question(props: Props) {
  const { id, legend, hint, error, children } = props
  const inside = (
    <>
      {hint && <Hint id={`${id}-hint`}>{hint}</Hint>}
      {error !== undefined && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
      {children}
    </>
  )
  return (
    <FormGroup error={error} className={props.groupClassName}>
      {legend === undefined ? (
        inside
      ) : (
        <Fieldset legend={legend} role={props.role} describedBy={describedBy(props)}>
          {inside}
        </Fieldset>
      )}
    </FormGroup>
  )
}
