import type { ReactNode } from 'react'

export type Size = 's' | 'm' | 'l' | 'xl'

/** The words of a label or legend: bare, or with a size, as a heading, or for screen readers only. */
export type Wording =
  | string
  | {
      readonly text: ReactNode
      readonly size?: Size
      readonly headingLevel?: 1 | 2 | 3 | 4
      readonly hidden?: boolean
    }

/** Both spellings of a wording as one record. */
export function spelledOut(wording: Wording) {
  return typeof wording === 'string' ? { text: wording } : wording
}
