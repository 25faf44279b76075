import { isBankHoliday } from '#base/bank-holidays.ts'
import { type Day, day, daysBetween, londonDay, weekday } from '#base/day.ts'
import type { Absence } from '#recall/absences.ts'
import { oneOf } from '#simulation/dice.ts'
import { type WorklistRow, worklistPage } from '#store/worklists.ts'
import { CARE } from './demonstration-care.ts'
import type { Years } from './demonstration-days.ts'
import { lookUp, luckOf } from './demonstration-line.ts'
import { SETTLED } from './demonstration-settled.ts'
import { absenceDay } from './todays-absences.ts'

// The people of a site work through their lists once a week, as the product shows them: most of what is due is done within
// days or weeks, and some of it waits long.

/** Works the lists of a site, on the last of its clinic days in a week. */
export async function workLists(years: Years, on: Day): Promise<void> {
  const { site } = years.open
  if (weekday(on) !== Math.max(...site.weekdays) || isBankHoliday(on) === true) return
  for (const { kind, waits, work } of [...CARE, ...SETTLED]) {
    for (const line of await linesOf(years, kind, on)) {
      if (waited(years, line, on) >= oneOf(waits, luckOf(line, `${kind} ${line.sinceOn}`)))
        await work(years, on, line)
    }
  }
}

const EVERYBODY = { risk: 'any', owner: 'anybody' } as const
/** @technical No list of the county is as long. */
const WHOLE = { limit: 200, offset: 0 } as const

const linesOf = (years: Years, kind: Absence, on: Day): Promise<readonly WorklistRow[]> =>
  lookUp(years, (tx) => worklistPage(tx, kind, absenceDay(on), EVERYBODY, WHOLE))

/** Days since something is due, and no longer than since somebody is looked after here. */
function waited({ people }: Years, { sinceOn, sinceAt, patientId }: WorklistRow, on: Day): number {
  const since = sinceOn ?? (sinceAt === null ? on : londonDay(sinceAt))
  const joined = people.get(patientId ?? '')?.resident.joinedOn ?? since
  return daysBetween(day(since > joined ? since : joined), on)
}
