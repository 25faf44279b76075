import type { Day } from '#base/day.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import { type AccuracySums, NO_FORECASTS, together, walkForward } from '#kinetics/walk-forward.ts'
import { noteNightDone } from '#store/control-night.ts'
import { forecastPeople } from '#store/forecast-courses.ts'
import { addSiteAccuracy } from '#store/forecasts.ts'
import { inTransaction } from '#store/tx.ts'
import type { House } from './desk.ts'
import { eachNight, type Night } from './each-night.ts'
import { accuracySince, forecastCourses } from './forecast-course.ts'
import { historySince } from './visit-case.ts'

const JOB = 'forecast-accuracy'
/** People worked out at once, a millisecond or two each: pages are answered between two slices. */
const SLICE = 10

/**
 * Works out once a day, at each provider, how well forecasts would have done there over a year: whoever decides whether they
 * are shown sees it before, and no page has to.
 */
export async function countForecastsNightly(house: House, stop?: AbortSignal): Promise<void> {
  await eachNight(house, JOB, (night) => countAtProvider(house, night), stop)
}

async function countAtProvider(
  house: House,
  { providerId, today, inSlices }: Night,
): Promise<void> {
  let sums = NO_FORECASTS
  let people = 0
  await inSlices(async (after) => {
    const slice = await countSlice(house, providerId, after, today)
    for (const one of slice.sums) {
      sums = together(sums, one)
      people += one.count > 0 ? 1 : 0
    }
    return slice.last
  })
  const figures = { ...sums, people, onDate: today, sinceOn: accuracySince(today) }
  await inTransaction(house.pool, providerId, async (tx) => {
    const at = new Date(house.clock()).toISOString()
    await addSiteAccuracy(tx, FORECAST_MODEL.version, figures, at)
    await noteNightDone(tx, JOB, today, at)
    return { keep: true, answer: undefined }
  })
}

/** `last` is the course to go on after, none when all are done. */
type Slice = { readonly sums: readonly AccuracySums[]; readonly last: string | undefined }

async function countSlice(
  house: House,
  providerId: string,
  after: string,
  today: Day,
): Promise<Slice> {
  const { people, courses } = await inTransaction(house.pool, providerId, async (tx) => {
    const found = await forecastPeople(tx, after, SLICE)
    const read = found.length === 0 ? [] : await forecastCourses(tx, found, historySince(today))
    return { keep: false, answer: { people: found, courses: read } }
  })
  const sums = courses.map((course) => walkForward(course, accuracySince(today)))
  return { sums, last: people.at(-1)?.episodeId }
}
