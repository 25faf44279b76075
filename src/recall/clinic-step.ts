/** What is recorded of one person on one clinic day. */
export type ClinicFacts = {
  /** Of the appointment; null for a person who was tested without one. */
  readonly status: 'booked' | 'arrived' | 'attended' | 'missed' | null
  readonly isTested: boolean
  /** The referral or alarm of the visit, if it has one. */
  readonly task: 'open' | 'taken' | 'closed' | null
  readonly isDosed: boolean
  readonly isTold: boolean
  /** A later appointment exists. */
  readonly isBooked: boolean
}

/** How far a person has come through the clinic, first to last; `actioned` is closed and booked without a dose. */
export const CLINIC_STEPS = [
  'waiting',
  'arrived',
  'tested',
  'referred',
  'dosed',
  'told',
  'booked',
  'actioned',
  'missed',
] as const
export type ClinicStep = (typeof CLINIC_STEPS)[number]

/** Whether a text names a step, as in the address of a filtered clinic list. */
export const isClinicStep = (text: string): text is ClinicStep =>
  CLINIC_STEPS.some((step) => step === text)

/**
 * Where a person stands in the clinic: each step needs every step before it, so that a person with a next appointment
 * who was not told the dose is still to be told. What was measured and done counts before what reception marked.
 */
export function clinicStep(facts: ClinicFacts): ClinicStep {
  if (facts.isTested) return stepAfterTest(facts)
  switch (facts.status) {
    case 'missed':
      return 'missed'
    case 'arrived':
    case 'attended':
      return 'arrived'
    case 'booked':
    case null:
      return 'waiting'
  }
}

function stepAfterTest({ task, isDosed, isTold, isBooked }: ClinicFacts): ClinicStep {
  if (task === 'open' || task === 'taken') return 'referred'
  // An authorised person may close a task with an action and no dose; the next test is then all that is left.
  const isActioned = task === 'closed' && !isDosed
  if (!isDosed && !isActioned) return 'tested'
  if (!isTold && !isActioned) return 'dosed'
  if (!isBooked) return 'told'
  return isActioned ? 'actioned' : 'booked'
}

/** Whether nothing is left to do for this person today. */
export const isFinished = (step: ClinicStep): boolean => step === 'booked' || step === 'actioned'

/** Whether this person is still expected at the chair. */
export const isWaiting = (step: ClinicStep): boolean => step === 'waiting' || step === 'arrived'
