import { type GateReason, lookAtGate } from '#store/gate.ts'
import type { House } from './desk.ts'
import { isUnavailable } from './is-unavailable.ts'

export type Readiness =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'not-ready'
      readonly reasons: readonly Pick<GateReason, 'code' | 'message'>[] | 'no-database'
    }

/** May requests be sent here: the database answers, its schema and settings are right, the clocks agree. */
export async function readiness({ pool }: House): Promise<Readiness> {
  try {
    const gate = await lookAtGate(pool, { now: Date.now, pretendsToday: false })
    return gate.kind === 'open' ? { kind: 'ready' } : { kind: 'not-ready', reasons: gate.reasons }
  } catch (error) {
    if (!isUnavailable(error)) throw error
    return { kind: 'not-ready', reasons: 'no-database' }
  }
}
