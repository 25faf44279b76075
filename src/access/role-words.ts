import type { Dosing, Role } from './policy.ts'

/** What people call each role. */
export const ROLE_WORDS: Readonly<Record<Role, string>> = {
  'healthcare-assistant': 'Healthcare assistant',
  nurse: 'Nurse',
  pharmacist: 'Pharmacist',
  prescriber: 'Prescriber',
  'clinical-lead': 'Clinical lead',
  'practice-manager': 'Practice manager',
  receptionist: 'Receptionist',
  'system-administrator': 'System administrator',
  'commissioner-analyst': 'Commissioner analyst',
  'commissioner-manager': 'Commissioner manager',
}

/** What each reach of dosing authority lets a person do. */
export const DOSING_WORDS: Readonly<Record<Dosing, string>> = {
  none: 'None',
  accept: 'Accept a suggested dose',
  change: 'Accept and change a suggested dose',
  authorise: 'Decide doses that were referred or alarmed',
}
