import { addDays, type Day } from '#base/day.ts'

/** How many contacts are made about one missed test before a prescriber decides (H22). @see docs/evidence.md#did-not-attend */
export const CONTACTS_BEFORE_DECISION = 3

/** Days from a contact to the step after it. @see docs/evidence.md#contact-gap */
export const DAYS_AFTER_CONTACT = { usual: 7, highRisk: 3 } as const

/** Hours that a prescriber has for the decision before it escalates. @see docs/evidence.md#decision-hours */
export const DECISION_HOURS = { usual: 48, highRisk: 24 } as const

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

/**
 * Whether the next contact comes too soon after the one before: the person must have time to answer it. Whoever was
 * reached has answered, so that such a contact counts on any day.
 */
export const isTooSoon = (
  { dueOn }: Extract<NextStep, { readonly kind: 'contact' }>,
  today: Day,
  wasReached: boolean,
): boolean => dueOn !== null && today < dueOn && !wasReached

/** When the step after a contact made today is due. */
export const nextStepDue = (today: Day, isHighRisk: boolean): Day =>
  addDays(today, isHighRisk ? DAYS_AFTER_CONTACT.highRisk : DAYS_AFTER_CONTACT.usual)
