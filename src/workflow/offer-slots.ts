import { addDays, type Day, day } from '#base/day.ts'
import {
  type ClinicPattern,
  type Diary,
  MAX_DAYS_EARLY,
  offerSlots,
  type Slot,
  type SlotOffer,
} from '#recall/clinic-days.ts'
import { takenSlots } from '#store/appointments.ts'
import { type ClinicPatternRow, clinicClosures, clinicPatterns } from '#store/clinics.ts'
import type { Tx } from '#store/tx.ts'

/** The clinic days of this provider from a day on. */
export async function diaryFrom(tx: Tx, from: Day): Promise<Diary> {
  const [patterns, closures] = await Promise.all([clinicPatterns(tx), clinicClosures(tx, from)])
  return {
    patterns: patterns.map(toPattern),
    closures: closures.map(({ onDate }) => day(onDate)),
  }
}

function toPattern({ fromOn, untilOn, ...row }: ClinicPatternRow): ClinicPattern {
  return { ...row, from: day(fromOn), until: untilOn === null ? null : day(untilOn) }
}

/** The slots that are taken between two days. */
export async function bookedBetween(tx: Tx, from: Day, until: Day): Promise<readonly Slot[]> {
  const taken = await takenSlots(tx, from, until)
  return taken.map(({ patternId, onDate, atMinute }) => ({ patternId, on: day(onDate), atMinute }))
}

/** What can be offered to a person whose next test may not be later than a day. */
export async function slotsFor(
  tx: Tx,
  today: Day,
  latestOn: Day,
  housebound: boolean,
): Promise<SlotOffer> {
  const [diary, booked] = await Promise.all([
    diaryFrom(tx, today),
    bookedBetween(tx, addDays(latestOn, -MAX_DAYS_EARLY), latestOn),
  ])
  return offerSlots({ ...diary, today, latestOn, booked, housebound, maxBackDays: MAX_DAYS_EARLY })
}
