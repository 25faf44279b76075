import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import type { Adjustment } from '#contract/adjustments.ts'
import { type CalendarMonth, isMonth, monthsLater } from '#contract/calendar-month.ts'
import { claimOf } from '#contract/claim.ts'
import { differenceOf, type ReturnFigures } from '#contract/monthly-return.ts'
import type { Pence, Return } from '#contract/specification.ts'
import type { ContractVersion } from '#store/contracts.ts'
import type { MonthlyReturn } from '#store/monthly-returns.ts'
import { submittedClaims } from '#store/quarterly-claims.ts'
import { cameBack, standingClaims } from './claims-read.ts'
import { notHere, type Refused } from './outcome.ts'
import { seenHash } from './return-content.ts'
import {
  adjustmentsIn,
  changedSince,
  contractsOf,
  countMonth,
  hasEnded,
  type MonthCounted,
  type MonthStanding,
  monthlyOf,
  monthsBegun,
  readUnder,
  standingOf,
  type UnderContract,
} from './returns-read.ts'
import { view } from './view.ts'

/** How many months the page has: a contract year. */
const MONTHS_SHOWN = 12

/** A month as its column shows it. */
export type MonthShown = {
  readonly month: CalendarMonth
  readonly lines: Return['lines']
  readonly figures: ReturnFigures
  /** Against the month before, where that is of the contract. */
  readonly change: ReturnType<typeof differenceOf> | undefined
  readonly standing: MonthStanding
  /** What was returned and counts otherwise now. */
  readonly changed: readonly Adjustment[]
  /** At the prices of the contract; it is claimed by the quarter. */
  readonly worthPence: Pence
}

/** The months of one contract, the newest first; none where its text is not held here. */
export type ContractMonths = {
  readonly contract: ContractVersion
  readonly isHeld: boolean
  readonly months: readonly MonthShown[]
}

export type MonthEnd = {
  readonly kind: 'month-end'
  readonly today: Day
  readonly contracts: readonly ContractMonths[]
}

/** What is returned to the commissioner, month by month, made of what was done (S30). */
export const monthEnd = view<object, MonthEnd>('see-return', async ({ tx, today }) => {
  const contracts: ContractMonths[] = []
  for (const versions of await contractsOf(tx)) {
    const under = await readUnder(tx, versions)
    const months = monthsBegun(under, today).slice(0, MONTHS_SHOWN)
    const shown = months.flatMap((month) => {
      const counted = countMonth(under, month)
      return counted === undefined ? [] : [shownOf(under, counted, today)]
    })
    contracts.push({
      contract: under.newest,
      isHeld: shown.length === months.length,
      months: shown,
    })
  }
  return { kind: 'month-end', today, contracts: contracts.toReversed() }
})

function shownOf(under: UnderContract, counted: MonthCounted, today: Day): MonthShown {
  const { month, specification, activity, figures } = counted
  const before = month === firstMonth(under) ? undefined : countMonth(under, monthsLater(month, -1))
  return {
    month,
    lines: monthlyOf(specification)?.lines ?? [],
    figures,
    change: before && differenceOf(before.figures, figures),
    standing: standingOf(under, counted, today),
    changed: changedSince(under, counted),
    worthPence: claimOf([month], activity, specification).totalPence,
  }
}

const firstMonth = ({ newest }: UnderContract) => newest.from.slice(0, 7)

/** The return of one month: its figures, what it says about earlier months, and what was submitted. */
export type MonthReturn = MonthShown & {
  readonly kind: 'month-return'
  readonly today: Day
  readonly contract: ContractVersion
  readonly adjustments: readonly Adjustment[]
  /** Every version that was submitted, the newest first. */
  readonly versions: readonly MonthlyReturn[]
  /** What a signature is for: it is handed back with it, so that nobody signs what they have not seen. */
  readonly seen: string
  readonly hasEnded: boolean
  readonly maySubmit: boolean
  /** Whether a claim was made of it: then it stays, and what is different is put right by the next. */
  readonly isClaimed: boolean
  /** Under whose name it would be signed. */
  readonly signer: string
}

export type MonthQuestion = { readonly contractId: string; readonly month: string }

export const monthReturn = view<MonthQuestion, MonthReturn>(
  'see-return',
  async ({ tx, today, actor }, question): Promise<MonthReturn | Refused> => {
    const found = await findMonth(tx, question, today)
    if (found === undefined) return notHere('return')
    const { under, counted } = found
    const adjustments = adjustmentsIn(under, counted.month)
    return {
      kind: 'month-return',
      today,
      ...shownOf(under, counted, today),
      contract: counted.contract,
      adjustments,
      versions: under.returns.filter(({ month }) => month === counted.month).toReversed(),
      seen: seenHash(counted, adjustments),
      hasEnded: hasEnded(counted.month, today),
      maySubmit: permission('submit-return', actor, today).kind === 'allowed',
      isClaimed: await isClaimed(tx, counted),
      signer: actor.name,
    }
  },
)

/** A month that has begun of a contract of this provider, counted. */
export async function findMonth(
  tx: Parameters<typeof contractsOf>[0],
  { contractId, month }: MonthQuestion,
  today: Day,
): Promise<{ readonly under: UnderContract; readonly counted: MonthCounted } | undefined> {
  const versions = (await contractsOf(tx)).find(([{ id }]) => id === contractId)
  if (versions === undefined || !isMonth(month)) return undefined
  const under = await readUnder(tx, versions)
  if (!monthsBegun(under, today).includes(month)) return undefined
  const counted = countMonth(under, month)
  return counted && { under, counted }
}

/** Whether a claim stands that was made of the return of a month. */
export async function isClaimed(
  tx: Parameters<typeof contractsOf>[0],
  { month, contract }: MonthCounted,
): Promise<boolean> {
  const claims = standingClaims(await submittedClaims(tx))
  return claims.some(
    (claim) =>
      claim.contractId === contract.id &&
      !cameBack(claim) &&
      claim.months.some((each) => each.month === month),
  )
}
