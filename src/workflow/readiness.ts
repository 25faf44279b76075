import { type GateCode, lookAtGate } from '#store/gate.ts'
import type { House } from './desk.ts'

export type Readiness =
  | { readonly kind: 'ready' }
  | { readonly kind: 'not-ready'; readonly reasons: readonly (GateCode | 'no-database')[] }

/** May requests be sent here: the database answers, its schema and settings are right, the clocks agree. */
export async function readiness({ pool }: House): Promise<Readiness> {
  try {
    const gate = await lookAtGate(pool, { now: Date.now, pretendsToday: false })
    if (gate.kind === 'open') return { kind: 'ready' }
    return { kind: 'not-ready', reasons: gate.reasons.map(({ code }) => code) }
  } catch {
    return { kind: 'not-ready', reasons: ['no-database'] }
  }
}
