import type { ReactNode } from 'react'

/** To the page before. */
export function BackLink(props: { readonly href: string; readonly children?: ReactNode }) {
  return (
    <a className="nhsuk-back-link" href={props.href}>
      {props.children ?? 'Back'}
    </a>
  )
}
