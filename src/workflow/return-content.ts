import type { Adjustment } from '#contract/adjustments.ts'
import type { MonthCounted } from './returns-read.ts'
import { hashOf } from './suggestion-token.ts'

/** All that somebody signs for who signs a return: the figures, the facts behind them, and what is said about earlier months. */
export const contentOf = (
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
