type Neighbour = { readonly href: string; readonly label: string }

type Props = {
  readonly previous?: Neighbour | undefined
  readonly next?: Neighbour | undefined
}

/** The page before and the page after. */
export function Pagination({ previous, next }: Props) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: the design system prints the role for older readers
    <nav className="nhsuk-pagination" role="navigation" aria-label="Pagination">
      <ul className="nhsuk-list nhsuk-pagination__list">
        {previous && <PaginationItem side="previous" {...previous} />}
        {next && <PaginationItem side="next" {...next} />}
      </ul>
    </nav>
  )
}

const SIDES = {
  previous: {
    word: 'Previous',
    rel: 'prev',
    icon: 'arrow-left',
    path: 'M10.7 6.3c.4.4.4 1 0 1.4L7.4 11H19a1 1 0 0 1 0 2H7.4l3.3 3.3c.4.4.4 1 0 1.4a1 1 0 0 1-1.4 0l-5-5A1 1 0 0 1 4 12c0-.3.1-.5.3-.7l5-5a1 1 0 0 1 1.4 0Z',
  },
  next: {
    word: 'Next',
    rel: 'next',
    icon: 'arrow-right',
    path: 'm14.7 6.3 5 5c.2.2.3.4.3.7 0 .3-.1.5-.3.7l-5 5a1 1 0 0 1-1.4-1.4l3.3-3.3H5a1 1 0 0 1 0-2h11.6l-3.3-3.3a1 1 0 1 1 1.4-1.4Z',
  },
}

function PaginationItem(props: Neighbour & { readonly side: keyof typeof SIDES }) {
  const { side, href, label } = props
  const { word, rel, icon, path } = SIDES[side]
  return (
    <li className={`nhsuk-pagination-item--${side}`}>
      <a className={`nhsuk-pagination__link nhsuk-pagination__link--${rel}`} href={href} rel={rel}>
        <span className="nhsuk-pagination__title">
          {word}
          <span className="nhsuk-u-visually-hidden"> page</span>
        </span>
        <span className="nhsuk-u-visually-hidden">:</span>{' '}
        <span className="nhsuk-pagination__page">{label}</span>
        <svg
          className={`nhsuk-icon nhsuk-icon--${icon}`}
          xmlns="http://www.w3.org/2000/svg"
          viewBox="0 0 24 24"
          width="16"
          height="16"
          focusable="false"
          aria-hidden="true"
        >
          <path d={path} />
        </svg>
      </a>
    </li>
  )
}
