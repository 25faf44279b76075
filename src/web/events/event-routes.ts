import { onlyFor } from '#web/door/only-for.ts'
import type { Route } from '#web/page.ts'
import {
  declineEventHref,
  EVENTS,
  eventHref,
  eventMonthHref,
  newEventHref,
  patientEventsHref,
  withdrawEventHref,
} from './addresses.ts'
import { analysisPosted, eventPage, withdrawalPosted } from './event-page.tsx'
import { eventsPage } from './events-page.tsx'
import { eventMonthPage, eventMonthPosted } from './month-page.tsx'
import { newEventPage, newEventPosted } from './new-event-page.tsx'
import { declinedPosted, patientEventsPage } from './patient-events-page.tsx'

const PATIENT = ':patientId'

/** What happened to patients, its analysis, and what is stated of it to the commissioner. */
export const eventRoutes: readonly Route[] = [
  { method: 'GET', path: EVENTS, page: eventsPage },
  { method: 'GET', path: eventMonthHref(':contract', ':month'), page: eventMonthPage },
  { method: 'POST', path: eventMonthHref(':contract', ':month'), page: eventMonthPosted },
  { method: 'GET', path: patientEventsHref(PATIENT), page: patientEventsPage },
  { method: 'GET', path: newEventHref(PATIENT), page: onlyFor('record-event', newEventPage) },
  { method: 'POST', path: newEventHref(PATIENT), page: newEventPosted },
  { method: 'POST', path: declineEventHref(PATIENT), page: declinedPosted },
  { method: 'GET', path: eventHref(PATIENT, ':eventId'), page: eventPage },
  { method: 'POST', path: eventHref(PATIENT, ':eventId'), page: analysisPosted },
  { method: 'POST', path: withdrawEventHref(PATIENT, ':eventId'), page: withdrawalPosted },
]
