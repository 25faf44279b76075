import type { Adjustment } from '#contract/adjustments.ts'
import type { MonthlyReturn } from '#store/monthly-returns.ts'
import type { MonthCounted } from './returns-read.ts'
import { hashOf } from './suggestion-token.ts'

/** All that somebody signs for who signs a return: the figures, the facts behind them, and what is said about earlier months. */
const contentOf = (
  { month, contract, figures, activity }: MonthCounted,
  adjustments: readonly Adjustment[],
) => ({
  month,
  contract: contract.id,
  contractVersion: contract.version,
  specification: contract.specificationId,
  specificationVersion: contract.specificationVersion,
  specificationHash: contract.specificationHash,
  figures,
  facts: activity,
  adjustments,
})

/** What a page has shown, in one word that a signature hands back. */
export const seenHash = (counted: MonthCounted, adjustments: readonly Adjustment[]): string =>
  hashOf(contentOf(counted, adjustments))

type Hashed = Omit<MonthlyReturn, 'id' | 'hash' | 'submittedAt'>

/** The hash under which a return stays: all that it says, and who signed when. */
export const returnHash = (entry: Hashed & { readonly submittedAt: number }): string =>
  hashOf({
    month: entry.month,
    contract: entry.contractId,
    contractVersion: entry.contractVersion,
    specification: entry.specificationId,
    specificationVersion: entry.specificationVersion,
    specificationHash: entry.specificationHash,
    figures: entry.figures,
    facts: entry.facts,
    adjustments: entry.adjustments,
    version: entry.version,
    reason: entry.reason,
    signedBy: entry.signedBy,
    signedName: entry.signedName,
    signedRole: entry.signedRole,
    submittedAt: new Date(entry.submittedAt).toISOString(),
  })
