export const CLAIMS = '/service/claims'

/** The claim of a quarter under a contract. */
export const claimHref = (contractId: string, quarter: string): string =>
  `${CLAIMS}/${contractId}/${quarter}`

export const claimCsvHref = (contractId: string, quarter: string): string =>
  `${claimHref(contractId, quarter)}/claim.csv`

export const invoiceHref = (contractId: string, quarter: string): string =>
  `${claimHref(contractId, quarter)}/invoice.pdf`

/** The acts behind a line of a claim. */
export const claimPeopleHref = (
  contractId: string,
  quarter: string,
  month: string,
  component: string,
): string => `${claimHref(contractId, quarter)}/${month}/${component}`

/** What providers claim of a commissioner. */
export const CLAIMS_RECEIVED = '/commissioner/claims'

/** One claim, to be decided on. */
export const receivedClaimHref = (claimId: string): string => `${CLAIMS_RECEIVED}/${claimId}`

/** Where somebody else's proposal is decided on, or sent back. */
export const decideClaimHref = (claimId: string): string => `${receivedClaimHref(claimId)}/decide`

export const PAYMENTS_FILE = '/commissioner/payments.csv'

/** What was paid against what was claimed. */
export const PAYMENTS = '/service/payments'
export const SETTLE_PAYMENT = `${PAYMENTS}/settle`
