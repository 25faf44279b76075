/** Where the pages of imports are. */
export const IMPORTS = '/service/imports'
export const NEW_IMPORT = '/service/imports/new'
export const WAITING_ROWS = '/service/imports/waiting-rows'
export const INDICATIONS = '/register/indications'

export const importHref = (batchId: string): string => `${IMPORTS}/${batchId}`
export const reverseHref = (batchId: string): string => `${IMPORTS}/${batchId}/reverse`

/** What laboratories sent, and where a file of theirs is brought in. */
export const SENT_RESULTS = '/service/results'

/** Where the columns of a maker's file are named: of a file that waits, or of a header that was named before. */
export const METER_COLUMNS_PAGE = '/service/results/columns'
export const METER_FILE_ASIDE = '/service/results/aside'
export const columnsHref = (which: { readonly file: string } | { readonly header: string }) =>
  `${METER_COLUMNS_PAGE}?${new URLSearchParams(which)}`
