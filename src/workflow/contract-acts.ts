import { agreeContract, varyContract } from './agree-contract.ts'
import { submitReturn } from './submit-return.ts'

/** What is done about the contract of the service, and about what is returned under it. */
export const CONTRACT_ACTS = {
  'agree-contract': agreeContract,
  'vary-contract': varyContract,
  'submit-return': submitReturn,
} as const
