import { type GateCode, lookAtGate } from '#store/gate.ts'
import { findInstallation, type InstallationKind } from '#store/installation.ts'
import { outside } from '#store/outside.ts'
import { isReadOnly } from '#store/read-only.ts'
import type { House } from './desk.ts'

export type Readiness =
  | {
      readonly kind: 'ready'
      readonly installation: InstallationKind | 'not-known'
      /** Pages are there to read, and nothing can be saved. */
      readonly isReadOnly: boolean
      /** Soon there is no room, on a disk of this process. */
      readonly isDiskLow: boolean
    }
  | { readonly kind: 'not-ready'; readonly reasons: readonly (GateCode | 'no-database')[] }

/** May requests be sent here, and to what: the database answers, its schema and settings are right, the clocks agree. */
export async function readiness({ pool, disk }: House): Promise<Readiness> {
  try {
    const gate = await lookAtGate(pool, { now: Date.now, pretendsToday: false })
    if (gate.kind !== 'open') {
      return { kind: 'not-ready', reasons: gate.reasons.map(({ code }) => code) }
    }
    const installation = await findInstallation(outside(pool))
    const kind = installation?.kind ?? 'not-known'
    return {
      kind: 'ready',
      installation: kind,
      isReadOnly: await isReadOnly(outside(pool)),
      isDiskLow: disk?.standing().isLow ?? false,
    }
  } catch {
    return { kind: 'not-ready', reasons: ['no-database'] }
  }
}
