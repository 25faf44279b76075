import { MANAGERS } from './role-groups.ts'

/** Who may see who did what. Those who answer for information at the provider see it; to take it out is the clinical lead's. */
export const AUDIT_POLICY = {
  'see-looks': { roles: MANAGERS, says: 'see who looked at a record' },
  'see-audit': { roles: MANAGERS, says: 'see the audit of everybody' },
  'export-audit': { roles: ['clinical-lead'], says: 'take the audit out for an inspector' },
} as const
