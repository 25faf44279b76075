/** Every event of this service. */
export const EVENTS = '/service/events'

/** The events of a month, to be stated to the commissioner. */
export const eventMonthHref = (contractId: string, month: string): string =>
  `${EVENTS}/${contractId}/${month}`

/** The events of one patient. */
export const patientEventsHref = (patientId: string): string => `/patients/${patientId}/events`

/** The form of a new event; by a fact of the record that suggests one, filled in from it. */
export const newEventHref = (patientId: string, source?: string): string =>
  source === undefined
    ? `${patientEventsHref(patientId)}/new`
    : `${patientEventsHref(patientId)}/new?source=${encodeURIComponent(source)}`

export const declineEventHref = (patientId: string): string =>
  `${patientEventsHref(patientId)}/none`

/** One event with its analysis. */
export const eventHref = (patientId: string, eventId: string): string =>
  `${patientEventsHref(patientId)}/${eventId}`

export const withdrawEventHref = (patientId: string, eventId: string): string =>
  `${eventHref(patientId, eventId)}/withdraw`
