/** What becomes of an act that a restored database does not have (H28). */
export const RESTORE_OUTCOMES = {
  'entered-again': 'It is entered again',
  'to-enter': 'The patient was asked what they take; it is entered when dosing opens',
  'not-needed': 'It is not needed',
} as const
