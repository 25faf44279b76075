import { acceptOffer } from './accept-offer.ts'
import { agreeContract, varyContract } from './agree-contract.ts'
import { ASSURANCE_ACTS } from './assurance-acts.ts'
import { CLAIM_ACTS } from './claim-acts.ts'
import { offerContract } from './offer-contract.ts'
import {
  issueSpecification,
  saveSpecification,
  startSpecification,
} from './prepare-specification.ts'
import { submitReturn } from './submit-return.ts'
import { TRANSFER_ACTS } from './transfer-acts.ts'
import { withdrawOffer } from './withdraw-offer.ts'

/** What is done about the contract of the service, about what is returned, claimed and told under it, and with other providers. */
export const CONTRACT_ACTS = {
  'agree-contract': agreeContract,
  'vary-contract': varyContract,
  'submit-return': submitReturn,
  ...CLAIM_ACTS,
  ...TRANSFER_ACTS,
  ...ASSURANCE_ACTS,
  'start-specification': startSpecification,
  'save-specification': saveSpecification,
  'issue-specification': issueSpecification,
  'offer-contract': offerContract,
  'withdraw-offer': withdrawOffer,
  'accept-offer': acceptOffer,
} as const
