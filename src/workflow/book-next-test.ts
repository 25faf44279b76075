import {
  type Appointment,
  appointmentsOf,
  bookSlot,
  setAppointmentStatus,
} from '#store/appointments.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import type { Desk } from './desk.ts'
import { type NextTestChoice, slotTaken } from './next-test-choice.ts'
import type { Refused } from './outcome.ts'

/** A patient who was tested today has kept today's appointment. */
export async function markAttended(desk: Desk, patientId: string): Promise<void> {
  const appointments = await appointmentsOf(desk.tx, patientId, desk.today)
  for (const appointment of appointments) {
    if (appointment.onDate !== desk.today || appointment.status === 'attended') continue
    await settle(desk, appointment, 'attended')
  }
}

/** A later appointment gives way to the one now chosen, whose slot is taken unless somebody was quicker. */
export async function bookNextTest(
  desk: Desk,
  episode: FoundEpisode,
  choice: NextTestChoice,
): Promise<Refused | undefined> {
  if (choice.kind === 'kept') return undefined
  const { tx, actor, now, today } = desk
  const { id: episodeId, patientId } = episode
  const appointments = await appointmentsOf(tx, patientId, today)
  for (const appointment of appointments) {
    if (appointment.onDate > today) await settle(desk, appointment, 'cancelled')
  }
  if (choice.kind === 'day') return undefined

  const { patternId, on, atMinute } = choice.slot
  const at = new Date(now).toISOString()
  const booking = { id: desk.newId(), patientId, episodeId, patternId, onDate: on, atMinute }
  const booked = await bookSlot(tx, { ...booking, by: actor.accountId, at })
  return booked ? undefined : slotTaken
}

const settle = (
  { tx, actor, now }: Desk,
  { id, version }: Appointment,
  status: 'attended' | 'cancelled',
): Promise<boolean> =>
  setAppointmentStatus(tx, {
    id,
    version,
    status,
    by: actor.accountId,
    at: new Date(now).toISOString(),
  })

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
