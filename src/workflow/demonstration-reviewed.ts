import { addDays, londonDay } from '#base/day.ts'
import { residentOf } from '#simulation/resident.ts'
import { AF, bringIn, type Someone, TOLD } from './demonstration-doacs.ts'
import type { OpenSite } from './demonstration-sites.ts'
import type { House } from './desk.ts'

/** Days ago that treatment with apixaban began and was reviewed last: some are due again, one is overdue. */
const REVIEWED = [
  { startedAgo: 620, ago: 40 },
  { startedAgo: 480, ago: 84 },
  { startedAgo: 330, ago: 110 },
  { startedAgo: 200, ago: 60 },
] as const
/** Their numbers lie above those of everybody else at a site. */
const FIRST_NUMBER = 950

/** People on a direct oral anticoagulant at a site, each registered, begun and reviewed on its day. */
export async function bringInReviewed(house: House, open: OpenSite, seed: number): Promise<void> {
  const by = { prescriber: open.callerOf('prescriber'), nurse: open.callerOf('nurse') }
  for (const [nth, { startedAgo, ago }] of REVIEWED.entries()) {
    const joinedOn = addDays(londonDay(house.clock()), -startedAgo)
    const number = seed * 1000 + FIRST_NUMBER + nth
    const resident = residentOf(number, { seed, joinedOn, days: 1 })
    const someone: Someone = {
      ...resident,
      plan: { ...AF, medicine: 'apixaban', doacMg: '5', doacTimes: '2' },
      startedAgo,
      weight: `${Math.max(62, Math.round(resident.person.weightKg))}`,
      creatinine: '82',
      reviewedAgo: () => ago,
      saved: TOLD,
    }
    await bringIn(house, by, someone)
  }
}
