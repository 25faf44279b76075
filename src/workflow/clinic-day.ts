import { addDays, type Day, parseDay } from '#base/day.ts'
import { type ClinicDay, clinicDay as kindOfDay, slotsOn } from '#recall/clinic-days.ts'
import { CLINIC_STEPS, type ClinicStep, clinicStep, isWaiting } from '#recall/clinic-step.ts'
import { takenSlots } from '#store/appointments.ts'
import {
  type ClinicRow,
  clinicRows,
  type DueWithoutAppointment,
  dueWithoutAppointment,
} from '#store/clinic-day.ts'
import { type ClinicPatternRow, clinicPatterns } from '#store/clinics.ts'
import type { Tx } from '#store/tx.ts'
import { diaryFrom } from './offer-slots.ts'
import { type Refused, refusedField } from './outcome.ts'
import { view } from './view.ts'

/** One person of the clinic, and how far they have come. */
export type ClinicPlace = ClinicRow & { readonly step: ClinicStep }

export type Session = Pick<ClinicPatternRow, 'name' | 'startMinute' | 'endMinute' | 'housebound'>

export type ClinicList = {
  readonly kind: 'clinic'
  readonly on: Day
  readonly today: Day
  readonly day: ClinicDay
  readonly sessions: readonly Session[]
  readonly capacity: { readonly booked: number; readonly slots: number }
  /** In the order of their times, which nothing changes. */
  readonly people: readonly ClinicPlace[]
  readonly counts: Readonly<Record<ClinicStep, number>>
  /** Whoever is to be called next, if somebody is. */
  readonly next: ClinicPlace | undefined
  readonly dueWithoutAppointment: readonly DueWithoutAppointment[]
}

/** The list of one clinic day: who is expected, how far each has come, and who is missing. */
export const clinicDay = view(
  'see-clinic',
  async ({ tx, today }, on: string | null): Promise<ClinicList | Refused> => {
    const asked = on === null ? { kind: 'day' as const, day: today } : parseDay(on)
    if (asked.kind === 'refused') return refusedField('on', asked.code, asked.message)
    return clinicOf(tx, asked.day, today)
  },
)

/** The same for other views of the same transaction. */
export async function clinicOf(tx: Tx, on: Day, today: Day): Promise<ClinicList> {
  const rows = await clinicRows(tx, on)
  const unbooked = await dueWithoutAppointment(tx, on)
  const diary = await diaryFrom(tx, on)
  const patterns = await clinicPatterns(tx)
  const taken = await takenSlots(tx, on, on)

  const people = rows.map((row) => ({ ...row, step: stepOf(row) }))
  const slots = slotsOn(diary, on)
  const held = new Set(slots.map(({ patternId }) => patternId))
  return {
    kind: 'clinic',
    on,
    today,
    day: kindOfDay(diary, on),
    sessions: patterns.filter(({ id }) => held.has(id)),
    capacity: { booked: taken.length, slots: slots.length },
    people,
    counts: countSteps(people),
    next: on === today ? firstToCall(people) : undefined,
    dueWithoutAppointment: unbooked,
  }
}

const stepOf = (row: ClinicRow): ClinicStep =>
  clinicStep({
    status: row.status,
    isTested: row.visitId !== null || row.reviewId !== null,
    task: row.taskState,
    isDosed: row.decisionId !== null || (row.reviewId !== null && row.taskId === null),
    isTold: row.toldAt !== null,
    isBooked: row.nextAppointmentOn !== null,
  })

function countSteps(people: readonly ClinicPlace[]): Readonly<Record<ClinicStep, number>> {
  const counts = CLINIC_STEPS.map((step) => [
    step,
    people.filter((person) => person.step === step).length,
  ])
  return Object.fromEntries(counts) as Record<ClinicStep, number>
}

/** Those who have arrived come before those who are only expected. */
function firstToCall(people: readonly ClinicPlace[]): ClinicPlace | undefined {
  const waiting = people.filter(({ step }) => isWaiting(step))
  return waiting.find(({ step }) => step === 'arrived') ?? waiting[0]
}

/** The clinic day before and after, whether or not a clinic is held then. */
export const neighbours = (on: Day): { readonly before: Day; readonly after: Day } => ({
  before: addDays(on, -1),
  after: addDays(on, 1),
})
