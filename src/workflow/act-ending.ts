import type { ActName } from '#access/policy.ts'
import type { House } from './desk.ts'

/** How an act ended: done (now or when it was asked before), refused in words, or broken off by an error. */
export type ActEnding = 'done' | 'refused' | 'failed'

/** Tells whoever counts acts how this one ended. */
export async function watched<T extends { readonly kind: string }>(
  { actEnded }: House,
  name: ActName,
  doing: Promise<T>,
): Promise<T> {
  try {
    const outcome = await doing
    actEnded?.(name, outcome.kind === 'refused' ? 'refused' : 'done')
    return outcome
  } catch (error) {
    actEnded?.(name, 'failed')
    throw error
  }
}
