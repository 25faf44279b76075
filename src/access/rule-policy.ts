import { CLINICIANS, DESK, PRESCRIBERS } from './role-groups.ts'

/** Who may do what with the rules by which doses are suggested: read them, try others, change them, check a protocol. */
export const RULE_POLICY = {
  'propose-rules': {
    roles: ['clinical-lead'],
    dosing: 'authorise',
    says: 'propose other rules for this site, or withdraw them',
  },
  'shadow-rules': {
    roles: PRESCRIBERS,
    dosing: 'authorise',
    says: 'run proposed rules over the decisions of this site',
  },
  'activate-rules': { roles: PRESCRIBERS, dosing: 'authorise', says: 'activate proposed rules' },
  'decline-rules': { roles: PRESCRIBERS, dosing: 'authorise', says: 'decline proposed rules' },
  'see-shadow-run': { roles: CLINICIANS, says: 'see what proposed rules would have changed' },
  'record-protocol-check': {
    roles: ['clinical-lead'],
    says: 'record the check of a protocol against its source',
  },
  'withdraw-protocol-check': { roles: ['clinical-lead'], says: 'withdraw the check of a protocol' },
  'see-rules': { roles: [...DESK, 'system-administrator'], says: 'see the rules of this site' },
  'try-dosing': { roles: ['clinical-lead'], says: 'try ways of dosing on invented people' },
} as const
