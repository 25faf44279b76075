/** The queue of what was done on paper, and one day of it. */
export const FROM_PAPER = '/service/from-paper'

/** Whether the clinic of a day was held on paper. */
export const PAPER_DAY = '/service/from-paper/day'
/** For whom of such a day there was no visit. */
export const NO_VISIT = '/service/from-paper/no-visit'
export const paperDayHref = (on: string): string => `${FROM_PAPER}?on=${on}`

export const paperFormHref = (patientId: string): string => `/patients/${patientId}/from-paper`
export const paperEntryHref = (patientId: string, entryId: string): string =>
  `/patients/${patientId}/from-paper/${entryId}`
