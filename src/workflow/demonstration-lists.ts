import { isBankHoliday } from '#base/bank-holidays.ts'
import { type Day, day, daysBetween, londonDay, weekday } from '#base/day.ts'
import type { Absence } from '#recall/absences.ts'
import { diceOf, oneOf } from '#simulation/dice.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { type WorklistRow, worklistPage } from '#store/worklists.ts'
import { CARE } from './demonstration-care.ts'
import type { Years } from './demonstration-days.ts'
import { absenceDay } from './todays-absences.ts'

// The people of a site work through their lists once a week, as the product shows them: most of what is due is done within
// days or weeks, and some of it waits long.

/** How a line of a list is worked off. */
export type Worked = {
  readonly kind: Absence
  /** Days that a line waits, with the share of lines that wait so long. */
  readonly waits: readonly (readonly [days: number, share: number])[]
  readonly work: (years: Years, on: Day, line: WorklistRow) => Promise<void>
}

const WORKED: readonly Worked[] = CARE

/** Works the lists of a site, on the last of its clinic days in a week. */
export async function workLists(years: Years, on: Day): Promise<void> {
  const { site } = years.open
  if (weekday(on) !== Math.max(...site.weekdays) || isBankHoliday(on) === true) return
  for (const { kind, waits, work } of WORKED) {
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

/** Reads something of a site. */
export const lookUp = <Found>(
  { house, open }: Years,
  read: (tx: Tx) => Promise<Found>,
): Promise<Found> =>
  inTransaction(house.pool, open.providerId, async (tx) => ({
    keep: false,
    answer: await read(tx),
  }))

/** Days since something is due, and no longer than since somebody is looked after here. */
function waited({ people }: Years, { sinceOn, sinceAt, patientId }: WorklistRow, on: Day): number {
  const since = sinceOn ?? (sinceAt === null ? on : londonDay(sinceAt))
  const joined = people.get(patientId ?? '')?.resident.joinedOn ?? since
  return daysBetween(day(since > joined ? since : joined), on)
}

/** The luck of whoever a line is about, above 0 and below 1: the same each time that it is asked. */
export function luckOf(line: WorklistRow, of: string): number {
  const { familyName, givenName, dateOfBirth, named } = line
  const text = [of, familyName, givenName, dateOfBirth, named].join()
  const hash = [...text].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, 7)
  return diceOf(hash, 0).even()
}
