import type { ReactNode } from 'react'
import { useNothingSaved } from './nothing-saved.tsx'

/** Sends a form in a row of a list; it waits while nothing can be saved. */
export const SmallButton = (props: {
  readonly name?: string
  readonly value?: string
  readonly children: ReactNode
}) => (
  <button
    className="evk-small-button"
    type="submit"
    name={props.name}
    value={props.value}
    disabled={useNothingSaved() !== undefined}
  >
    {props.children}
  </button>
)
