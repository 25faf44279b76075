import { agreeContract, varyContract } from './agree-contract.ts'
import { submitClaim } from './submit-claim.ts'
import { submitReturn } from './submit-return.ts'

/** What is done about the contract of the service, and about what is returned and claimed under it. */
export const CONTRACT_ACTS = {
  'agree-contract': agreeContract,
  'vary-contract': varyContract,
  'submit-return': submitReturn,
  'submit-claim': submitClaim,
} as const
