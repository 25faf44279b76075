import { appointmentsOf, bookSlot, setAppointmentStatus } from '#store/appointments.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { Desk } from './desk.ts'
import { type NextTestChoice, slotTaken } from './next-test-choice.ts'
import type { Refused } from './outcome.ts'

/**
 * Settles the appointments of a patient who has just been dosed: today's was kept, a later one gives way to
 * the one now chosen, and the chosen slot is taken, unless somebody was quicker.
 */
export async function bookNextTest(
  desk: Desk,
  episode: FoundEpisode,
  choice: NextTestChoice,
): Promise<Refused | undefined> {
  const { tx, actor, now, today } = desk
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  const appointments = await appointmentsOf(tx, episode.patientId, today)
  for (const { id, version, onDate, status } of appointments) {
    if (onDate === today && status !== 'attended') {
      await setAppointmentStatus(tx, { id, version, status: 'attended', by, at })
    }
    if (onDate > today && choice.kind !== 'kept') {
      await setAppointmentStatus(tx, { id, version, status: 'cancelled', by, at })
    }
  }
  if (choice.kind !== 'slot') return undefined

  const { patternId, on, atMinute } = choice.slot
  const booking = { patternId, onDate: on, atMinute, patientId: episode.patientId, by, at }
  const booked = await bookSlot(tx, { ...booking, id: desk.newId(), episodeId: episode.id })
  return booked ? undefined : slotTaken
}

/** The clock time of the appointment, in minutes of the day, when there is one. */
export function appointmentMinute(choice: NextTestChoice): number | null {
  switch (choice.kind) {
    case 'slot':
      return choice.slot.atMinute
    case 'kept':
      return choice.atMinute
    case 'day':
      return null
  }
}
