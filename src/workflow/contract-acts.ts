import { agreeContract, varyContract } from './agree-contract.ts'
import { submitClaim } from './submit-claim.ts'
import { submitReturn } from './submit-return.ts'
import { TRANSFER_ACTS } from './transfer-acts.ts'

/** What is done about the contract of the service, about what is returned and claimed under it, and with other providers. */
export const CONTRACT_ACTS = {
  'agree-contract': agreeContract,
  'vary-contract': varyContract,
  'submit-return': submitReturn,
  'submit-claim': submitClaim,
  ...TRANSFER_ACTS,
} as const
