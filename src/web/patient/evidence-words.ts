import type { Evidence } from '#clinical/warfarin/rule-set.ts'

/** How sure the source of a rule or an action is, as a clinician reads it. */
export const EVIDENCE_WORDS: Readonly<Record<Evidence, string>> = {
  verified: 'source verified',
  unverified: 'source not yet verified',
  derived: 'derived from its source',
  local: 'local setting',
}
