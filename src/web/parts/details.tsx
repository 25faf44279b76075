import type { ReactNode } from 'react'
import type { Attributes } from './attributes.ts'
import { classNames } from './class-names.ts'

type Props = {
  readonly summary: ReactNode
  readonly open?: boolean
  readonly expander?: boolean
  readonly id?: string
  readonly attributes?: Attributes
  readonly children: ReactNode
}

/** More, for those who ask for it, opened in place. */
export function Details({ summary, open, expander, id, attributes, children }: Props) {
  return (
    <details
      className={classNames('nhsuk-details', expander && 'nhsuk-expander')}
      id={id}
      open={open}
      {...attributes}
    >
      <summary className="nhsuk-details__summary">
        <span className="nhsuk-details__summary-text">{summary}</span>
      </summary>
      <div className="nhsuk-details__text">{children}</div>
    </details>
  )
}
