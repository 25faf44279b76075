import type { ClaimEntry, QuarterlyClaim } from '#contract/quarterly-claim.ts'
import type { ClaimedMonth, NewClaim } from '#store/quarterly-claims.ts'
import type { ClaimDraft } from './claims-read.ts'
import { hashOf } from './suggestion-token.ts'

/** The months of a claim, each with the return that it is made of and the terms that price it. */
export const claimedMonths = ({ months }: ClaimDraft): readonly ClaimedMonth[] =>
  months.flatMap(({ month, returned, counted }) =>
    returned === undefined || counted === undefined
      ? []
      : [
          {
            month,
            returnId: returned.id,
            returnVersion: returned.version,
            returnHash: returned.hash,
            specificationId: counted.contract.specificationId,
            specificationVersion: counted.contract.specificationVersion,
            specificationHash: counted.contract.specificationHash,
          },
        ],
  )

/** What a page has shown of a claim, in one word that a signature hands back. */
export const seenClaim = (draft: ClaimDraft): string =>
  hashOf({
    contract: draft.contract.id,
    contractVersion: draft.contract.version,
    quarter: draft.quarter,
    months: claimedMonths(draft),
    ...moneyOf(draft),
  })

/** A fact in one text: a claim has hundreds of them. */
const entryText = (entry: ClaimEntry): string =>
  JSON.stringify([
    entry.part,
    entry.sign,
    entry.componentId,
    entry.month,
    entry.pricePence,
    entry.kind,
    entry.patientId,
    entry.evidenceId,
    entry.on,
  ])

const moneyOf = ({ sums, entries, unpaid, recoveries, totalPence }: QuarterlyClaim) => ({
  sums,
  entries: entries.map(entryText),
  unpaid,
  totalPence,
  ...(recoveries.length > 0 && { recoveries }),
})

type Hashed = Omit<NewClaim, 'id' | 'hash'>

/** The hash under which a claim stays: all that it says, every fact, and who signed when. */
export const claimHash = (claim: Hashed, entries: readonly ClaimEntry[]): string =>
  hashOf({
    contract: claim.contractId,
    contractVersion: claim.contractVersion,
    quarter: claim.quarter,
    months: claim.months,
    ...moneyOf({ ...claim, entries }),
    version: claim.version,
    reason: claim.reason,
    signedBy: claim.signedBy,
    signedName: claim.signedName,
    signedRole: claim.signedRole,
    submittedAt: claim.submittedAt,
  })
