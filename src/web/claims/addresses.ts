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
