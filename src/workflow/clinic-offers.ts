import { addDays, type Day, day } from '#base/day.ts'
import {
  type Diary,
  MAX_DAYS_EARLY,
  offerSlots,
  type Slot,
  type SlotOffer,
} from '#recall/clinic-days.ts'
import { appointmentsOf } from '#store/appointments.ts'
import type { FoundPatient } from '#store/patients.ts'
import type { Desk } from './desk.ts'
import { bookedBetween, diaryFrom } from './offer-slots.ts'

export type OfferedSlot = Slot & { readonly clinic: string }

/** The appointments that a next test may have: the one already made, if it is soon enough, and free slots. */
export type ClinicOffers = {
  readonly kept: { readonly on: Day; readonly atMinute: number } | null
  /** Free slots, the one that is suggested first. */
  readonly slots: readonly OfferedSlot[]
  /** Why there is no free slot. */
  readonly none: string | null
}

/** `dueOn` null means that no test is due yet, so nothing is offered. */
export async function clinicOffers(
  desk: Desk,
  { id, details }: FoundPatient,
  dueOn: Day | null,
  /** The test is on that day and no other: slots of other days are not offered. */
  exactly = false,
): Promise<ClinicOffers> {
  if (dueOn === null) return { kept: null, slots: [], none: null }
  const { tx, today } = desk
  const [[next], diary, booked] = await Promise.all([
    appointmentsOf(tx, id, addDays(today, 1)),
    diaryFrom(tx, today),
    bookedBetween(tx, addDays(dueOn, -MAX_DAYS_EARLY), dueOn),
  ])
  const fits = (on: string) => (exactly ? on === dueOn : on <= dueOn)
  const kept = next !== undefined && fits(next.onDate) ? next : undefined
  const housebound = details.housebound === 'yes'
  const offer = offerSlots({ ...diary, today, latestOn: dueOn, booked, housebound })
  return {
    kept: kept === undefined ? null : { on: day(kept.onDate), atMinute: kept.atMinute },
    ...freeSlots(offer, diary, exactly ? dueOn : null),
  }
}

const NO_SLOT =
  'No clinic has a free slot on the day of the protocol. Arrange the test of that day with the patient.'

function freeSlots(
  offer: SlotOffer,
  diary: Diary,
  only: Day | null,
): Pick<ClinicOffers, 'slots' | 'none'> {
  if (offer.kind === 'none') return { slots: [], none: only === null ? offer.message : NO_SLOT }
  const free = offer.free.filter(({ on }) => only === null || on === only)
  const none = free.length > 0 ? null : NO_SLOT
  return { slots: free.map((slot) => named(slot, diary)), none }
}

const named = (slot: Slot, { patterns }: Diary): OfferedSlot => ({
  ...slot,
  clinic: patterns.find(({ id }) => id === slot.patternId)?.name ?? '',
})

/** A minute of the day as a clock time: 580 is `09:40`. */
export function formatMinute(atMinute: number): string {
  const two = (part: number) => `${part}`.padStart(2, '0')
  return `${two(Math.floor(atMinute / 60))}:${two(atMinute % 60)}`
}
