import { permission } from '#access/policy.ts'
import { agreedText } from '#contract/catalogue.ts'
import { type ClaimState, stateOf } from '#contract/claim-decision.ts'
import { invoiceNumber } from '#contract/invoice-number.ts'
import type { Component } from '#contract/specification.ts'
import {
  type ClaimDispute,
  type ClaimPayment,
  type ClaimReceived,
  claimDisputes,
  claimsReceivedBy,
  type OwnStep,
  ownClaimSteps,
  ownPayments,
} from '#store/claims-received.ts'
import { commissionedVersions } from '#store/commissioned.ts'
import type { Tx } from '#store/tx.ts'
import { commissionerView } from './commissioner-view.ts'
import { notHere, type Refused } from './outcome.ts'
import { hashOf } from './suggestion-token.ts'

/** A claim with what was done about it. */
export type ClaimInHand = {
  readonly claim: ClaimReceived
  /** By it the claim is paid, and found again. */
  readonly number: string
  readonly steps: readonly OwnStep[]
  readonly state: ClaimState<OwnStep>
  readonly payment: ClaimPayment | undefined
  /** What two providers have both claimed; this one came later and is not paid for it. */
  readonly disputes: readonly ClaimDispute[]
}

/** Every claim to this commissioner with its steps, the newest quarter first and of each the newest version first. */
export async function claimsInHand(tx: Tx): Promise<readonly ClaimInHand[]> {
  const claims = await claimsReceivedBy(tx)
  const steps = await ownClaimSteps(tx)
  const payments = await ownPayments(tx)
  const disputes = await claimDisputes(tx)
  return claims.map((claim) => {
    const own = steps.get(claim.id) ?? []
    return {
      claim,
      number: invoiceNumber(claim.odsCode, claim),
      steps: own,
      state: stateOf(own),
      payment: payments.find(({ claimId }) => claimId === claim.id),
      disputes: disputes.filter(({ claimId }) => claimId === claim.id),
    }
  })
}

export type ClaimsReceived = {
  readonly kind: 'claims-received'
  readonly commissionerName: string
  /** The newest version of each claim. */
  readonly claims: readonly ClaimInHand[]
}

/** What is claimed of a commissioner, by which provider, and how it stands (S27). */
export const claimsReceived = commissionerView<object, ClaimsReceived>(
  'see-claims-received',
  async ({ tx, commissioner }) => {
    const claims = await claimsInHand(tx)
    return {
      kind: 'claims-received',
      commissionerName: commissioner.name,
      claims: claims.filter((each) => newestOf(claims, each) === each),
    }
  },
)

/** The newest version of the claim that another is a version of. */
export const newestOf = (
  claims: readonly ClaimInHand[],
  { claim }: ClaimInHand,
): ClaimInHand | undefined =>
  claims.find(
    (each) => each.claim.contractId === claim.contractId && each.claim.quarter === claim.quarter,
  )

export type ClaimToDecide = ClaimInHand & {
  readonly kind: 'claim-to-decide'
  /** What the contract pays for, by the text that was agreed. */
  readonly components: readonly Component[]
  /** Whether there is a newer version of it: then nothing is decided on this one. */
  readonly isOvertaken: boolean
  /** Handed back with what is decided: nobody decides on what they have not seen. */
  readonly seen: string
  readonly mayPropose: boolean
  readonly mayDecide: boolean
  /** Whether the proposal that waits is of whoever looks: then somebody else decides. */
  readonly isOwnProposal: boolean
}

/** One claim, with its lines and its steps, and nobody whom it is for. */
export const claimToDecide = commissionerView<{ readonly claimId: string }, ClaimToDecide>(
  'see-claims-received',
  async ({ tx, actor, today }, { claimId }): Promise<ClaimToDecide | Refused> => {
    const claims = await claimsInHand(tx)
    const found = claims.find(({ claim }) => claim.id === claimId)
    if (found === undefined) return notHere('claim')
    const { state, claim } = found
    const terms = (await commissionedVersions(tx)).find(
      ({ contractId, version }) =>
        contractId === claim.contractId && version === claim.contractVersion,
    )
    return {
      kind: 'claim-to-decide',
      ...found,
      components: (terms && agreedText(terms))?.document.components ?? [],
      isOvertaken: newestOf(claims, found) !== found,
      seen: seenClaimOf(found),
      mayPropose: permission('propose-claim-decision', actor, today).kind === 'allowed',
      mayDecide: permission('decide-claim', actor, today).kind === 'allowed',
      isOwnProposal: state.kind === 'proposed' && state.proposal.by === actor.accountId,
    }
  },
)

/** The claim and every step so far, in one word. */
export const seenClaimOf = ({ claim, steps }: ClaimInHand): string =>
  hashOf({ claim: claim.hash, steps: steps.map(({ nth, kind, outcome }) => [nth, kind, outcome]) })
