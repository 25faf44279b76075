import type { LaterReason } from '#recall/later-reasons.ts'
import { maybeOne, type Tx } from './tx.ts'

export type AppointmentStatus = 'booked' | 'arrived' | 'attended' | 'missed' | 'cancelled'

export type Appointment = {
  readonly id: string
  readonly patientId: string
  readonly episodeId: string
  readonly patternId: string
  readonly onDate: string
  readonly atMinute: number
  readonly status: AppointmentStatus
  readonly version: number
  /** Why it is later than the test was due; null when it is not, or nobody was asked. */
  readonly laterBecause: LaterReason | null
  /** It is of a round of home visits. */
  readonly isAtHome: boolean
}

const COLUMNS = `id, patient_id as "patientId", episode_id as "episodeId", pattern_id as "patternId",
  on_date as "onDate", at_minute as "atMinute", status, version, later_because as "laterBecause",
  (select c.housebound from clinic_pattern c
    where c.provider_id = appointment.provider_id and c.id = appointment.pattern_id) as "isAtHome"`

/** Takes a slot; answers false when somebody has it. */
export async function bookSlot(
  tx: Tx,
  booking: Omit<Appointment, 'status' | 'version' | 'laterBecause' | 'isAtHome'> & {
    readonly laterBecause?: LaterReason | null
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const booked = await tx.query(
    `insert into appointment (provider_id, id, patient_id, episode_id, pattern_id, on_date, at_minute, status,
       version, made_by, made_at, changed_by, changed_at, later_because)
     values ($1, $2, $3, $4, $5, $6, $7, 'booked', 1, $8, $9, $8, $9, $10)
     on conflict (provider_id, pattern_id, on_date, at_minute)
       where status in ('booked', 'arrived', 'attended') do nothing
     returning id`,
    [
      tx.providerId,
      booking.id,
      booking.patientId,
      booking.episodeId,
      booking.patternId,
      booking.onDate,
      booking.atMinute,
      booking.by,
      booking.at,
      booking.laterBecause ?? null,
    ],
  )
  return booked.length === 1
}

/** Moves an appointment on, if nobody has since; answers whether it did. */
export async function setAppointmentStatus(
  tx: Tx,
  change: {
    readonly id: string
    readonly version: number
    readonly status: AppointmentStatus
    readonly by: string
    readonly at: string
  },
): Promise<boolean> {
  const changed = await tx.query(
    `update appointment set status = $4, version = version + 1, changed_by = $5, changed_at = $6
      where provider_id = $1 and id = $2 and version = $3 returning id`,
    [tx.providerId, change.id, change.version, change.status, change.by, change.at],
  )
  return changed.length === 1
}

export async function findAppointment(tx: Tx, id: string) {
  return maybeOne<Appointment>(
    tx,
    `select ${COLUMNS} from appointment where provider_id = $1 and id = $2`,
    [tx.providerId, id],
  )
}

/** The live appointments of one person from a day on, soonest first. */
export async function appointmentsOf(tx: Tx, patientId: string, from: string) {
  return tx.query<Appointment>(
    `select ${COLUMNS} from appointment
      where provider_id = $1 and patient_id = $2 and on_date >= $3 and status in ('booked', 'arrived', 'attended')
      order by on_date, at_minute`,
    [tx.providerId, patientId, from],
  )
}

/** The slots that are taken between two days, both included. */
export async function takenSlots(tx: Tx, from: string, until: string) {
  return tx.query<{ patternId: string; onDate: string; atMinute: number }>(
    `select pattern_id as "patternId", on_date as "onDate", at_minute as "atMinute" from appointment
      where provider_id = $1 and on_date between $2 and $3 and status in ('booked', 'arrived', 'attended')`,
    [tx.providerId, from, until],
  )
}
