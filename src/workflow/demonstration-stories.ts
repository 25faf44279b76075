import { addDays, type Day, daysBetween } from '#base/day.ts'
import { isWorkingDay } from '#base/working-days.ts'
import { type Place, type Resident, residentOf } from '#simulation/resident.ts'
import { ALERTS } from './demonstration-alerts.ts'
import { BESIDE } from './demonstration-beside.ts'
import type { Years } from './demonstration-days.ts'
import { FILES } from './demonstration-files.ts'
import type { Scene, Story } from './demonstration-guests.ts'
import { OPERATIONS } from './demonstration-operations.ts'
import { PAUSES } from './demonstration-pauses.ts'
import { RECORDS } from './demonstration-records.ts'
import { RUNNING } from './demonstration-running.ts'
import { SLIPS } from './demonstration-slips.ts'
import { SWITCHES } from './demonstration-switches.ts'
import { TARGETS } from './demonstration-targets.ts'
import { TOLD_STORIES } from './demonstration-told.ts'

// What the ordinary days of a county do not bring by themselves: each story is told of somebody who comes to a site for it,
// again every year, and around the day until which the county was packed it stands in the middle.

const STORIES: readonly Story[] = [
  ...PAUSES,
  ...SWITCHES,
  ...OPERATIONS,
  ...SLIPS,
  ...TARGETS,
  ...TOLD_STORIES,
  ...RECORDS,
  ...RUNNING,
  ...FILES,
  ...BESIDE,
  ...ALERTS,
]

/** Days from one telling of a story at a site to the next, longer than a packed county is lived on. */
const TOLD_AGAIN_DAYS = 364
/** The numbers of those whom stories are about lie between those of everybody else at a site; each telling has two. */
const FIRST_NUMBER = 300
const MOST_TELLINGS = 6
const PEOPLE = 2

/**
 * Tells what of each story of a site happens on a day; on days on which nobody works it waits for the next. Answers whether
 * there was anything.
 */
export async function tellStories(years: Years, on: Day): Promise<boolean> {
  if (isWorkingDay(on) !== true) return false
  let isAnything = false
  for (const [nth, story] of STORIES.entries()) {
    const shift = story.told[years.open.site.prefix]
    if (shift === undefined) continue
    for (const from of daysSinceWork(on)) {
      isAnything = (await tellDay(years, { story, nth, shift }, { on, from })) || isAnything
    }
  }
  return isAnything
}

/** A working day, after the days before it on which nobody worked. */
function daysSinceWork(on: Day): readonly Day[] {
  const before = addDays(on, -1)
  return isWorkingDay(before) === true ? [on] : [...daysSinceWork(before), on]
}

type Told = { readonly story: Story; readonly nth: number; readonly shift: number }

async function tellDay(
  years: Years,
  { story, nth, shift }: Told,
  { on, from }: { readonly on: Day; readonly from: Day },
): Promise<boolean> {
  let isAnything = false
  const first = story.steps[0]?.[0] ?? 0
  for (const [day, step] of story.steps) {
    const since = daysBetween(addDays(years.middle, shift + day), from)
    if (since % TOLD_AGAIN_DAYS !== 0) continue
    const telling = since / TOLD_AGAIN_DAYS
    const joinedOn = addDays(from, first - day)
    const somebody = (place: number) => guestOf(years, { nth, telling, place }, joinedOn)
    const scene: Scene = { years, on, guest: somebody(0), other: somebody(1) }
    await step(scene)
    isAnything = true
  }
  return isAnything
}

function guestOf(
  { seed }: Years,
  { nth, telling, place }: { nth: number; telling: number; place: number },
  joinedOn: Day,
): Resident {
  const of = (telling + MOST_TELLINGS) % MOST_TELLINGS
  const number = seed * 1000 + FIRST_NUMBER + (nth * MOST_TELLINGS + of) * PEOPLE + place
  return suited(number, { seed, joinedOn, days: 1 })
}

/** Somebody whose dose whole tablets make and one person may decide: else somebody else with a number far above. */
function suited(number: number, place: Place): Resident {
  const resident = residentOf(number, place)
  const dailyMg = resident.told[0] ?? 0
  const isSuited = Number.isInteger(dailyMg) && dailyMg >= LEAST_MG && dailyMg <= MOST_MG
  return isSuited ? resident : suited(number + FAR_ABOVE, place)
}
const LEAST_MG = 3
const MOST_MG = 9
const FAR_ABOVE = 20_000
