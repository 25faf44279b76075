import type { ActName } from './policy.ts'

/**
 * How long it counts that somebody has shown everything that their account asks for, for acts that an open session alone must not
 * do (SR-49 of the safety requirements: a fresh factor of at most five minutes).
 * @technical long enough to answer a question that the page asks after it, and shorter than a session left alone
 */
export const PROOF_LASTS_MS = 5 * 60_000

/** Whether it was shown just now. */
export const isFreshProof = (provenAt: number | null, now: number): boolean =>
  provenAt !== null && provenAt <= now && now - provenAt <= PROOF_LASTS_MS

/**
 * What an open session alone must not do: who works here and how they sign in, the settings of the site, the rules by which doses are
 * suggested, a look at another provider's patient, taking the audit or figures out of the product, the sealed pack of a site and what
 * opens it, a return or a claim to the commissioner, which is signed, and what a commissioner issues for contracts or decides on a claim. The
 * dose beyond the limits asks
 * for itself, for each one (H34).
 */
export const NEEDS_FRESH_PROOF: readonly ActName[] = [
  'manage-staff',
  'reset-second-step',
  'manage-settings',
  'activate-rules',
  'export-audit',
  'take-clinic-pack',
  'keep-pack-passphrase',
  'look-in-emergency',
  'submit-return',
  'submit-claim',
  'issue-specification',
  'decide-claim',
  'offer-contract',
]

export const needsFreshProof = (act: ActName): boolean => NEEDS_FRESH_PROOF.includes(act)
