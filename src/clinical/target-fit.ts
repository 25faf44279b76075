import type { Indication } from './indications.ts'
import { gridTargets, type ValveFacts } from './valve-grid.ts'

/** How a target stands to what the sources give for the diagnosis. */
export type TargetFit = 'fits' | 'too-high' | 'too-low' | 'not-known'

/**
 * Whether a target is higher or lower than every value that the sources give for this diagnosis. Not known without a
 * coded diagnosis, for a valve that is not fully known, and between two given values.
 * @see docs/evidence.md#targets
 */
export function targetFit(
  valueTenths: number,
  indication: Indication | undefined,
  valve: ValveFacts | undefined,
): TargetFit {
  const given = givenTargets(indication, valve)
  if (given.length === 0) return 'not-known'
  if (valueTenths > Math.max(...given)) return 'too-high'
  if (valueTenths < Math.min(...given)) return 'too-low'
  return given.includes(valueTenths) && isOneValve(given, valve) ? 'fits' : 'not-known'
}

/** Several values of a valve mean that the valve is not fully known; those of a diagnosis are all right. */
const isOneValve = (given: readonly number[], valve: ValveFacts | undefined): boolean =>
  valve === undefined || given.length === 1

function givenTargets(
  indication: Indication | undefined,
  valve: ValveFacts | undefined,
): readonly number[] {
  if (indication === undefined) return []
  if (valve !== undefined) return gridTargets(valve)
  return indication.target.kind === 'values' ? indication.target.tenths : []
}
