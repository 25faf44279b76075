import type { Day } from '#base/day.ts'
import { addWorkingDays } from '#base/working-days.ts'

/** How many contacts are made about one missed test before a prescriber decides (S9, H22: 1, 2, 3, never silence). */
export const CONTACTS_BEFORE_DECISION = 3

/**
 * Working days until the next step after each contact. Local settings, shorter for people at high risk; a prescriber
 * has two working days for the decision.
 */
export const DAYS_AFTER_CONTACT = { usual: 5, highRisk: 2 } as const

/** What is known since the last test and the last decision of a prescriber. */
export type MissedTest = {
  /** An appointment was missed, or the test date has passed. */
  readonly isMissed: boolean
  /** An appointment lies ahead. */
  readonly isBooked: boolean
  readonly contacts: number
  /** When the step after the newest contact is due. */
  readonly nextDueOn: Day | null
  readonly isDecisionOpen: boolean
}

export type NextStep =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'await-appointment' }
  | { readonly kind: 'contact'; readonly step: 1 | 2 | 3; readonly dueOn: Day | null }
  | { readonly kind: 'prescriber-decision' }

/**
 * What comes next after a missed test: a first, a second and a third contact, then a prescriber's decision. An
 * appointment that lies ahead rests the ladder; only a test or a decision ends it, and no step is skipped.
 */
export function nextStep(missed: MissedTest): NextStep {
  if (missed.isDecisionOpen) return { kind: 'prescriber-decision' }
  if (!missed.isMissed && missed.contacts === 0) return { kind: 'nothing' }
  if (missed.isBooked) return { kind: 'await-appointment' }
  switch (missed.contacts) {
    case 0:
      return { kind: 'contact', step: 1, dueOn: null }
    case 1:
      return { kind: 'contact', step: 2, dueOn: missed.nextDueOn }
    case 2:
      return { kind: 'contact', step: 3, dueOn: missed.nextDueOn }
  }
  return { kind: 'prescriber-decision' }
}

/** When the step after a contact made today is due; beyond the known bank holidays, the refusal says so. */
export function nextStepDue(today: Day, isHighRisk: boolean): ReturnType<typeof addWorkingDays> {
  return addWorkingDays(today, isHighRisk ? DAYS_AFTER_CONTACT.highRisk : DAYS_AFTER_CONTACT.usual)
}
