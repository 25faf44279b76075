import type { ReactNode } from 'react'

/** A part of what a specification says. */
export function Section(props: { readonly heading: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="nhsuk-heading-s">{props.heading}</h3>
      {props.children}
    </section>
  )
}

/** Things that are said one after the other. */
export function Lines({ items }: { readonly items: readonly string[] }) {
  return (
    <ul>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  )
}
