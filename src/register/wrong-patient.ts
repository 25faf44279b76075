/** How a result came to be recorded on the wrong patient (H01): counted, so that the causes can be looked at. */
export const WRONG_PATIENT_WORDS = {
  'similar-name': 'Same or similar name',
  'wrong-line': 'The wrong line of a list was opened',
  'two-windows': 'Two patients were open at once',
  interrupted: 'Interrupted',
  'wrongly-labelled': 'The sample or the note had the wrong name on it',
  'not-known': 'Not known how it happened',
} as const
export type WrongPatientReason = keyof typeof WRONG_PATIENT_WORDS

/** The reasons in the order in which they are offered. */
export const WRONG_PATIENT_REASONS = Object.keys(WRONG_PATIENT_WORDS).filter(
  (word): word is WrongPatientReason => word in WRONG_PATIENT_WORDS,
)
