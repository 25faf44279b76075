import type { ReactNode } from 'react'
import { classNames } from './class-names.ts'
import type { Size } from './wording.ts'

export type Column = {
  readonly heading: string
  /** Right-aligned, tabular figures. */
  readonly numeric?: boolean
  /** The heading is for screen readers only, as over a column of buttons. */
  readonly hidden?: boolean
}

export type Row = {
  readonly key: string
  readonly cells: readonly ReactNode[]
  readonly className?: string | undefined
}

export type TableProps = {
  readonly columns: readonly Column[]
  readonly rows: readonly Row[]
  readonly caption?: ReactNode
  readonly captionSize?: Size
  readonly captionHidden?: boolean
  readonly firstCellIsHeader?: boolean
  /** Dense: half the padding. */
  readonly compact?: boolean
  /** On a narrow screen each row becomes a short list of headed values. */
  readonly responsive?: boolean
  readonly striped?: boolean
  readonly border?: boolean
  readonly lastRowBorder?: boolean
  readonly id?: string
}

/** Rows of like things. */
export function Table(props: TableProps) {
  return (
    <table
      className={tableClass(props)}
      id={props.id}
      role={props.responsive ? 'table' : undefined}
    >
      {props.caption && <Caption {...props} />}
      <Head {...props} />
      <tbody className="nhsuk-table__body">
        {props.rows.map((row) => (
          <BodyRow key={row.key} table={props} row={row} />
        ))}
      </tbody>
    </table>
  )
}

function tableClass(props: TableProps): string {
  return classNames(
    'nhsuk-table',
    props.compact && 'nhsuk-table--compact',
    props.responsive && 'nhsuk-table--responsive',
    props.border === false && 'nhsuk-table--no-border',
    props.border !== false && props.lastRowBorder === false && 'nhsuk-table--no-last-row-border',
    props.striped && 'nhsuk-table--striped',
  )
}

function Caption({ caption, captionSize, captionHidden }: TableProps) {
  return (
    <caption
      className={classNames(
        'nhsuk-table__caption',
        captionSize && `nhsuk-table__caption--${captionSize}`,
        captionHidden && 'nhsuk-u-visually-hidden',
      )}
    >
      {caption}
    </caption>
  )
}

function Head({ columns, responsive }: TableProps) {
  return (
    <thead className="nhsuk-table__head" role={responsive ? 'rowgroup' : undefined}>
      <tr className="nhsuk-table__row" role={responsive ? 'row' : undefined}>
        {columns.map(({ heading, numeric, hidden }) => (
          <th
            key={heading}
            className={classNames('nhsuk-table__header', numeric && 'nhsuk-table__header--numeric')}
            scope="col"
            role={responsive ? 'columnheader' : undefined}
          >
            {hidden ? <span className="nhsuk-u-visually-hidden">{heading}</span> : heading}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function BodyRow({ table, row }: { readonly table: TableProps; readonly row: Row }) {
  return (
    <tr
      className={classNames('nhsuk-table__row', row.className)}
      role={table.responsive ? 'row' : undefined}
    >
      {table.columns.map((column, nth) => (
        <BodyCell
          key={column.heading}
          column={column}
          isHeader={nth === 0 && table.firstCellIsHeader === true}
          isResponsive={table.responsive === true}
        >
          {row.cells[nth]}
        </BodyCell>
      ))}
    </tr>
  )
}

type CellProps = {
  readonly column: Column
  readonly isHeader: boolean
  readonly isResponsive: boolean
  readonly children: ReactNode
}

function BodyCell({ column, isHeader, isResponsive, children }: CellProps) {
  const block = isHeader ? 'nhsuk-table__header' : 'nhsuk-table__cell'
  const Cell = isHeader ? 'th' : 'td'
  const role = isHeader ? 'rowheader' : 'cell'
  return (
    <Cell
      className={classNames(block, column.numeric && `${block}--numeric`)}
      scope={isHeader ? 'row' : undefined}
      role={isResponsive ? role : undefined}
    >
      {isResponsive ? <HeadedValue column={column}>{children}</HeadedValue> : children}
    </Cell>
  )
}

function HeadedValue(props: { readonly column: Column; readonly children: ReactNode }) {
  const { column, children } = props
  const isBare = typeof children === 'string' || typeof children === 'number'
  return (
    <>
      <span className="nhsuk-table__heading" aria-hidden="true">
        {column.hidden ? (
          <span className="nhsuk-u-visually-hidden">{column.heading}</span>
        ) : (
          column.heading
        )}{' '}
      </span>
      {isBare ? children : <span>{children}</span>}
    </>
  )
}
