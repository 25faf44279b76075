import { isBankHoliday } from '#base/bank-holidays.ts'
import { addDays, type Day, weekday } from '#base/day.ts'

/** A clinic that is held every week, in slots of equal length; minutes are of the day in London. */
export type ClinicPattern = {
  readonly id: string
  readonly name: string
  /** 1 is Monday, 7 is Sunday. */
  readonly weekday: number
  readonly startMinute: number
  readonly endMinute: number
  readonly slotMinutes: number
  readonly from: Day
  readonly until: Day | null
  /** A round of home visits: its slots are for housebound people and theirs are here. */
  readonly housebound: boolean
}

export type Slot = { readonly patternId: string; readonly on: Day; readonly atMinute: number }

export type Diary = {
  readonly patterns: readonly ClinicPattern[]
  /** Days on which the clinic is closed for a reason of its own. */
  readonly closures: readonly Day[]
}

/** Why no clinic is held on a day, or that one is. Beyond the table of bank holidays nobody knows. */
export type ClinicDay = 'held' | 'no-clinic' | 'closed' | 'bank-holiday' | 'not-known'

/** Whether any clinic is held on a day. */
export function clinicDay({ patterns, closures }: Diary, on: Day): ClinicDay {
  const holiday = isBankHoliday(on)
  if (holiday !== false) return holiday === true ? 'bank-holiday' : 'not-known'
  if (closures.includes(on)) return 'closed'
  return patterns.some((pattern) => isHeld(pattern, on)) ? 'held' : 'no-clinic'
}

const isHeld = (pattern: ClinicPattern, on: Day): boolean =>
  pattern.weekday === weekday(on) &&
  pattern.from <= on &&
  (pattern.until === null || on <= pattern.until)

/** Every slot of a day, booked or free, by time. None on a bank holiday or a closed day. */
export function slotsOn(diary: Diary, on: Day): readonly Slot[] {
  if (clinicDay(diary, on) !== 'held') return []
  return diary.patterns
    .filter((pattern) => isHeld(pattern, on))
    .flatMap((pattern) => slotsOfPattern(pattern, on))
    .sort((a, b) => a.atMinute - b.atMinute)
}

/** When the sessions of a day end, in minutes of the day; none on a day without a clinic. */
export const sessionEndsOn = (diary: Diary, on: Day): readonly number[] =>
  clinicDay(diary, on) === 'held'
    ? diary.patterns.filter((pattern) => isHeld(pattern, on)).map(({ endMinute }) => endMinute)
    : []

function slotsOfPattern(pattern: ClinicPattern, on: Day): readonly Slot[] {
  const { id, startMinute, endMinute, slotMinutes } = pattern
  const count = Math.floor((endMinute - startMinute) / slotMinutes)
  return Array.from({ length: count }, (_, nth) => ({
    patternId: id,
    on,
    atMinute: startMinute + nth * slotMinutes,
  }))
}

const keyOf = ({ patternId, on, atMinute }: Slot): string => `${on} ${atMinute} ${patternId}`

/**
 * How many days before the latest day a test may be offered: a test brought forward by more than a week is another
 * interval than the one decided. Local setting. @see docs/evidence.md#slot-early
 */
export const MAX_DAYS_EARLY = 7

export type SlotQuestion = Diary & {
  readonly today: Day
  /** The test may be earlier and never later. */
  readonly latestOn: Day
  readonly booked: readonly Slot[]
  readonly housebound: boolean
  readonly maxBackDays?: number
}

export type SlotOffer =
  | {
      readonly kind: 'offer'
      /** The first free slot of the last clinic day that is not later than due. */
      readonly best: Slot
      /** Every free slot from the earliest day looked at to the latest, `best` among them. */
      readonly free: readonly Slot[]
    }
  | {
      readonly kind: 'none'
      readonly because: 'already-past' | 'no-clinic' | 'all-booked' | 'beyond-bank-holidays'
      readonly message: string
    }

/**
 * The free slots for a test: on a clinic day not later than it is due, as near to that as can be, and after today.
 * Says why when there is none; a later slot is never offered in its place (H22).
 */
export function offerSlots(question: SlotQuestion): SlotOffer {
  const { today, latestOn, housebound, maxBackDays = MAX_DAYS_EARLY } = question
  if (latestOn <= today) return NONE['already-past']
  const days = daysBackFrom(latestOn, today, maxBackDays)
  if (days.some((on) => clinicDay(question, on) === 'not-known'))
    return NONE['beyond-bank-holidays']

  const suited = {
    ...question,
    patterns: question.patterns.filter((p) => p.housebound === housebound),
  }
  const held = days.flatMap((on) => slotsOn(suited, on))
  const taken = new Set(question.booked.map(keyOf))
  const free = held.filter((slot) => !taken.has(keyOf(slot)))
  const [best] = free
  if (best === undefined) return NONE[held.length === 0 ? 'no-clinic' : 'all-booked']

  return { kind: 'offer', best, free }
}

/** From the latest day back to the earliest, never today or before. */
function daysBackFrom(latestOn: Day, today: Day, maxBackDays: number): readonly Day[] {
  return Array.from({ length: maxBackDays + 1 }, (_, back) => addDays(latestOn, -back)).filter(
    (on) => on > today,
  )
}

const none = (because: Extract<SlotOffer, { kind: 'none' }>['because'], message: string) =>
  ({ kind: 'none', because, message }) as const

const NONE = {
  'already-past': none(
    'already-past',
    'The test is already due. Fit the patient in today, or set a new test date.',
  ),
  'no-clinic': none(
    'no-clinic',
    'No clinic is held in the week up to the test date. Choose an earlier date or add a clinic.',
  ),
  'all-booked': none(
    'all-booked',
    'Every slot in the week up to the test date is booked. Choose an earlier date or add a clinic.',
  ),
  'beyond-bank-holidays': none(
    'beyond-bank-holidays',
    'Bank holidays are not known that far ahead, so no slot can be offered.',
  ),
}
