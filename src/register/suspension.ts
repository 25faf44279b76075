/** Why treatment pauses, coded (H24). */
export const SUSPEND_REASONS = [
  'procedure',
  'bleeding',
  'admission',
  'pregnancy',
  'medicine-interaction',
  'patient-choice',
  'other',
] as const
export type SuspendReason = (typeof SUSPEND_REASONS)[number]

export const SUSPEND_REASON_WORDS: Readonly<Record<SuspendReason, string>> = {
  procedure: 'Operation or procedure',
  bleeding: 'Bleeding',
  admission: 'In hospital, dosed there',
  pregnancy: 'Pregnancy',
  'medicine-interaction': 'Course of another medicine',
  'patient-choice': 'Patient asked for it',
  other: 'Another reason',
}
