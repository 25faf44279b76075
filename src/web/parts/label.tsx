import { classNames } from './class-names.ts'
import { spelledOut, type Wording } from './wording.ts'

type Props = {
  readonly htmlFor: string
  readonly wording: Wording
  readonly className?: string | undefined
}

/** The label of a field, wrapped in a heading when it is the question of the page. */
export function Label({ htmlFor, wording, className }: Props) {
  const { text, size, headingLevel, hidden } = spelledOut(wording)
  const label = (
    <label
      className={classNames(
        'nhsuk-label',
        size && `nhsuk-label--${size}`,
        className,
        hidden && 'nhsuk-u-visually-hidden',
      )}
      htmlFor={htmlFor}
    >
      {text}
    </label>
  )
  if (headingLevel === undefined) return label
  const Heading = `h${headingLevel}` as const
  return <Heading className="nhsuk-label-wrapper">{label}</Heading>
}
