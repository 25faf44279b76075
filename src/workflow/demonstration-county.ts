import { addDays, type Day, londonDay } from '#base/day.ts'
import { providersOf } from '#store/providers.ts'
import { checkControlNightly } from './check-control-nightly.ts'
import { closeEarlierDays } from './close-of-day.ts'
import { liveDay, type Years, yearsOf } from './demonstration-days.ts'
import { doorAt, houseAt, openSite, SITES, type Site } from './demonstration-sites.ts'
import type { House } from './desk.ts'
import { escalateOverdue } from './escalate-overdue.ts'
import { must } from './virtual-clinic.ts'

/** How much of the county is made: how many days, which sites, and which share of their people. */
export type CountySize = {
  readonly days: number
  readonly sites: readonly Site[]
  readonly people: number
}

/** Two years of everybody. */
export const WHOLE_COUNTY: CountySize = { days: 730, sites: SITES, people: 1 }

const SEED = 11

/**
 * Makes the county around the first practice: virtual people live, are tested, dosed and called back, day after day until
 * today, by the product's own acts with the clock moved. The same today makes the same county. A site that is there already
 * is left as it is.
 */
export async function liveCounty(house: House, size: CountySize): Promise<void> {
  const today = londonDay(house.clock())
  const known = new Set((await providersOf(house.pool)).map(({ name }) => name))
  const missing = size.sites.filter(({ name }) => !known.has(name))
  if (missing.length === 0) return
  const county: Years[] = []
  for (let ago = size.days; ago >= 0; ago -= 1) {
    const on = addDays(today, -ago)
    for (const [nth, site] of missing.entries()) {
      if (Math.min(site.since ?? size.days, size.days) !== ago) continue
      const span = { from: on, today, seed: SEED + nth }
      county.push(await begin(house, withShare(site, size), span))
    }
    await Promise.all(county.map((years) => liveDay(years, on)))
    if (ago > 0) await endDay(house, on, ago)
  }
}

const withShare = (site: Site, { people }: CountySize): Site => ({
  ...site,
  people: Math.max(1, Math.round(site.people * people)),
})

type Span = { readonly from: Day; readonly today: Day; readonly seed: number }

async function begin(house: House, site: Site, span: Span): Promise<Years> {
  const open = await openSite(house, site, span.from)
  const door = doorAt(house, open, span.from, FOUNDED_AT)
  for (const weekday of site.weekdays) {
    await must(door, 'practice-manager', 'set-clinic-pattern', {
      name: 'Anticoagulant clinic',
      weekday: `${weekday}`,
      start: '09:00',
      end: '12:00',
      slotMinutes: '8',
      from: span.from,
      housebound: 'no',
    })
  }
  return yearsOf(house, open, span)
}

const FOUNDED_AT = 511
/** In the evening, when what the product does by itself is asked for. */
const EVENING_AT = 1140
/** In the last days each evening is lived; before them one in four weeks. */
const EVERY_EVENING_DAYS = 10
const SELDOM_DAYS = 28

/** What the product does by itself at the end of a day. */
async function endDay(house: House, on: Day, ago: number): Promise<void> {
  if (ago > EVERY_EVENING_DAYS && ago % SELDOM_DAYS !== 0) return
  const evening = houseAt(house, on, EVENING_AT)
  await closeEarlierDays(evening)
  await escalateOverdue(evening)
  await checkControlNightly(evening)
}
