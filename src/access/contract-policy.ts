import { ASSURANCE_POLICY } from './assurance-policy.ts'
import { CLINICIANS, MANAGERS } from './role-groups.ts'

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
  'see-return': {
    roles: MANAGERS,
    says: 'see what is returned to the commissioner each month',
  },
  'see-return-people': {
    roles: MANAGERS,
    says: 'see who is counted in a return to the commissioner',
  },
  ...ASSURANCE_POLICY,
  'submit-return': {
    roles: ['practice-manager'],
    says: 'sign and submit a monthly return to the commissioner',
  },
  'see-claim': {
    roles: MANAGERS,
    says: 'see what is claimed of the commissioner each quarter',
  },
  'see-claim-people': {
    roles: MANAGERS,
    says: 'see for whom and for what a claim is made',
  },
  'submit-claim': {
    roles: ['practice-manager'],
    says: 'sign and submit a quarterly claim to the commissioner',
  },
  'see-payments': {
    roles: MANAGERS,
    says: 'see what was paid against what was claimed',
  },
  'import-remittance': {
    roles: ['practice-manager'],
    says: 'bring in a file that says what was paid',
  },
  'settle-payment': {
    roles: ['practice-manager'],
    says: 'say for which claim a payment was',
  },
} as const
