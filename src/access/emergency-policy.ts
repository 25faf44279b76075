import { CLINICIANS } from './role-groups.ts'

/** Who may look at another provider's patient in an emergency, and who says afterwards whether it was right. */
export const EMERGENCY_POLICY = {
  'look-in-emergency': {
    roles: CLINICIANS,
    dosing: 'accept',
    whose: 'another',
    says: 'look up a patient in an emergency',
  },
  'review-emergency-looks': {
    roles: ['clinical-lead'],
    says: 'see and review the looks in an emergency',
  },
} as const
