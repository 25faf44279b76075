import type { ClinicList, Session } from '#workflow/clinic-day.ts'
import { formatMinute } from '#workflow/clinic-offers.ts'

/** What is held on this day, in one line. */
export function dayOfClinic({ day, sessions, capacity, people }: ClinicList): string {
  switch (day) {
    case 'held':
      return `${sessions.map(sessionInWords).join(', ')}. ${capacity.booked} of ${capacity.slots} booked`
    case 'no-clinic':
      return people.length > 0
        ? `No clinic is held; ${people.length} on the list`
        : 'No clinic on this day'
    case 'closed':
      return 'The clinic is closed on this day'
    case 'bank-holiday':
      return 'Bank holiday: no clinic'
    case 'not-known':
      return 'Bank holidays of this year are not known'
  }
}

const sessionInWords = ({ name, startMinute, endMinute }: Session): string =>
  `${name} ${formatMinute(startMinute)} to ${formatMinute(endMinute)}`
