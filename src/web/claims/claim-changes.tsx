import { MONTH_END, returnHref } from '#web/contract/addresses.ts'
import { monthInWords } from '#web/contract/specification-words.ts'
import { Table } from '#web/parts/table.tsx'
import type { ClaimShown } from '#workflow/claim-page.ts'
import { NOT_PAID } from '#workflow/claim-people.ts'
import { claimPeopleHref } from './addresses.ts'
import { ClaimSums, componentName } from './claim-sums.tsx'
import { UNPAID_WORDS } from './claim-words.tsx'

type Props = { readonly shown: ClaimShown }

/** What stands: the newest version that was submitted, or else the claim as it would be signed now. */
export const claimThatStands = ({ draft, standing }: ClaimShown) =>
  standing.kind === 'submitted' ? standing.newest : draft

/** What was done and is not paid, and why. */
export function NotPaid({ shown }: Props) {
  const { draft } = shown
  const { unpaid } = claimThatStands(shown)
  if (unpaid.length === 0) return null
  const groups = Map.groupBy(unpaid, ({ because, fact }) => `${fact.month} ${because}`)
  return (
    <Table
      caption="What was done and is not paid"
      captionSize="s"
      compact
      responsive
      firstCellIsHeader
      columns={[{ heading: 'Month' }, { heading: 'Why' }, { heading: 'Number', numeric: true }]}
      rows={[...groups].map(([key, [first, ...more]]) => ({
        key,
        cells:
          first === undefined
            ? []
            : [
                monthInWords(first.fact.month),
                UNPAID_WORDS[first.because],
                <a
                  key="number"
                  href={claimPeopleHref(
                    draft.contract.id,
                    draft.quarter,
                    first.fact.month,
                    NOT_PAID,
                  )}
                >
                  {more.length + 1}
                  <span className="nhsuk-u-visually-hidden">
                    {' '}
                    not paid, {monthInWords(first.fact.month)}
                  </span>
                </a>,
              ],
      }))}
    />
  )
}

/** What the returns said and the record says otherwise now, before it is claimed. */
export function ClaimDrift({ shown: { draft, standing, components } }: Props) {
  const drifted = draft.months.filter(({ drift }) => drift.length > 0)
  if (standing.kind === 'submitted' || drifted.length === 0) return null
  return (
    <>
      <Table
        caption="What the record says otherwise than the return"
        captionSize="s"
        compact
        responsive
        firstCellIsHeader
        columns={[
          { heading: 'Month' },
          { heading: 'What' },
          { heading: 'Returned', numeric: true },
          { heading: 'Now', numeric: true },
        ]}
        rows={drifted.flatMap(({ month, drift }) =>
          drift.map(({ componentId, returned, now }) => ({
            key: `${month} ${componentId}`,
            cells: [
              <a key="month" href={returnHref(draft.contract.id, month)}>
                {monthInWords(month)}
              </a>,
              componentName(components, componentId),
              `${returned}`,
              `${now}`,
            ],
          })),
        )}
      />
      <p>
        The claim is made of what was returned. Submit the return of the month again, with the
        reason, and the claim is made of that; otherwise the difference comes into the next claim.
      </p>
    </>
  )
}

/** What has changed of what was claimed, and comes into the next claim. */
export function ClaimSince({ shown: { since, components } }: Props) {
  if (since.length === 0) return null
  return (
    <>
      <ClaimSums
        caption="What has changed since it was submitted"
        sums={since}
        components={components}
      />
      <p>
        This comes into the next claim by itself. The <a href={MONTH_END}>return</a> of a month that
        is claimed is not submitted again.
      </p>
    </>
  )
}
