import type { ReactNode } from 'react'

/** Something to notice beside the text; its children are paragraphs. */
export function InsetText(props: { readonly children: ReactNode }) {
  return (
    <div className="nhsuk-inset-text">
      <span className="nhsuk-u-visually-hidden">Information: </span>
      {props.children}
    </div>
  )
}
