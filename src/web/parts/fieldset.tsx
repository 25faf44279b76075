import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { spelledOut, type Wording } from './wording.ts'

type Props = {
  readonly legend: Wording
  readonly describedBy?: string | undefined
  readonly role?: 'group' | undefined
  readonly children?: ReactNode
}

/** A group of fields that answer one question. */
export function Fieldset({ legend, describedBy, role, children }: Props) {
  return (
    <fieldset className="nhsuk-fieldset" role={role} aria-describedby={describedBy}>
      <Legend wording={legend} />
      {children}
    </fieldset>
  )
}

function Legend({ wording }: { readonly wording: Wording }) {
  const { text, size, headingLevel, hidden } = spelledOut(wording)
  const className = classNames(
    'nhsuk-fieldset__legend',
    size && `nhsuk-fieldset__legend--${size}`,
    hidden && 'nhsuk-u-visually-hidden',
  )
  if (headingLevel === undefined) return <legend className={className}>{text}</legend>
  const Heading = `h${headingLevel}` as const
  return (
    <legend className={className}>
      <Heading className="nhsuk-fieldset__heading">{text}</Heading>
    </legend>
  )
}
