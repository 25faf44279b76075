import { permission } from '#access/policy.ts'
import type { Day } from '#base/day.ts'
import type { ClaimStep } from '#contract/claim-decision.ts'
import { invoiceNumber } from '#contract/invoice-number.ts'
import type { Quarter } from '#contract/quarter.ts'
import { type ClaimSum, sumsOf } from '#contract/quarterly-claim.ts'
import type { Component, Pence, ServiceSpecification } from '#contract/specification.ts'
import { type ClaimPayment, paymentsToCome, stepsOnClaims } from '#store/claims-received.ts'
import type { ContractVersion } from '#store/contracts.ts'
import { thisProvider } from '#store/providers.ts'
import type { SubmittedClaim } from '#store/quarterly-claims.ts'
import type { Tx } from '#store/tx.ts'
import { seenClaim } from './claim-content.ts'
import { readQuarter } from './claim-quarter.ts'
import {
  type ClaimDraft,
  type ClaimStanding,
  type ClaimsHeld,
  cameBack,
  changesSince,
  claimStanding,
  claimsHeld,
  draftOf,
  newestClaim,
  quartersBegun,
} from './claims-read.ts'
import { notHere, type Refused } from './outcome.ts'
import type { UnderContract } from './returns-read.ts'
import { view } from './view.ts'

/** @technical How many quarters the page has: two years. */
const QUARTERS_SHOWN = 8

/** A quarter as its row shows it. */
export type QuarterShown = {
  readonly quarter: Quarter
  readonly standing: ClaimStanding
  readonly totalPence: Pence
}

export type ClaimsShown = {
  readonly kind: 'claims'
  readonly contracts: readonly {
    readonly contract: ContractVersion
    readonly quarters: readonly QuarterShown[]
  }[]
}

/** What is claimed of the commissioner, quarter by quarter (S27). */
export const claimsShown = view<object, ClaimsShown>('see-claim', async ({ tx, today }) => {
  const held = await claimsHeld(tx)
  const contracts = held.contracts.map((under) => ({
    contract: under.newest,
    quarters: quartersBegun(under, today)
      .slice(0, QUARTERS_SHOWN)
      .map((quarter) => quarterShown(held, under, quarter, today)),
  }))
  return { kind: 'claims', contracts: contracts.toReversed() }
})

function quarterShown(
  held: ClaimsHeld,
  under: UnderContract,
  quarter: Quarter,
  today: Day,
): QuarterShown {
  const newest = newestClaim(held.claims, { contractId: under.newest.id, quarter })
  if (newest !== undefined && !cameBack(newest)) {
    return { quarter, standing: { kind: 'submitted', newest }, totalPence: newest.totalPence }
  }
  const draft = draftOf(held, under, quarter)
  return { quarter, standing: claimStanding(held, draft, today), totalPence: draft.totalPence }
}

/** The claim of one quarter: as it would be signed now, or as it was. */
export type ClaimShown = {
  readonly kind: 'claim'
  readonly today: Day
  readonly draft: ClaimDraft
  readonly standing: ClaimStanding
  readonly components: readonly Component[]
  /** What the decision support costs besides; it is within the price. */
  readonly decisionSupport: ServiceSpecification['decisionSupport'] | undefined
  /** Every version that was submitted, the newest first. */
  readonly versions: readonly SubmittedClaim[]
  /** What the commissioner has proposed and decided, by claim. */
  readonly steps: ReadonlyMap<string, readonly ClaimStep[]>
  readonly payments: readonly ClaimPayment[]
  /** What has changed since of what was claimed: it comes into the next claim. */
  readonly since: readonly ClaimSum[]
  readonly seen: string
  readonly maySubmit: boolean
  readonly signer: string
}

export type ClaimQuestion = { readonly contractId: string; readonly quarter: string }

export const claimShown = view<ClaimQuestion, ClaimShown>(
  'see-claim',
  async ({ tx, today, actor }, question): Promise<ClaimShown | Refused> => {
    const found = await findQuarter(tx, question, today)
    if ('kind' in found) return found
    const { held, draft } = found
    const standing = claimStanding(held, draft, today)
    const since = standing.kind === 'submitted' ? changesSince(held, standing.newest) : []
    const specification = draft.months.findLast(({ counted }) => counted)?.counted?.specification
    const isOfThis = ({ contractId, quarter }: SubmittedClaim) =>
      contractId === draft.contract.id && quarter === draft.quarter
    return {
      kind: 'claim',
      today,
      draft,
      standing,
      components: specification?.components ?? [],
      decisionSupport: specification?.decisionSupport,
      versions: held.claims.filter(isOfThis).toReversed(),
      steps: await stepsOnClaims(tx),
      payments: await paymentsToCome(tx),
      since: sumsOf(since),
      seen: seenClaim(draft),
      maySubmit: permission('submit-claim', actor, today).kind === 'allowed',
      signer: actor.name,
    }
  },
)

export type FoundQuarter = {
  readonly held: ClaimsHeld
  readonly under: UnderContract
  readonly draft: ClaimDraft
}

/** A quarter that has begun of a contract of this provider, with its claim as it would be made now. */
export async function findQuarter(
  tx: Tx,
  { contractId, quarter }: ClaimQuestion,
  today: Day,
): Promise<FoundQuarter | Refused> {
  const held = await claimsHeld(tx)
  const under = held.contracts.find(({ newest }) => newest.id === contractId)
  if (under === undefined) return notHere('claim')
  const asked = readQuarter(under, quarter, today)
  if (asked.kind === 'refused') return asked
  return { held, under, draft: draftOf(held, under, asked.quarter) }
}

/** A claim that was submitted, with all that stands on its files. */
export type SentClaim = {
  readonly kind: 'sent-claim'
  readonly claim: SubmittedClaim
  /** By it the commissioner pays. */
  readonly invoiceNumber: string
  readonly contract: ContractVersion
  readonly provider: { readonly name: string; readonly odsCode: string }
  readonly commissioner: string
  readonly components: readonly Component[]
  readonly decisionSupport: ServiceSpecification['decisionSupport'] | undefined
}

export const sentClaim = view<ClaimQuestion, SentClaim>(
  'see-claim',
  async ({ tx, today }, question): Promise<SentClaim | Refused> => {
    const found = await findQuarter(tx, question, today)
    if ('kind' in found) return found
    const { held, draft } = found
    const { contract, quarter } = draft
    const claim = newestClaim(held.claims, { contractId: contract.id, quarter })
    const provider = await thisProvider(tx)
    if (claim === undefined || provider === undefined) return notHere('claim')
    const specification = draft.months.findLast(({ counted }) => counted)?.counted?.specification
    return {
      kind: 'sent-claim',
      claim,
      invoiceNumber: invoiceNumber(provider.odsCode, claim),
      contract,
      provider,
      commissioner: specification?.commissioner ?? contract.agreedWith,
      components: specification?.components ?? [],
      decisionSupport: specification?.decisionSupport,
    }
  },
)
