import type { ReactNode } from 'react'

/** What is wrong with one field, and what to do. */
export function ErrorMessage(props: { readonly id?: string; readonly children: ReactNode }) {
  return (
    <span className="nhsuk-error-message" id={props.id}>
      <span className="nhsuk-u-visually-hidden">Error: </span>
      {props.children}
    </span>
  )
}
