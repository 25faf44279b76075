import { CLINICIANS, DESK, MANAGERS } from './role-groups.ts'

/** Who may do what with patients who come from another provider or go to one (S4, S21-S23). */
export const TRANSFER_POLICY = {
  'see-transfers': {
    roles: DESK,
    says: 'see who is handed over from and to other providers, and which provider offers what',
  },
  'send-transfer': {
    roles: CLINICIANS,
    dosing: 'change',
    says: 'hand a patient over to another provider',
  },
  'answer-transfer': {
    roles: CLINICIANS,
    says: 'ask, answer, decline or withdraw while a patient is handed over',
  },
  'accept-transfer': {
    roles: CLINICIANS,
    dosing: 'change',
    says: 'take on a patient whom another provider hands over',
  },
  'see-inspection': {
    roles: MANAGERS,
    says: 'see and take out the evidence for an inspection',
  },
  'take-contacts': {
    roles: MANAGERS,
    says: 'take contacts with their codes out for the system of the practice',
  },
} as const
