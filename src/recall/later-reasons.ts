/** Why a test is booked for later than it is due, as coded reasons in words. */
export const LATER_REASONS = {
  'patient-asked': 'The patient asked for a later day',
  'patient-cannot-come': 'The patient cannot come before',
  'ill-or-in-hospital': 'Ill, or in hospital',
  'no-earlier-time': 'No earlier time is free',
} as const
export type LaterReason = keyof typeof LATER_REASONS

/** The reason of this code; undefined for any other text. */
export const laterReason = (typed: string | undefined): LaterReason | undefined =>
  LATER_REASONS_IN_ORDER.find((code) => code === typed)

export const LATER_REASONS_IN_ORDER: readonly LaterReason[] = [
  'patient-asked',
  'patient-cannot-come',
  'ill-or-in-hospital',
  'no-earlier-time',
]
