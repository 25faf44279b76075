import type { RiskFacts } from '#clinical/warfarin/advice.ts'
import { highRiskInWords } from '#clinical/warfarin/high-risk.ts'

/** How dangerous days without an anticoagulant are for this person, as far as the record can say. */
export type ClotRisk = {
  readonly kind: 'high' | 'not-known' | 'not-on-the-list'
  /** What on record puts the person on the list. */
  readonly because: readonly string[]
  /** What would, and nobody has recorded. */
  readonly notKnown: readonly string[]
}

export const CLOT_RISK_SOURCE = 'BSG/ESGE 2021, table 3 (heparin bridging of warfarin)'

const VALVES: Readonly<Record<'aortic' | 'mitral' | 'other', string>> = {
  aortic: 'a mechanical aortic valve (bridged by local policy)',
  mitral: 'a mechanical mitral valve',
  other: 'a mechanical valve',
}

/**
 * Whether the person is on the high-risk list by which warfarin is bridged with heparin. What is not on record stays not
 * known; the absence of a word is never "no". Source: BSG/ESGE 2021 (S82). @see docs/evidence.md#high-risk-list
 */
export function clotRisk({
  mechanicalValve,
  highRiskLowInr,
  highRiskNotKnown = [],
}: Pick<RiskFacts, 'mechanicalValve' | 'highRiskLowInr' | 'highRiskNotKnown'>): ClotRisk {
  const isValveKnown = mechanicalValve !== 'not-known'
  const valve = isValveKnown && mechanicalValve !== 'none' ? [VALVES[mechanicalValve]] : []
  const because = [...valve, ...highRiskLowInr.map(highRiskInWords)]
  const notKnown = [
    ...(isValveKnown ? [] : ['a mechanical heart valve']),
    ...highRiskNotKnown.map(highRiskInWords),
  ]
  const kind = because.length > 0 ? 'high' : notKnown.length > 0 ? 'not-known' : 'not-on-the-list'
  return { kind, because, notKnown }
}
