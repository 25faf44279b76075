import { addDays, type Day, daysBetween, londonDay } from '#base/day.ts'
import { providersOf } from '#store/providers.ts'
import { checkControlNightly } from './check-control-nightly.ts'
import { closeEarlierDays } from './close-of-day.ts'
import { openCourseEnds } from './course-ends.ts'
import { liveDay, type Years, yearsOf } from './demonstration-days.ts'
import { doorAt, houseAt, LARGER_SITES, openSite, SITES, type Site } from './demonstration-sites.ts'
import type { House } from './desk.ts'
import { doubtTargetsNightly } from './doubt-targets-nightly.ts'
import { escalateOverdue } from './escalate-overdue.ts'
import { escalateOverdueRestarts } from './escalate-restarts.ts'
import { reviewAlertsNightly } from './review-alerts-nightly.ts'
import { findUnansweredTexts } from './unanswered-texts.ts'
import { findUnsavedAlarms } from './unsaved-alarms.ts'
import { findUntoldDoses } from './untold-doses.ts'
import { must } from './virtual-clinic.ts'

/** How much of the county is made: how many days, which sites, and which share of their people. */
export type CountySize = {
  readonly days: number
  readonly sites: readonly Site[]
  readonly people: number
}

/** Two years of everybody. */
export const WHOLE_COUNTY: CountySize = { days: 730, sites: SITES, people: 1 }
/** As much as can be lived while somebody waits. */
export const YOUNG_COUNTY: CountySize = { days: 90, sites: LARGER_SITES, people: 0.5 }

const SEED = 11

/**
 * Makes the county around the first practice: virtual people live, are tested, dosed and called back, day after day until
 * today, by the product's own acts with the clock moved. The same today makes the same county. A site that is there already
 * is left as it is.
 */
export async function liveCounty(
  house: House,
  size: CountySize,
  until: 'midday' | 'this-morning' = 'midday',
): Promise<readonly Years[]> {
  const today = londonDay(house.clock())
  const there = await sitesThere(house, size.sites)
  const missing = size.sites.filter((site) => !there.includes(site))
  const county: Years[] = []
  if (missing.length === 0) return county
  const last = until === 'midday' ? 0 : 1
  for (let ago = size.days; ago >= last; ago -= 1) {
    const span = { from: addDays(today, -ago), today }
    for (const [nth, site] of missing.entries()) {
      if (opensAgo(site, size) !== ago) continue
      county.push(await begin(house, withShare(site, size), { ...span, seed: SEED + nth }))
    }
    await liveEverywhere(house, county, span.from, ago)
  }
  return county
}

/** Which of some sites are there already, though perhaps only begun. */
export async function sitesThere(
  { pool }: House,
  sites: readonly Site[],
): Promise<readonly Site[]> {
  const known = new Set((await providersOf(pool)).map(({ name }) => name))
  return sites.filter(({ name }) => known.has(name))
}

/** How many days ago a site opens: when it says, or with the county. */
const opensAgo = ({ since }: Site, { days }: CountySize): number => Math.min(since ?? days, days)

/** Lives a county on, from a day that is not lived yet until today. */
export async function goOn(
  house: House,
  county: readonly Years[],
  { from, today }: { readonly from: Day; readonly today: Day },
): Promise<void> {
  for (let on = from; on <= today; on = addDays(on, 1)) {
    await liveEverywhere(house, county, on, daysBetween(on, today))
  }
}

async function liveEverywhere(house: House, county: readonly Years[], on: Day, ago: number) {
  await Promise.all(county.map((years) => liveDay(years, on)))
  if (ago > 0) await endDay(house, on, ago)
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

const EACH_EVENING: readonly ((house: House) => Promise<void>)[] = [
  closeEarlierDays,
  findUnsavedAlarms,
  findUnansweredTexts,
  findUntoldDoses,
  openCourseEnds,
  escalateOverdue,
  escalateOverdueRestarts,
  checkControlNightly,
  doubtTargetsNightly,
  reviewAlertsNightly,
]

/** What the product does by itself at the end of a day. */
async function endDay(house: House, on: Day, ago: number): Promise<void> {
  if (ago > EVERY_EVENING_DAYS && ago % SELDOM_DAYS !== 0) return
  const evening = houseAt(house, on, EVENING_AT)
  for (const job of EACH_EVENING) await job(evening)
}
