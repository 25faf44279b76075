import { decideClaim, proposeClaimDecision } from './decide-claim.ts'
import { importRemittance } from './import-remittance.ts'
import { settlePayment } from './settle-payment.ts'
import { submitClaim } from './submit-claim.ts'

/** What is claimed, decided and paid. */
export const CLAIM_ACTS = {
  'submit-claim': submitClaim,
  'import-remittance': importRemittance,
  'settle-payment': settlePayment,
  'propose-claim-decision': proposeClaimDecision,
  'decide-claim': decideClaim,
} as const
