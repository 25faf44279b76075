import { type Day, parseDay } from '#base/day.ts'
import { type ClinicPatternId, uuid } from '#base/ids.ts'
import type { Slot } from '#recall/clinic-days.ts'

const MINUTES_IN_A_DAY = 1440

/** How a slot is named in a form: the clinic, the day, the minute of the day. */
export const slotText = ({ patternId, on, atMinute }: Slot): string =>
  `${patternId}_${on}_${atMinute}`

/** Reads a slot from a form; anything else is not a slot. */
export function readSlot(text: string | undefined): (Slot & { readonly on: Day }) | undefined {
  const [pattern, onText, minuteText = '', ...more] = (text ?? '').split('_')
  const patternId = uuid<ClinicPatternId>(pattern)
  const on = parseDay(onText)
  const atMinute = Number(minuteText)
  if (patternId === undefined || on.kind === 'refused' || more.length > 0) return undefined
  if (!/^\d{1,4}$/.test(minuteText) || atMinute >= MINUTES_IN_A_DAY) return undefined
  return { patternId, on: on.day, atMinute }
}
