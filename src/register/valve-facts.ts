import type { ValveFacts } from '#clinical/valve-grid.ts'
import type { PatientDetails } from './patient.ts'

/**
 * What the register knows of a patient's mechanical valve, as the grid of targets asks; none when there is no valve
 * or nobody knows. What the register does not hold (earlier embolism, ejection fraction) stays not known.
 */
export function valveFactsOf(
  details: Pick<PatientDetails, 'mechanicalValve' | 'mitralStenosis'>,
  atrialFibrillation: ValveFacts['atrialFibrillation'],
): ValveFacts | undefined {
  const valve = details.mechanicalValve
  if (valve.kind !== 'valve') return undefined
  return {
    position: valve.position,
    make: valve.make,
    atrialFibrillation,
    mitralStenosis: details.mitralStenosis,
    previousEmbolism: 'not-known',
    lowEjectionFraction: 'not-known',
  }
}
