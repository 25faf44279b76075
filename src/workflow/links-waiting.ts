import { type LinkStep, linksWaiting as waiting } from '#store/record-links.ts'
import { view } from './view.ts'

export type LinksWaiting = { readonly kind: 'waiting'; readonly links: readonly LinkStep[] }

/** Pairs of records that wait for a second person or for the review, longest waiting first. */
export const linksWaiting = view<Readonly<Record<string, never>>, LinksWaiting>(
  'find-patient',
  async ({ tx }) => ({ kind: 'waiting', links: await waiting(tx) }),
)
