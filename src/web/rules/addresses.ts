import type { ChangeKind } from '#clinical/warfarin/compare-advice.ts'

export const RULES = '/service/rules'
export const RULE_HISTORY = '/service/rules/history'
export const REFERENCE_DATA = '/service/reference-data'
export const PROPOSE_RULES = '/service/rules/propose'

export const proposalHref = (proposalId: string): string => `${RULES}/proposals/${proposalId}`

/** The list of a run: all of it, or one kind of change, from its first page or another. */
export function runHref(
  proposalId: string,
  runId: string,
  { kind, page = 1 }: { readonly kind?: ChangeKind | undefined; readonly page?: number } = {},
): string {
  const asked = new URLSearchParams({
    ...(kind !== undefined && { kind }),
    ...(page > 1 && { page: `${page}` }),
  })
  const path = `${proposalHref(proposalId)}/runs/${runId}`
  return asked.size === 0 ? path : `${path}?${asked}`
}
