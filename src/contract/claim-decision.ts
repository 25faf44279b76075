/** What may be decided on a claim. */
export const CLAIM_OUTCOMES = ['query', 'approve', 'reject'] as const
export type ClaimOutcome = (typeof CLAIM_OUTCOMES)[number]

/** One step of a commissioner on a claim. */
export type ClaimStep = {
  readonly nth: number
  readonly kind: 'proposed' | 'decided' | 'declined'
  readonly outcome: ClaimOutcome
  readonly reason: string
  readonly byName: string
  readonly byRole: string
  readonly at: number
}

/** How a claim stands with its commissioner. */
export type ClaimState<Step extends ClaimStep = ClaimStep> =
  | { readonly kind: 'received' }
  /** Somebody has proposed what to decide; another person has not looked at it yet. */
  | { readonly kind: 'proposed'; readonly proposal: Step }
  | { readonly kind: 'decided'; readonly decision: Step }

/** What its steps come to, in their order: what is decided stays, and a proposal that is sent back was none. */
export function stateOf<Step extends ClaimStep>(steps: readonly Step[]): ClaimState<Step> {
  const decision = steps.find(({ kind }) => kind === 'decided')
  if (decision !== undefined) return { kind: 'decided', decision }
  const last = steps.at(-1)
  return last?.kind === 'proposed' ? { kind: 'proposed', proposal: last } : { kind: 'received' }
}
