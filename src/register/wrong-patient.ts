/** How a result came to be recorded on the wrong patient (H01): counted, so that the causes can be looked at. */
export const WRONG_PATIENT_WORDS = {
  'similar-name': 'Same or similar name',
  'wrong-line': 'The wrong line of a list was opened',
  'two-windows': 'Two patients were open at once',
  interrupted: 'Interrupted',
  'wrongly-labelled': 'The sample or the note had the wrong name on it',
  'not-known': 'Not known how it happened',
} as const

/**
 * Within how many minutes a result is void and the same person records another patient's, so that the two are looked at as
 * one near miss (H01). @see docs/evidence.md#near-miss
 */
export const NEAR_MISS_MINUTES = 10
