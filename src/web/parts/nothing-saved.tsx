import { createContext, type ReactNode, useContext } from 'react'

/** At what time it was found that nothing can be saved, on the pages that are shown meanwhile. */
const Since = createContext<string | undefined>(undefined)

/** Every form within says, before anybody types, that it cannot be saved, and its buttons wait. */
export const NothingSaved = (props: {
  readonly since: string | undefined
  readonly children: ReactNode
}) => <Since value={props.since}>{props.children}</Since>

/** A form that only looks something up works all the same. */
export const Looks = ({ children }: { readonly children: ReactNode }) => (
  <Since value={undefined}>{children}</Since>
)

export const useNothingSaved = (): string | undefined => useContext(Since)

/** At the top of a form. */
export function CannotBeSaved() {
  const since = useNothingSaved()
  if (since === undefined) return null
  return (
    <p className="evk-not-now">
      <strong>This cannot be saved now.</strong> Since {since} Evenkeel can only be read. Write it
      on paper.
    </p>
  )
}
