export const CONTRACT = '/service/contract'
export const NEW_CONTRACT = `${CONTRACT}/new`

/** The form of a variation. */
export const variationHref = (contractId: string): string => `${CONTRACT}/${contractId}/vary`
