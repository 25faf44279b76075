import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

type Props = {
  readonly href: string
  /** White on a dark ground. */
  readonly isReverse?: boolean
  readonly children?: ReactNode
}

/** To the page before. */
export function BackLink({ href, isReverse, children }: Props) {
  return (
    <a
      className={classNames('nhsuk-back-link', isReverse && 'nhsuk-back-link--reverse')}
      href={href}
    >
      {children ?? 'Back'}
    </a>
  )
}
