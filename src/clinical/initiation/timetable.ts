import { isBankHoliday } from '#base/bank-holidays.ts'
import { type Day, weekday } from '#base/day.ts'
import { dateOfDay } from './position.ts'
import type { ProtocolTable } from './protocol.ts'

/** A test day that the protocol fixes, on the calendar. */
export type PlannedTest = {
  readonly day: number
  readonly on: Day
  readonly isWeekend: boolean
  /** Also when the calendar of bank holidays does not reach so far. */
  readonly mayBeBankHoliday: boolean
}

/** The fixed test days of a protocol that begins on a day. Rechecks come where a dose is lowered. */
export const plannedTests = ({ steps }: ProtocolTable, firstOn: Day): readonly PlannedTest[] =>
  steps.map(({ day }) => {
    const on = dateOfDay(firstOn, day)
    return {
      day,
      on,
      isWeekend: weekday(on) >= 6,
      mayBeBankHoliday: isBankHoliday(on) !== false,
    }
  })
