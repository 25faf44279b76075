import { canonicalJson } from '#base/canonical.ts'
import { londonDay } from '#base/day.ts'
import { setAppointmentStatus } from '#store/appointments.ts'
import { addAuditLine } from '#store/audit.ts'
import { unclosedAppointments } from '#store/clinic-day.ts'
import type { Tx } from '#store/tx.ts'
import { atEachProvider } from './at-each-provider.ts'
import type { House } from './desk.ts'

/** Stands where a person stands otherwise: the product itself did this. */
const THE_PRODUCT = '00000000-0000-0000-0000-000000000000'

/**
 * Closes the appointments of earlier days: tested on the day means attended, still booked means missed, so that
 * nobody who did not come goes unnoticed when nobody marked the list (H22). Doing it again changes nothing.
 */
export const closeEarlierDays = (house: House): Promise<void> => atEachProvider(house, closeDays)

/** Answers how many appointments it closed. */
async function closeDays(tx: Tx, now: number): Promise<number> {
  const at = new Date(now).toISOString()
  const unclosed = await unclosedAppointments(tx, londonDay(now))
  for (const { id, version, isTested } of unclosed) {
    const status = isTested ? 'attended' : 'missed'
    await setAppointmentStatus(tx, { id, version, status, by: THE_PRODUCT, at })
  }
  if (unclosed.length === 0) return 0

  const missed = unclosed.filter(({ isTested }) => !isTested).map(({ id }) => id)
  const noted = { attended: unclosed.length - missed.length, missed }
  await addAuditLine(tx, canonicalJson({ act: 'close-of-day', at, noted }))
  return unclosed.length
}
