export const DECISIONS = '/decisions'

export const decisionHref = (key: string): string => `${DECISIONS}/${key}`

/** What the list of decisions can be narrowed by; what is not named is not narrowed. */
export type DecisionsShown = {
  readonly [Name in 'from' | 'until' | 'protocol' | 'how' | 'reason' | 'followed']?: string | null
}

/** The list of decisions that fit, from its first page or another. */
export function decisionsHref(shown: DecisionsShown, page = 1): string {
  const asked = new URLSearchParams()
  for (const [name, value] of Object.entries(shown)) {
    if (typeof value === 'string' && value !== '') asked.set(name, value)
  }
  if (page > 1) asked.set('page', `${page}`)
  return asked.size === 0 ? DECISIONS : `${DECISIONS}?${asked}`
}
