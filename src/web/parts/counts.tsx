import { classNames } from './class-names.ts'

export type Count = {
  readonly count: number
  /** What they are: "dosed, patient not told". */
  readonly label: string
  /** The list of exactly those that are counted. */
  readonly href: string
  /** How long the oldest has waited: "42m". */
  readonly since?: string | undefined
}

type Props = {
  readonly heading: string
  /** Red above zero: the first column of the front page only. */
  readonly urgent?: boolean
  readonly counts: readonly Count[]
}

/** One column of the front page. Nothing is hidden at zero: it says a quiet "none". */
export function Counts({ heading, urgent = false, counts }: Props) {
  return (
    <section>
      <h2>{heading}</h2>
      <ul className="evk-counts__list">
        {counts.map((count) => (
          <li key={count.label}>
            <CountLink {...count} urgent={urgent} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function CountLink({ count, label, href, since, urgent }: Count & { readonly urgent: boolean }) {
  const isNone = count === 0
  return (
    <a
      className={classNames(
        'evk-count',
        isNone && 'evk-count--none',
        urgent && !isNone && 'evk-count--urgent',
      )}
      href={href}
    >
      <span className="evk-count__figure">{isNone ? 'none' : count}</span>{' '}
      <span className="evk-count__label">{label}</span>{' '}
      {since && <span className="evk-count__since">{since}</span>}
    </a>
  )
}
