import { type Day, londonDay } from '#base/day.ts'
import type { Activity } from '#contract/activity.ts'
import { type CalendarMonth, lastDay } from '#contract/calendar-month.ts'
import { monthsOf } from '#contract/contract.ts'
import { firstOwed } from '#contract/monthly-return.ts'
import { type PaidFact, paidKey, type SortedFacts, sortFacts } from '#contract/paid-facts.ts'
import { monthsOfQuarter, type Quarter, quarterOf } from '#contract/quarter.ts'
import {
  type ClaimEntry,
  changesOf,
  type QuarterlyClaim,
  quarterlyClaim,
} from '#contract/quarterly-claim.ts'
import type { ContractVersion } from '#store/contracts.ts'
import type { MonthlyReturn } from '#store/monthly-returns.ts'
import { thisProvider } from '#store/providers.ts'
import { claimEntries, type SubmittedClaim, submittedClaims } from '#store/quarterly-claims.ts'
import { paidRows } from '#store/remittances.ts'
import type { Tx } from '#store/tx.ts'
import { type MatchedRow, matchedRows, recoveriesFor } from './payments-read.ts'
import {
  contractsOf,
  countMonth,
  type MonthCounted,
  readUnder,
  type UnderContract,
} from './returns-read.ts'

/** Everything that claims are made of: each contract with what was done and returned under it, and every claim. */
export type ClaimsHeld = {
  readonly contracts: readonly UnderContract[]
  /** In the order in which they were submitted. */
  readonly claims: readonly SubmittedClaim[]
  /** What the claims that stand claim, and take back. */
  readonly entries: ReadonlyMap<string, readonly ClaimEntry[]>
  /** What was paid, each row with the claim that it is for. */
  readonly paid: readonly MatchedRow[]
}

export async function claimsHeld(tx: Tx): Promise<ClaimsHeld> {
  const contracts: UnderContract[] = []
  for (const versions of await contractsOf(tx)) contracts.push(await readUnder(tx, versions))
  const claims = await submittedClaims(tx)
  if (claims.length === 0) return { contracts, claims, entries: new Map(), paid: [] }
  const stand = standingClaims(claims).map(({ id }) => id)
  const entries = await claimEntries(tx, stand)
  const paid = matchedRows(await paidRows(tx), claims, (await thisProvider(tx))?.odsCode ?? '')
  return { contracts, claims, entries, paid }
}

/** The newest version of the claim of each quarter; none where it was rejected. */
export const standingClaims = (claims: readonly SubmittedClaim[]): readonly SubmittedClaim[] =>
  claims.filter((claim) => newestClaim(claims, claim) === claim && claim.decided !== 'reject')

/** Whether a claim came back: queried, or rejected. Then it is made anew, and so may its returns be. */
export const cameBack = ({ decided }: SubmittedClaim): boolean =>
  decided === 'query' || decided === 'reject'

/** The newest version of the claim of a quarter under a contract. */
export const newestClaim = (
  claims: readonly SubmittedClaim[],
  { contractId, quarter }: Pick<SubmittedClaim, 'contractId' | 'quarter'>,
): SubmittedClaim | undefined =>
  claims.findLast((claim) => claim.contractId === contractId && claim.quarter === quarter)

/** A month of a quarter as it goes into the claim. */
export type MonthClaimed = {
  readonly month: CalendarMonth
  /** Nothing where nobody has returned it: then the figures are those of the record as it stands. */
  readonly returned: MonthlyReturn | undefined
  /** Nothing where this release does not hold the text that was agreed for the month, and so no price. */
  readonly counted: MonthCounted | undefined
  /** Components of which the record says something else now than the return did. */
  readonly drift: readonly Drift[]
}

export type Drift = {
  readonly componentId: string
  readonly returned: number
  readonly now: number
}

/** The claim of a quarter as it would be signed now. */
export type ClaimDraft = QuarterlyClaim & {
  readonly contract: ContractVersion
  readonly quarter: Quarter
  readonly months: readonly MonthClaimed[]
  /** Months of the quarter that were made elsewhere, before the contract was recorded here. */
  readonly before: readonly CalendarMonth[]
}

/** The claim of a quarter: of what its returns say, or of the record while a return is missing. */
export function draftOf(held: ClaimsHeld, under: UnderContract, quarter: Quarter): ClaimDraft {
  const { months, before } = monthsClaimed(under, quarter)
  const sorted = months.map((each) => sortedMonth(under, each.counted, factsOf(each)))
  const ofQuarter = {
    paid: sorted.flatMap(({ paid }) => paid),
    unpaid: sorted.flatMap(({ unpaid }) => unpaid),
  }
  const beside = earlierClaims(held, under, quarter)
  const claim = quarterlyClaim(
    ofQuarter,
    changesIn(held, beside.earlier, beside.others),
    recoveriesFor(beside.earlier, beside.others, held.paid),
  )
  const contract = months.at(-1)?.counted?.contract ?? under.newest
  return { ...claim, contract, quarter, months, before }
}

const factsOf = ({ returned, counted }: Pick<MonthClaimed, 'returned' | 'counted'>) =>
  returned?.facts ?? counted?.activity ?? []

function monthsClaimed(
  under: UnderContract,
  quarter: Quarter,
): Pick<ClaimDraft, 'months' | 'before'> {
  const owed = firstOwed(londonDay(under.versions[0].recordedAt))
  const ofContract = new Set(monthsOf(under.newest))
  const all = monthsOfQuarter(quarter)
    .filter((month) => ofContract.has(month))
    .map((month) => ({ month, returned: under.returns.findLast((each) => each.month === month) }))
  const isHere = ({ month, returned }: (typeof all)[number]) =>
    month >= owed || returned !== undefined
  const months = all.filter(isHere).map(({ month, returned }) => {
    const counted = countMonth(under, month)
    return { month, returned, counted, drift: driftOf(under, counted, returned) }
  })
  return { months, before: all.filter((each) => !isHere(each)).map(({ month }) => month) }
}

function sortedMonth(
  { elsewhere }: UnderContract,
  counted: MonthCounted | undefined,
  facts: readonly Activity[],
): SortedFacts {
  return counted === undefined
    ? { paid: [], unpaid: [] }
    : sortFacts(facts, counted.specification, elsewhere)
}

function driftOf(
  under: UnderContract,
  counted: MonthCounted | undefined,
  returned: MonthlyReturn | undefined,
): readonly Drift[] {
  if (counted === undefined || returned === undefined) return []
  const then = sortedMonth(under, counted, returned.facts).paid
  const now = sortedMonth(under, counted, counted.activity).paid
  return counted.specification.components.flatMap(({ id }) => {
    const [before, after] = [keysOf(then, id), keysOf(now, id)]
    const isSame = before.size === after.size && [...before].every((key) => after.has(key))
    return isSame ? [] : [{ componentId: id, returned: before.size, now: after.size }]
  })
}

const keysOf = (facts: readonly PaidFact[], componentId: string): ReadonlySet<string> =>
  new Set(facts.filter((fact) => fact.componentId === componentId).map(paidKey))

/** The claims of earlier quarters under this service, which this one puts right, and every claim that stands but this one. */
function earlierClaims(held: ClaimsHeld, under: UnderContract, quarter: Quarter) {
  const isThis = (claim: SubmittedClaim) =>
    claim.contractId === under.newest.id && claim.quarter === quarter
  const earlier = standingClaims(held.claims).filter(
    (claim) => claim.quarter < quarter && isOfService(held, claim, under),
  )
  const others = standingClaims(held.claims).filter((claim) => !isThis(claim))
  return { earlier, others }
}

/** What has changed since of what a claim claims, after all that later claims have put right. */
export const changesSince = (held: ClaimsHeld, claim: SubmittedClaim): readonly ClaimEntry[] =>
  changesIn(held, [claim], standingClaims(held.claims))

function changesIn(
  held: ClaimsHeld,
  claims: readonly SubmittedClaim[],
  ledger: readonly SubmittedClaim[],
): readonly ClaimEntry[] {
  const months = new Set<CalendarMonth>()
  const now: PaidFact[] = []
  for (const claim of claims) {
    const under = held.contracts.find(({ newest }) => newest.id === claim.contractId)
    if (under === undefined) continue
    for (const { month } of claim.months) {
      const counted = countMonth(under, month)
      if (counted === undefined) continue
      months.add(month)
      now.push(...sortedMonth(under, counted, counted.activity).paid)
    }
  }
  const claimed = ledger.flatMap(({ id }) => held.entries.get(id) ?? [])
  return changesOf(months, claimed, now)
}

function isOfService(
  { contracts }: ClaimsHeld,
  claim: SubmittedClaim,
  under: UnderContract,
): boolean {
  const of = contracts.find(({ newest }) => newest.id === claim.contractId)
  return of?.newest.specificationId === under.newest.specificationId
}

/** How the claim of a quarter stands. */
export type ClaimStanding =
  | { readonly kind: 'goes-on' }
  /** Nothing of the quarter is claimed here. */
  | { readonly kind: 'nothing-here' }
  | { readonly kind: 'no-price'; readonly months: readonly CalendarMonth[] }
  | { readonly kind: 'returns-missing'; readonly months: readonly CalendarMonth[] }
  | { readonly kind: 'to-sign' }
  /** The commissioner has queried or rejected it: it is signed again. */
  | { readonly kind: 'came-back'; readonly newest: SubmittedClaim }
  | { readonly kind: 'submitted'; readonly newest: SubmittedClaim }

export function claimStanding(
  { claims }: ClaimsHeld,
  { contract, quarter, months }: ClaimDraft,
  today: Day,
): ClaimStanding {
  const newest = newestClaim(claims, { contractId: contract.id, quarter })
  if (newest !== undefined && !cameBack(newest)) return { kind: 'submitted', newest }
  const last = months.at(-1)
  if (last === undefined) return { kind: 'nothing-here' }
  if (today <= lastDay(last.month)) return { kind: 'goes-on' }
  const lacking = (is: (each: MonthClaimed) => boolean) =>
    months.filter(is).map(({ month }) => month)
  const priceless = lacking(({ counted }) => counted === undefined)
  if (priceless.length > 0) return { kind: 'no-price', months: priceless }
  const missing = lacking(({ returned }) => returned === undefined)
  if (missing.length > 0) return { kind: 'returns-missing', months: missing }
  return newest === undefined ? { kind: 'to-sign' } : { kind: 'came-back', newest }
}

/** The quarters of a contract that have begun, the newest first. */
export const quartersBegun = ({ newest }: UnderContract, today: Day): readonly Quarter[] =>
  [...new Set(monthsOf(newest).map(quarterOf))]
    .filter((first) => `${first}-01` <= today)
    .toReversed()
