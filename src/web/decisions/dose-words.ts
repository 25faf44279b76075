import { formatMg } from '#clinical/dose.ts'
import {
  INITIATION_ALARM_TITLES,
  isInitiationAlarm,
} from '#clinical/initiation/initiation-alarms.ts'
import type { Alarm } from '#clinical/warfarin/advice.ts'
import { ALARMS } from '#clinical/warfarin/alarm-actions.ts'

/** A dose in one line: `omit 1, then 31.5 mg a week`. */
export function weekInWords(weeklyUg: number, omitDays: number): string {
  const week = `${formatMg(weeklyUg)} a week`
  return omitDays === 0 ? week : `omit ${omitDays}, then ${week}`
}

/** Alarms by their titles. */
export const alarmsInWords = (codes: readonly Alarm['code'][]): string =>
  codes.map(titleOf).join('; ')

const titleOf = (code: Alarm['code']): string =>
  isInitiationAlarm(code) ? INITIATION_ALARM_TITLES[code] : ALARMS[code].title
