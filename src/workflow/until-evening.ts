import { type Day, daysBetween, londonClock } from '#base/day.ts'
import type { Desk } from './desk.ts'

/** The hour of a day at which what was due on it escalates, in minutes after midnight. @see docs/evidence.md#switch-evening */
const EVENING_MINUTE = 18 * 60
/** However late in the day it begins, there is an hour. @technical Length of a clock. */
const LEAST_MINUTES = 60
/** @technical Minutes of a day. */
const DAY_MINUTES = 1440

/** Minutes from now to the evening of a day. */
export function minutesUntilEvening({ now, today }: Pick<Desk, 'now' | 'today'>, on: Day): number {
  const [hour = '0', minute = '0'] = londonClock(now).split(':')
  const passed = Number.parseInt(hour, 10) * 60 + Number.parseInt(minute, 10)
  return Math.max(daysBetween(today, on) * DAY_MINUTES + EVENING_MINUTE - passed, LEAST_MINUTES)
}
