// Why a dose that the rule does not give stands all the same, coded.

/** @see docs/evidence.md#doac-danger */
export const MISMATCH_REASONS = [
  'dose-being-corrected',
  'specialist-advice',
  'raised-bleeding-risk',
  'other-medicine',
  'renal-function-changing',
  'patient-choice',
  'other',
] as const
export type MismatchReason = (typeof MISMATCH_REASONS)[number]

export const MISMATCH_REASON_WORDS: Readonly<Record<MismatchReason, string>> = {
  'dose-being-corrected': 'The dose is wrong and is being corrected',
  'specialist-advice': 'Advice of a haematologist, cardiologist or renal physician',
  'raised-bleeding-risk': 'The risk of bleeding was weighed and is raised',
  'other-medicine': 'Because of another medicine',
  'renal-function-changing': 'Kidney function is changing; repeated soon',
  'patient-choice': 'The patient chose so after the risks were explained',
  other: 'Another reason',
}

export const isMismatchReason = (code: string): code is MismatchReason =>
  MISMATCH_REASONS.some((known) => known === code)
