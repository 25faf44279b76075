import { CLINICIANS } from './role-groups.ts'

/** Who may do what with the contract of the service, and with what is reported and claimed under it. */
export const CONTRACT_POLICY = {
  'see-contract': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'see the contract of the service and everything that binds this provider',
  },
  'agree-contract': {
    roles: ['practice-manager'],
    says: 'record what was agreed with the commissioner',
  },
} as const
