import { clinicalDate, type Day, day } from '#base/day.ts'
import { type AppointmentId, type EpisodeId, uuid } from '#base/ids.ts'
import { type Slot, slotsOn } from '#recall/clinic-days.ts'
import { type LaterReason, laterReason } from '#recall/later-reasons.ts'
import {
  type Appointment,
  bookSlot,
  findAppointment,
  setAppointmentStatus,
} from '#store/appointments.ts'
import { type FoundEpisode, findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { act, type Done } from './act.ts'
import type { Desk } from './desk.ts'
import { diaryFrom } from './offer-slots.ts'
import { changedMeanwhile, notHere, type Parsed, type Refused, refusedField } from './outcome.ts'
import { readSlot, slotText } from './slot-text.ts'
import { readTextFields } from './text-fields.ts'

type Booking = {
  readonly episodeId: EpisodeId
  readonly slot: Slot
  /** The appointment that gives way to the new one. */
  readonly instead: AppointmentId | undefined
  /** Said when the appointment is later than the test is due. */
  readonly laterBecause: LaterReason | undefined
}

/** Books a slot, or moves an appointment to it; a test later than due is only booked for a reason. */
export const bookAppointment = act<Booking, Done & { readonly appointmentId: string }>({
  name: 'book-appointment',
  parse: parseBooking,
  perform: async (desk, booking) => {
    const episode = await findEpisode(desk.tx, booking.episodeId)
    if (episode === undefined) return notHere('patient')
    const refusal = await refusalOf(desk, episode, booking)
    if (refusal !== undefined) return refusal

    const givenUp = await giveUp(desk, episode, booking.instead)
    if (givenUp !== undefined) return givenUp
    const appointmentId = await take(desk, episode, booking)
    if (appointmentId === undefined) return slotTaken

    const { slot, instead = null, laterBecause = null } = booking
    const noted = { slot: slotText(slot), instead, laterBecause }
    return {
      kind: 'done',
      patientId: episode.patientId,
      subject: appointmentId,
      appointmentId,
      noted,
    }
  },
})

async function refusalOf(
  { tx, today }: Desk,
  episode: FoundEpisode,
  { slot, instead, laterBecause }: Booking,
): Promise<Refused | undefined> {
  const patient = await findPatient(tx, episode.patientId)
  if (patient === undefined) return notHere('patient')
  if (patient.standing === 'deceased' || episode.phase === 'ended') return notTreated
  if (slot.on < today) return isPast
  const offered = slotsOn(await diaryFrom(tx, today), slot.on)
  if (!offered.some((held) => slotText(held) === slotText(slot))) return noSuchSlot
  if (laterBecause !== undefined || !isLaterThanDue(episode, slot.on, today, instead)) {
    return undefined
  }
  return askWhyLater(episode)
}

const notTreated = refusedField(
  'slot',
  'not-on-treatment',
  'This patient is not on treatment here any more, so no test is booked.',
)
const isPast = refusedField('slot', 'in-the-past', 'This day is over. Choose a later one.')
const noSuchSlot = refusedField(
  'slot',
  'no-such-slot',
  'No clinic is held at that time any more. Choose one of the times offered.',
)
const slotTaken = refusedField(
  'slot',
  'slot-taken',
  'Somebody else has just taken that time. Choose another one.',
)

/**
 * Whoever is due today or later is not booked past that day unasked; who is already overdue takes the next free time,
 * but an appointment that is there is not moved further away unasked.
 */
function isLaterThanDue(
  { nextTestOn }: FoundEpisode,
  on: Day,
  today: Day,
  instead: AppointmentId | undefined,
): boolean {
  if (nextTestOn === null || on <= nextTestOn) return false
  return nextTestOn >= today || (instead !== undefined && on > today)
}

function askWhyLater({ nextTestOn }: FoundEpisode): Refused {
  const due = nextTestOn === null ? '' : clinicalDate(day(nextTestOn))
  const message = `The test is due on ${due}. Choose an earlier time, or say why it is later.`
  return refusedField('laterBecause', 'later-than-due', message)
}

async function giveUp(
  { tx, actor, now }: Desk,
  episode: FoundEpisode,
  instead: AppointmentId | undefined,
): Promise<Refused | undefined> {
  if (instead === undefined) return undefined
  const old: Appointment | undefined = await findAppointment(tx, instead)
  if (old === undefined || old.patientId !== episode.patientId) return notHere('appointment')
  if (old.status !== 'booked') return changedMeanwhile('this appointment')
  const [by, at] = [actor.accountId, new Date(now).toISOString()]
  const { id, version } = old
  const isFree = await setAppointmentStatus(tx, { id, version, status: 'cancelled', by, at })
  return isFree ? undefined : changedMeanwhile('this appointment')
}

async function take(
  desk: Desk,
  episode: FoundEpisode,
  { slot: { patternId, on, atMinute }, laterBecause }: Booking,
): Promise<string | undefined> {
  const id = desk.newId()
  const booked = await bookSlot(desk.tx, {
    id,
    patientId: episode.patientId,
    episodeId: episode.id,
    patternId,
    onDate: on,
    atMinute,
    laterBecause: laterBecause ?? null,
    by: desk.actor.accountId,
    at: new Date(desk.now).toISOString(),
  })
  return booked ? id : undefined
}

function parseBooking(input: unknown): Parsed<Booking> {
  const read = readTextFields(input, ['episodeId', 'slot', 'instead', 'laterBecause'])
  if (read.kind === 'refused') return read
  const { slot: typedSlot, instead, laterBecause } = read.value
  const episodeId = uuid<EpisodeId>(read.value.episodeId)
  const slot = readSlot(typedSlot)
  if (episodeId === undefined || slot === undefined) {
    return { kind: 'refused', findings: [CHOOSE_A_TIME] }
  }
  const value = {
    episodeId,
    slot,
    instead: uuid<AppointmentId>(instead),
    laterBecause: laterReason(laterBecause),
  }
  return { kind: 'parsed', value }
}

const CHOOSE_A_TIME = { field: 'slot', code: 'required', message: 'Choose a time.' }
