import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type TagColour =
  | 'white'
  | 'grey'
  | 'green'
  | 'aqua-green'
  | 'blue'
  | 'purple'
  | 'pink'
  | 'red'
  | 'orange'
  | 'yellow'

type Props = {
  readonly colour?: TagColour | 'none' | undefined
  readonly border?: boolean
  readonly children: ReactNode
}

/** A state in a word or two. The words carry the meaning; the colour only helps. */
export function Tag({ colour, border = true, children }: Props) {
  return (
    <strong
      className={classNames('nhsuk-tag', colourClass(colour), !border && 'nhsuk-tag--no-border')}
    >
      {children}
    </strong>
  )
}

function colourClass(colour: Props['colour']): string | undefined {
  if (colour === undefined) return undefined
  return colour === 'none' ? 'nhsuk-tag--no-colour' : `nhsuk-tag--${colour}`
}
