import type { ReactNode } from 'react'

type Props = {
  readonly heading: string
  readonly headingLevel?: 2 | 3 | 4
  readonly children: ReactNode
}

/** A warning that must be read before acting; its children are paragraphs. */
export function WarningCallout({ heading, headingLevel = 3, children }: Props) {
  const Heading = `h${headingLevel}` as const
  return (
    <div className="nhsuk-card nhsuk-card--warning">
      <div className="nhsuk-card__content">
        <Heading className="nhsuk-card__heading">
          {heading === 'Important' ? heading : <ImportantHeading>{heading}</ImportantHeading>}
        </Heading>
        {children}
      </div>
    </div>
  )
}

function ImportantHeading(props: { readonly children: string }) {
  return (
    // biome-ignore lint/a11y/useValidAriaRole: the design system reads the two parts as one text
    <span role="text">
      <span className="nhsuk-u-visually-hidden">Important: </span>
      {props.children}
    </span>
  )
}
