import type { ReactNode } from 'react'

/** One thing to put right; `href` is the id of its field: `#inr`. */
export type PageError = { readonly text: string; readonly href?: string | undefined }

type Props = {
  readonly errors: readonly PageError[]
  readonly heading?: ReactNode
  readonly description?: ReactNode
}

/** Everything that is wrong with the page, first on the page, each with a link to its field. */
export function ErrorSummary({ errors, heading = 'There is a problem', description }: Props) {
  return (
    <div className="nhsuk-error-summary" data-module="nhsuk-error-summary">
      <div role="alert">
        <h2 className="nhsuk-error-summary__heading">{heading}</h2>
        <div className="nhsuk-error-summary__body">
          {description && <p>{description}</p>}
          {errors.length > 0 && (
            <ul className="nhsuk-list nhsuk-error-summary__list">
              {errors.map(({ text, href }) => (
                <li key={text}>{href === undefined ? text : <a href={href}>{text}</a>}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </div>
  )
}
