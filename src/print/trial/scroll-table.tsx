import type { ReactNode } from 'react'

/** A cell of figures; a plain text is one line of it. */
export type FigureCell = { readonly key: string; readonly content: ReactNode }
export type FigureRow = {
  readonly key: string
  readonly heading: string
  readonly cells: readonly FigureCell[]
}

type Props = {
  readonly caption: string
  readonly headings: readonly string[]
  readonly rows: readonly FigureRow[]
}

/** A table of figures that may be wider than the screen; its caption is read above it and does not scroll away. */
export function ScrollTable({ caption, headings, rows }: Props) {
  return (
    <>
      <p className="caption" aria-hidden="true">
        {caption}
      </p>
      <section
        className="scroll"
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
      >
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              {headings.map((heading, nth) => (
                <th key={heading} scope="col" className={nth === 0 ? undefined : 'number'}>
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.key}>
                <th scope="row">{row.heading}</th>
                {row.cells.map(({ key, content }) => (
                  <td key={key} className="number">
                    {content}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  )
}
