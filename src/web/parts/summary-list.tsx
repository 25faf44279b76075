import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'

export type SummaryAction = {
  readonly href: string
  readonly text: string
  /** What the link changes, for a screen reader: "date of birth". */
  readonly of: string
}

export type SummaryRow = {
  readonly key: string
  readonly value: ReactNode
  readonly actions?: readonly SummaryAction[]
  readonly border?: boolean
}

type Props = {
  readonly rows: readonly SummaryRow[]
  readonly border?: boolean
  readonly lastRowBorder?: boolean
}

/** Facts and their values, each with a way to change it. */
export function SummaryList({ rows, border, lastRowBorder }: Props) {
  const someHaveActions = rows.some(hasActions)
  return (
    <dl
      className={classNames(
        'nhsuk-summary-list',
        border === false && 'nhsuk-summary-list--no-border',
        border !== false && lastRowBorder === false && 'nhsuk-summary-list--no-last-row-border',
      )}
    >
      {rows.map((row) => (
        <div
          key={row.key}
          className={classNames(
            'nhsuk-summary-list__row',
            row.border === false && 'nhsuk-summary-list__row--no-border',
            someHaveActions && !hasActions(row) && 'nhsuk-summary-list__row--no-actions',
          )}
        >
          <dt className="nhsuk-summary-list__key">{row.key}</dt>
          <dd className="nhsuk-summary-list__value">{row.value}</dd>
          {hasActions(row) && (
            <dd className="nhsuk-summary-list__actions">
              <Actions actions={row.actions ?? []} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

function hasActions(row: SummaryRow): boolean {
  return row.actions !== undefined && row.actions.length > 0
}

function Actions({ actions }: { readonly actions: readonly SummaryAction[] }) {
  const [only, second] = actions
  if (only !== undefined && second === undefined) return <ActionLink {...only} />
  return (
    <ul className="nhsuk-summary-list__actions-list">
      {actions.map((action) => (
        <li key={action.href + action.text} className="nhsuk-summary-list__actions-list-item">
          <ActionLink {...action} />
        </li>
      ))}
    </ul>
  )
}

function ActionLink({ href, text, of }: SummaryAction) {
  return (
    <a className="nhsuk-link" href={href}>
      {text}
      <span className="nhsuk-u-visually-hidden"> {of}</span>
    </a>
  )
}
