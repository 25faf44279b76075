export const TRANSFERS = '/service/transfers'
export const DIRECTORY = '/service/directory'

/** A patient who is handed over. */
export const transferHref = (transferId: string): string => `${TRANSFERS}/${transferId}`

/** The form by which a patient of this provider is handed over. */
export const sendHref = (patientId: string): string => `/patients/${patientId}/transfer`
