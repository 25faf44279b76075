import type { ReactNode } from 'react'
import type { PageAnswer } from '#web/page.ts'
import { BackLink } from '#web/parts/back-link.tsx'

type Known = Pick<PageAnswer, 'status' | 'errors'> & {
  readonly title: string
  /** Which entry of the navigation is lit. */
  readonly place: PageAnswer['place']
  /** Where the page was opened from; the pages of the navigation have none. */
  readonly back?: { readonly href: string; readonly text: string }
}

/**
 * A page of a commissioner. It says above everything what holds on all of them: figures of providers, and nobody who is treated.
 */
export const commissionerPage = (
  { title, place, back, ...rest }: Known,
  main: ReactNode,
): PageAnswer => ({
  kind: 'page',
  ...rest,
  title,
  place,
  main: (
    <>
      {back && <BackLink href={back.href}>{back.text}</BackLink>}
      <h1 className="nhsuk-heading-l">{title}</h1>
      {main}
    </>
  ),
})
