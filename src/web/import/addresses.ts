/** Where the pages of imports are. */
export const IMPORTS = '/service/imports'
export const NEW_IMPORT = '/service/imports/new'
export const WAITING_ROWS = '/service/imports/waiting-rows'
export const INDICATIONS = '/register/indications'

export const importHref = (batchId: string): string => `${IMPORTS}/${batchId}`
export const reverseHref = (batchId: string): string => `${IMPORTS}/${batchId}/reverse`

/** What laboratories sent, and where a file of theirs is brought in. */
export const SENT_RESULTS = '/service/results'
