import { type GateCode, lookAtGate } from '#store/gate.ts'
import { findInstallation, type InstallationKind } from '#store/installation.ts'
import { outside } from '#store/outside.ts'
import type { House } from './desk.ts'

export type Readiness =
  | { readonly kind: 'ready'; readonly installation: InstallationKind | 'not-known' }
  | { readonly kind: 'not-ready'; readonly reasons: readonly (GateCode | 'no-database')[] }

/** May requests be sent here, and to what: the database answers, its schema and settings are right, the clocks agree. */
export async function readiness({ pool }: House): Promise<Readiness> {
  try {
    const gate = await lookAtGate(pool, { now: Date.now, pretendsToday: false })
    if (gate.kind !== 'open') {
      return { kind: 'not-ready', reasons: gate.reasons.map(({ code }) => code) }
    }
    const installation = await findInstallation(outside(pool))
    return { kind: 'ready', installation: installation?.kind ?? 'not-known' }
  } catch {
    return { kind: 'not-ready', reasons: ['no-database'] }
  }
}
