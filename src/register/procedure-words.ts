import type { FollowedStep } from '#clinical/procedure/open-steps.ts'
import type { ProcedureState } from '#clinical/procedure/plan-state.ts'

export const PROCEDURE_STATE_WORDS: Readonly<Record<ProcedureState, string>> = {
  planned: 'Planned',
  done: 'Procedure done, not yet restarted',
  'called-off': 'Procedure called off, not yet restarted',
  restarted: 'Restarted',
  'not-restarting': 'Not restarting',
}

/** Why the procedure does not take place, coded. */
export const CALL_OFF_WORDS = {
  department: 'Cancelled by the department',
  patient: 'The patient does not want it',
  unwell: 'The patient is not well enough',
  'inr-too-high': 'The INR was too high',
  other: 'Another reason',
} as const

/** Why treatment is not taken again, coded (H24). */
export const NOT_RESTARTING_WORDS = {
  bleeding: 'Bleeding',
  'department-decides': 'The department has asked to wait',
  'risk-outweighs-benefit': 'Risk outweighs benefit',
  'another-medicine': 'Another anticoagulant is to follow',
  'patient-choice': 'The patient does not want it',
  other: 'Another reason',
} as const

/** Why the restart is later than planned, coded. */
export const POSTPONE_WORDS = {
  bleeding: 'Bleeding',
  'further-procedure': 'A further procedure',
  'department-asked': 'The department asked for it',
  'cannot-swallow': 'Cannot take tablets yet',
  other: 'Another reason',
} as const

/** How it is known that treatment is taken again. */
export const RESTART_KNOWN_WORDS = {
  patient: 'The patient said so',
  carer: 'A carer said so',
  department: 'The department or its letter says so',
  seen: 'Seen here',
} as const

/** What is recorded of a step beside the procedure and the restart. */
export const MARK_WORDS = {
  done: 'Done',
  'no-answer': 'The patient did not answer',
  'not-needed': 'Not needed, reason in the words below',
} as const

export const FOLLOWED_STEP_WORDS: Readonly<Record<FollowedStep, string>> = {
  'tell-patient': 'Patient told, with the printed plan',
  'tell-department': 'Department told',
  'last-dose': 'Last dose taken',
  'heparin-first': 'Heparin begun',
  'heparin-last': 'Last heparin given',
  'inr-before': 'INR before the procedure',
  procedure: 'Procedure took place',
}
