/** The queue of what was done on paper, and one day of it. */
export const FROM_PAPER = '/service/from-paper'

export const paperFormHref = (patientId: string): string => `/patients/${patientId}/from-paper`
export const paperEntryHref = (patientId: string, entryId: string): string =>
  `/patients/${patientId}/from-paper/${entryId}`
