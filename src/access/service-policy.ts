import { CLINIC, CLINICIANS, MANAGERS } from './role-groups.ts'

/** Who may do what with the people and the settings of the service. */
export const SERVICE_POLICY = {
  'manage-staff': {
    roles: ['system-administrator', 'clinical-lead', 'commissioner-manager'],
    says: 'add people and set their competence',
  },
  'reset-second-step': {
    roles: ['system-administrator', 'clinical-lead', 'commissioner-manager'],
    says: "reset a colleague's second step",
  },
  'settle-shared-sign-in': {
    roles: MANAGERS,
    says: 'see and settle which accounts several people seem to use',
  },
  'clear-after-restore': {
    roles: [...MANAGERS, 'commissioner-manager'],
    says: 'clear what a restored database does not have',
  },
  'take-clinic-pack': {
    roles: [...CLINICIANS, 'practice-manager'],
    says: 'take the sealed clinic pack of the site',
  },
  'keep-pack-passphrase': {
    roles: MANAGERS,
    says: 'see or renew the passphrase of the clinic packs',
  },
  'enter-from-paper': { roles: CLINIC, says: 'enter what was done on paper' },
  'record-paper-day': { roles: CLINIC, says: 'say whether a clinic was held on paper' },
  'record-no-visit': { roles: CLINIC, says: 'say why a sheet of paper has no visit' },
  'check-from-paper': {
    roles: CLINICIANS,
    dosing: 'authorise',
    says: 'check what was entered from paper',
  },
  'manage-settings': { roles: ['clinical-lead'], says: 'change the settings of the site' },
  'manage-leaflets': { roles: ['clinical-lead'], says: 'add or withdraw leaflets for patients' },
} as const
