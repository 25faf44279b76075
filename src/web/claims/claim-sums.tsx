import type { ClaimSum } from '#contract/quarterly-claim.ts'
import type { Component } from '#contract/specification.ts'
import { monthInWords, pounds } from '#web/contract/specification-words.ts'
import { Table } from '#web/parts/table.tsx'
import { claimPeopleHref } from './addresses.ts'

type Props = {
  readonly caption: string
  readonly sums: readonly ClaimSum[]
  readonly components: readonly Component[]
  /** Where the acts behind a line are; not of what is not claimed yet. */
  readonly opens?: { readonly contractId: string; readonly quarter: string }
}

/** Lines of a claim: so many of what, in which month, at which price. */
export function ClaimSums({ caption, sums, components, opens }: Props) {
  return (
    <Table
      caption={caption}
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[
        { heading: 'Month' },
        { heading: 'What' },
        { heading: 'Number', numeric: true },
        { heading: 'Price', numeric: true },
        { heading: 'Total', numeric: true },
      ]}
      rows={sums.map((sum) => ({
        key: `${sum.month} ${sum.componentId} ${sum.pricePence}`,
        cells: [
          monthInWords(sum.month),
          componentName(components, sum.componentId),
          opens === undefined ? (
            `${sum.count}`
          ) : (
            <a
              key="number"
              href={claimPeopleHref(opens.contractId, opens.quarter, sum.month, sum.componentId)}
            >
              {signed(sum)}
              <span className="nhsuk-u-visually-hidden">
                {' '}
                {componentName(components, sum.componentId)}, {monthInWords(sum.month)}
              </span>
            </a>
          ),
          pounds(sum.pricePence),
          pounds(sum.totalPence),
        ],
      }))}
    />
  )
}

const signed = ({ part, count }: ClaimSum): string =>
  part === 'adjustment' && count > 0 ? `+${count}` : `${count}`

export const componentName = (components: readonly Component[], id: string): string =>
  components.find((component) => component.id === id)?.name ?? id
