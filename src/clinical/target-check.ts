import type { Indication } from './indications.ts'
import { formatTenths } from './inr.ts'
import type { Target } from './target.ts'
import { gridTargets, VALVE_GRID_SOURCE, type ValveFacts } from './valve-grid.ts'

/** Something about a target that a clinician must look at before confirming it. Never a correction. */
export type TargetWarning = {
  readonly code:
    | 'unusual-target'
    | 'unusual-for-valve'
    | 'valve-not-known'
    | 'unusual-range'
    | 'unknown-indication'
  readonly message: string
  readonly source: string
}

/** Half of the usual range in tenths: 0.5 either side of the target. @see docs/evidence.md#range-width */
export const USUAL_RANGE_TENTHS = 5
const RANGE_SOURCE = 'Oxford protocol following BSH: range within 0.5 of the target'

/**
 * What is unusual about a target for its indication. Only a warning with its source: the target is never inferred
 * from the indication, and nothing is changed (H07).
 */
export function checkTarget(
  target: Target,
  indication: Indication | undefined,
  valve: ValveFacts | undefined,
): readonly TargetWarning[] {
  return [...checkValue(target, indication, valve), ...checkWidth(target)]
}

function checkValue(
  target: Target,
  indication: Indication | undefined,
  valve: ValveFacts | undefined,
): readonly TargetWarning[] {
  if (indication === undefined) {
    return [
      {
        code: 'unknown-indication',
        message: 'The target cannot be checked until the indication is a coded one.',
        source: 'Evenkeel register',
      },
    ]
  }
  switch (indication.target.kind) {
    case 'valve-grid':
      return checkAgainstGrid(target, valve)
    case 'values':
      return valve === undefined
        ? checkAgainstValues(target, indication.label, indication.target)
        : checkAgainstGrid(target, valve)
  }
}

function checkAgainstValues(
  target: Target,
  label: string,
  expected: Extract<Indication['target'], { kind: 'values' }>,
): readonly TargetWarning[] {
  if (expected.tenths.includes(target.valueTenths)) return []
  return [
    {
      code: 'unusual-target',
      message: `The target ${formatTenths(target.valueTenths)} is unusual for ${label}: the source gives ${listed(expected.tenths)}. Check the clinic letter before you confirm it.`,
      source: `${expected.source}, ${expected.standing}`,
    },
  ]
}

function checkAgainstGrid(target: Target, valve: ValveFacts | undefined): readonly TargetWarning[] {
  if (valve === undefined) {
    return [
      {
        code: 'valve-not-known',
        message:
          'The target of a mechanical valve depends on its position and make. Record both on the patient before you confirm the target.',
        source: VALVE_GRID_SOURCE,
      },
    ]
  }
  const allowed = gridTargets(valve)
  if (!allowed.includes(target.valueTenths)) return [unusualForValve(target, allowed)]
  return allowed.length > 1 ? [valveNotFullyKnown(target, allowed)] : []
}

function unusualForValve(target: Target, allowed: readonly number[]): TargetWarning {
  return {
    code: 'unusual-for-valve',
    message: `The target ${formatTenths(target.valueTenths)} is unusual for this valve: the grid gives ${listed(allowed)}. Check the cardiology letter before you confirm it.`,
    source: VALVE_GRID_SOURCE,
  }
}

function valveNotFullyKnown(target: Target, allowed: readonly number[]): TargetWarning {
  return {
    code: 'valve-not-known',
    message: `Not all facts about this valve are known: the grid could mean ${listed(allowed)}. Check that ${formatTenths(target.valueTenths)} is the target in the cardiology letter.`,
    source: VALVE_GRID_SOURCE,
  }
}

function checkWidth({ valueTenths, lowTenths, highTenths }: Target): readonly TargetWarning[] {
  const usual =
    valueTenths - lowTenths === USUAL_RANGE_TENTHS &&
    highTenths - valueTenths === USUAL_RANGE_TENTHS
  if (usual) return []
  return [
    {
      code: 'unusual-range',
      message: `The range ${formatTenths(lowTenths)} to ${formatTenths(highTenths)} is not 0.5 either side of the target ${formatTenths(valueTenths)}. Check it.`,
      source: RANGE_SOURCE,
    },
  ]
}

function listed(tenths: readonly number[]): string {
  return tenths.map(formatTenths).join(' or ')
}
