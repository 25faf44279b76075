import { addDays, type Day, daysBetween } from '#base/day.ts'
import { doseOn, type Schedule } from '#clinical/schedule.ts'
import type { GivenDose } from './protocol.ts'

/** A schedule that was decided, and the first day for which it counts. */
export type DecidedSchedule = { readonly from: Day; readonly schedule: Schedule }

/**
 * What the schedules said for each day from the first one to yesterday: for each day the newest decision that had
 * begun by then, so that no day can have two doses (H12). `newestFirst` is in the order of deciding.
 */
export function givenDoses(
  newestFirst: readonly DecidedSchedule[],
  firstOn: Day,
  today: Day,
): readonly GivenDose[] {
  const given: GivenDose[] = []
  const days = Math.max(0, daysBetween(firstOn, today))
  for (let offset = 0; offset < days; offset += 1) {
    const on = addDays(firstOn, offset)
    const inForce = newestFirst.find(({ from }) => from <= on)
    const dose = inForce === undefined ? 'not-covered' : doseOn(inForce.schedule, on)
    if (dose === 'not-covered') continue
    const last = given.at(-1)
    if (last !== undefined && last.ug === dose && addDays(last.from, last.days) === on)
      given[given.length - 1] = { ...last, days: last.days + 1 }
    else given.push({ from: on, days: 1, ug: dose })
  }
  return given
}

/** The dose of one day, or that no schedule said one. */
export function givenOn(given: readonly GivenDose[], on: Day): number | 'not-known' {
  const run = given.find(({ from, days }) => from <= on && on < addDays(from, days))
  return run === undefined ? 'not-known' : run.ug
}

/** Whether it was this dose on each day from one to another, both included; true when there is no such day. */
export function wasGiven(
  given: readonly GivenDose[],
  dose: number,
  from: Day,
  until: Day,
): boolean {
  const days = daysBetween(from, until) + 1
  return Array.from({ length: Math.max(0, days) }, (_, nth) => addDays(from, nth)).every(
    (on) => givenOn(given, on) === dose,
  )
}
