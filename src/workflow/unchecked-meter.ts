import type { Day } from '#base/day.ts'
import type { Inr } from '#clinical/inr.ts'
import type { Method } from '#clinical/warfarin/advice.ts'
import { alarmsOfInr } from '#clinical/warfarin/alarms.ts'
import { selfTestStop } from '#register/self-testing.ts'
import type { Finding } from './outcome.ts'
import { riskFacts } from './risk-facts.ts'
import type { VisitCase } from './visit-case.ts'

/** Whether an INR is of the patient's own meter while no check of both is current (H35). */
export const isUncheckedMeter = (
  method: Method,
  { patient }: Pick<VisitCase, 'patient'>,
  today: Day,
): boolean => method === 'own-meter' && selfTestStop(patient.selfTestUntil, today) !== undefined

/**
 * An INR of an own meter that nobody has checked is not dosed on (H35). One that is an alarm gets no dose from any
 * rule, and must not be lost: it is taken, goes to a person, and waits for the laboratory's result (H04, H17).
 */
export function ownMeterFindings(
  method: Method | undefined,
  known: VisitCase,
  today: Day,
  inr: Inr | undefined,
): readonly Finding[] {
  if (method !== 'own-meter') return []
  const message = selfTestStop(known.patient.selfTestUntil, today)
  if (message === undefined || (inr !== undefined && isAlarming(inr, method, known, today)))
    return []
  return [{ field: 'method', code: 'self-test-not-current', message }]
}

/** Whether an INR is an alarm of this patient: such a one is taken whatever measured it, and never turned away. */
export function isAlarming(
  inr: Inr,
  method: Method,
  { patient, plan, stroke, rules }: VisitCase,
  today: Day,
): boolean {
  const risk = riskFacts(patient.details, plan, today, stroke)
  return alarmsOfInr({ inr, method, target: plan.target, risk }, rules).length > 0
}
