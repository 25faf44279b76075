export const CONTRACT = '/service/contract'
export const NEW_CONTRACT = `${CONTRACT}/new`

/** The form of a variation. */
export const variationHref = (contractId: string): string => `${CONTRACT}/${contractId}/vary`

/** What a commissioner offered, to be read and accepted. */
export const offerHref = (offerId: string): string => `${CONTRACT}/offers/${offerId}`

export const MONTH_END = '/service/month-end'

/** The return of a month under a contract. */
export const returnHref = (contractId: string, month: string): string =>
  `${MONTH_END}/${contractId}/${month}`

/** The people whom a line of a return counts. */
export const returnPeopleHref = (contractId: string, month: string, line: string): string =>
  `${returnHref(contractId, month)}/${line}`
