import type { AbsenceWords } from './absences.ts'

/** What may be missing around a procedure: the restart before all else (H24). */
export const PROCEDURE_ABSENCE_WORDS: Readonly<
  Record<'procedure-restart-overdue' | 'procedure-restart-due' | 'procedure-step-due', AbsenceWords>
> = {
  'procedure-restart-overdue': {
    urgency: 'act-now',
    label: 'restart after a procedure overdue',
    looksFor:
      'People stopped for a procedure whose day to take treatment again has passed while nobody recorded the restart or decided against it, or who did not answer.',
  },
  'procedure-restart-due': {
    urgency: 'before-the-clinic-ends',
    label: 'restart after a procedure due today',
    looksFor:
      'People who take treatment again today after a procedure, or at once because it was called off.',
  },
  'procedure-step-due': {
    urgency: 'before-the-clinic-ends',
    label: 'step before a procedure due',
    looksFor:
      'People with a plan for a procedure of which a step is due and not recorded: told, last dose, heparin, INR, whether it took place.',
  },
}
