import { type Day, londonDay } from '#base/day.ts'
import { type BoardStanding, boardStanding } from '#contract/board.ts'
import { type CalendarMonth, isMonth, monthOf, monthsLater } from '#contract/calendar-month.ts'
import { agreedText } from '#contract/catalogue.ts'
import { monthsOf, versionFor } from '#contract/contract.ts'
import { firstOwed, type ReturnFigures } from '#contract/monthly-return.ts'
import { RETURN_LINES } from '#contract/specification.ts'
import {
  type CommissionedVersion,
  commissionedVersions,
  type ReturnReceived,
  returnsReceived,
} from '#store/commissioned.ts'
import { commissionerView } from './commissioner-view.ts'
import { notHere, type Refused } from './outcome.ts'
import { monthlyOf } from './returns-read.ts'

/** A contract of one provider with all its versions, the oldest first. */
export type CommissionedContract = readonly [CommissionedVersion, ...CommissionedVersion[]]

/** One provider's contract in one month, as its commissioner sees it. */
export type BoardRow = {
  /** The version of the contract that holds in the month. */
  readonly contract: CommissionedVersion
  readonly standing: BoardStanding
  /** Every version of the return of the month, the newest first; none where there is no return. */
  readonly versions: readonly ReturnReceived[]
}

export type Board = {
  readonly kind: 'board'
  readonly today: Day
  readonly commissionerName: string
  readonly month: CalendarMonth
  readonly rows: readonly BoardRow[]
  /** The sum of the newest figures of every return that was received. */
  readonly totals: ReturnFigures
  /** Whether this commissioner has any contract, in whatever month. */
  readonly hasContracts: boolean
}

/** The contracts of a commissioner, of each every version. */
export function contractsIn(
  versions: readonly CommissionedVersion[],
): readonly CommissionedContract[] {
  const byContract = Map.groupBy(
    versions,
    ({ providerId, contractId }) => `${providerId} ${contractId}`,
  )
  return [...byContract.values()].map((each) => each as [CommissionedVersion, ...typeof each])
}

/** Who returned what for a month, who was late and who has not returned anything (S30). */
export const board = commissionerView<{ readonly month: string | null }, Board>(
  'see-board',
  async ({ tx, today, commissioner }, asked) => {
    const month = isAskable(asked.month) ? asked.month : monthsLater(monthOf(today), -1)
    const contracts = contractsIn(await commissionedVersions(tx))
    const returns = await returnsReceived(tx, month)
    const rows = contracts
      .filter((versions) => isOfMonth(versions, month))
      .map((versions) => rowOf(versions, returns, month, today))
    return {
      kind: 'board',
      today,
      commissionerName: commissioner.name,
      month,
      rows,
      totals: totalOf(rows),
      hasContracts: contracts.length > 0,
    }
  },
)

export type ReturnedMonth = BoardRow & {
  readonly kind: 'returned-month'
  readonly month: CalendarMonth
}

/** What one provider returned for a month: its figures and every version of them, and nobody whom they count. */
export const returnedMonth = commissionerView<
  { readonly contractId: string; readonly month: string },
  ReturnedMonth
>('see-board', async ({ tx, today }, { contractId, month }): Promise<ReturnedMonth | Refused> => {
  if (!isAskable(month)) return notHere('return')
  const contracts = contractsIn(await commissionedVersions(tx))
  const versions = contracts.find(([first]) => first.contractId === contractId)
  if (versions === undefined || !isOfMonth(versions, month)) return notHere('return')
  const row = rowOf(versions, await returnsReceived(tx, month), month, today)
  return { kind: 'returned-month', month, ...row }
})

/** @technical A month of the years in which people can mean one; before and after each there is another. */
const isAskable = (month: string | null): month is CalendarMonth =>
  isMonth(month) && month > '1999-12' && month < '2100-01'

const isOfMonth = (versions: CommissionedContract, month: CalendarMonth): boolean =>
  monthsOf(versions.at(-1) ?? versions[0]).includes(month)

function rowOf(
  contract: CommissionedContract,
  returns: readonly ReturnReceived[],
  month: CalendarMonth,
  today: Day,
): BoardRow {
  const [first] = contract
  const held = versionFor(month, contract)
  const versions = returns.filter(
    ({ providerId, contractId }) =>
      providerId === first.providerId && contractId === first.contractId,
  )
  const specification = agreedText(held)
  const standing = boardStanding({
    month,
    today,
    monthly: specification && monthlyOf(specification.document),
    owedFrom: firstOwed(londonDay(first.recordedAt)),
    firstSubmittedAt: versions[0]?.submittedAt,
  })
  return { contract: held, standing, versions: versions.toReversed() }
}

function totalOf(rows: readonly BoardRow[]): ReturnFigures {
  const sum = (line: keyof ReturnFigures) =>
    rows.reduce((total, { versions: [newest] }) => total + (newest?.figures[line] ?? 0), 0)
  return Object.fromEntries(RETURN_LINES.map((line) => [line, sum(line)])) as ReturnFigures
}
