import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import type { Size } from './wording.ts'

type Props = {
  readonly heading: ReactNode
  readonly headingSize?: Size
  readonly headingLevel?: 1 | 2 | 3
  readonly headingId?: string
  readonly variant?: 'interruption'
  readonly children?: ReactNode
}

/** What was done, in large; or an interruption: something risky is about to be done. */
export function Panel(props: Props) {
  const { heading, headingSize, headingLevel = 1, headingId, variant, children } = props
  const Heading = `h${headingLevel}` as const
  return (
    <div className={classNames('nhsuk-panel', variant && `nhsuk-panel--${variant}`)}>
      <Heading
        className={classNames(
          'nhsuk-panel__heading',
          headingSize && `nhsuk-panel__heading--${headingSize}`,
        )}
        id={headingId}
      >
        {heading}
      </Heading>
      <div className="nhsuk-panel__body">{children}</div>
    </div>
  )
}
