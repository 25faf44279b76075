type Place = { readonly href: string; readonly text: string }

/** Where this page is in the service; the nearest place last. */
export function Breadcrumb({ places }: { readonly places: readonly Place[] }) {
  const nearest = places.at(-1)
  return (
    <nav className="nhsuk-breadcrumb" aria-label="Breadcrumb">
      <ol className="nhsuk-breadcrumb__list">
        {places.map(({ href, text }) => (
          <li key={text} className="nhsuk-breadcrumb__list-item">
            <a className="nhsuk-breadcrumb__link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ol>
      {nearest && (
        <a className="nhsuk-back-link" href={nearest.href}>
          <span className="nhsuk-u-visually-hidden">Back to </span>
          {nearest.text}
        </a>
      )}
    </nav>
  )
}
