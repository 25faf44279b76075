import type { RungRole } from './escalation.ts'

/** Whom a rung calls, in words. */
export const RUNG_ROLE_WORDS: Readonly<Record<RungRole, string>> = {
  pharmacist: 'the pharmacists',
  prescriber: 'the prescribers',
  'clinical-lead': 'the clinical lead',
  'practice-manager': 'the practice manager',
}

const isRungRole = (text: string): text is RungRole => text in RUNG_ROLE_WORDS

/** The same of a role on record, which may be one that no ladder calls any more. */
export const calledInWords = (role: string): string =>
  isRungRole(role) ? RUNG_ROLE_WORDS[role] : role.replaceAll('-', ' ')
