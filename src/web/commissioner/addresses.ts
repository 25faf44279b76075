export const COMMISSIONER = '/commissioner'

/** The board of a month. */
export const boardHref = (month: string): string => `${COMMISSIONER}?month=${month}`

export const BOARD_FILE = `${COMMISSIONER}/board.csv`

/** What was returned for a month under a contract, as its commissioner sees it. */
export const returnedHref = (contractId: string, month: string): string =>
  `${COMMISSIONER}/returns/${contractId}/${month}`

export const SPECIFICATIONS = `${COMMISSIONER}/specifications`

/** A draft, or what it was issued as. */
export const draftHref = (draftId: string): string => `${SPECIFICATIONS}/${draftId}`

export const previewHref = (draftId: string): string => `${draftHref(draftId)}/preview`

export const CONTRACTS = `${COMMISSIONER}/contracts`
export const OFFER_CONTRACT = `${CONTRACTS}/new`

/** The form of a variation of a contract. */
export const varyHref = (contractId: string): string => `${CONTRACTS}/${contractId}/vary`

export const withdrawHref = (offerId: string): string => `${CONTRACTS}/offers/${offerId}/withdraw`
