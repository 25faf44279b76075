import { type Day, daysBetween } from '#base/day.ts'
import { residentOf } from '#simulation/resident.ts'
import type { Years } from './demonstration-days.ts'
import { TOLD } from './demonstration-doac-review.ts'
import { AF, bringIn, type Someone } from './demonstration-doacs.ts'
import { houseAt } from './demonstration-sites.ts'

/** Days ago that treatment with apixaban began here, longer ago than a packed county is lived on. */
const BEGAN_AGO: readonly number[] = [620, 480, 330, 200]
/** Their numbers lie above those of everybody else at a site. */
const FIRST_NUMBER = 950
const AT = 530

/** Whoever begins a direct oral anticoagulant at an old site on this day; the lists bring their reviews. */
export async function beginReviewed({ house, open, seed, today }: Years, on: Day): Promise<void> {
  const nth = BEGAN_AGO.indexOf(daysBetween(on, today))
  if (nth === -1 || open.site.since !== undefined) return
  const by = { prescriber: open.callerOf('prescriber'), nurse: open.callerOf('nurse') }
  const resident = residentOf(seed * 1000 + FIRST_NUMBER + nth, { seed, joinedOn: on, days: 1 })
  const someone: Someone = {
    ...resident,
    plan: { ...AF, medicine: 'apixaban', doacMg: '5', doacTimes: '2' },
    startedAgo: 0,
    weight: `${Math.max(62, Math.round(resident.person.weightKg))}`,
    creatinine: '82',
    reviewedAgo: () => null,
    saved: TOLD,
  }
  await bringIn(houseAt(house, on, AT), by, someone)
}
