import type { AbsenceWords } from './absences.ts'

/** Who is not well controlled (S5). */
export const CONTROL_ABSENCE_WORDS: Readonly<
  Record<'reassessment-due' | 'poor-control', AbsenceWords>
> = {
  'reassessment-due': {
    urgency: 'this-week',
    label: 'reassessment due',
    looksFor:
      'People with atrial fibrillation whose control has been poor (two INRs above 5, one above 8 or two below 1.5 in 6 months, or time in range below 65 %), until somebody records an outcome; and those whose plan is to be looked at again.',
  },
  'poor-control': {
    urgency: 'this-week',
    label: 'poor control, not atrial fibrillation',
    looksFor:
      'People treated for another reason whose control has been poor by the same four signs, until somebody records an outcome. The specification asks for it in atrial fibrillation only.',
  },
}
