import { type Day, daysBetween } from '#base/day.ts'
import { type ForecastCourse, LOOKED_AT_DAYS } from '#kinetics/forecast-course.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import type { NotShownCode } from '#kinetics/not-shown.ts'
import { type SecondOpinion, whyNot } from '#kinetics/second-opinion.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type ForecastInUse, forecastInUse } from '#store/forecasts.ts'
import type { FoundPatient } from '#store/patients.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import type { FoundTask } from '#store/tasks.ts'
import type { Tx } from '#store/tx.ts'
import { isAlarmTask } from './ask-to-enter.ts'
import { besideDose, NOT_MADE } from './beside-dose.ts'
import { courseNow } from './course-now.ts'
import type { Desk } from './desk.ts'
import { isToEnter } from './result-to-enter.ts'

/** What was kept with the dose in force, while the site has the forecast on; nothing is asked before a dose was decided here. */
export const keptForecast = async (
  tx: Tx,
  { lastDecisionId }: FoundEpisode,
): Promise<ForecastInUse | undefined> =>
  lastDecisionId === null ? undefined : forecastInUse(tx, lastDecisionId, FORECAST_MODEL)

/** What is foretold of the dose in force, and on which day that was made. */
export type Foretold = { readonly opinion: SecondOpinion; readonly madeOn: Day }

type Now = {
  readonly patient: FoundPatient
  readonly episode: FoundEpisode
  readonly tasks: readonly FoundTask[]
  /** A laboratory's result that nobody has looked at yet. */
  readonly hasArrived: boolean
}

/**
 * A forecast that was kept, while nothing on record speaks against it: every reason is asked again of the course as it is now
 * (a pause, vitamin K, a medicine, a dose that nobody was told), and it rests on the INRs that still stand.
 */
export async function foretoldNow(
  desk: Desk,
  kept: ForecastInUse | undefined,
  now: Now,
): Promise<Foretold | undefined> {
  if (kept === undefined) return undefined
  const { opinion, saved } = kept
  const madeOn = saved.today
  if (opinion.kind === 'not-shown') return { opinion, madeOn }
  const work = async (): Promise<SecondOpinion> => {
    const plan = await openProcedurePlan(desk.tx, now.episode.id)
    const course = await courseNow(desk, now)
    const today = { ...saved, today: desk.today, isProcedurePlanned: plan !== undefined }
    const overtaken = isOvertaken(kept, course, now, desk.today) ? (['overtaken'] as const) : []
    const because: readonly NotShownCode[] = [...overtaken, ...whyNot(course, today)]
    return because.length === 0 ? opinion : { kind: 'not-shown', because }
  }
  return { opinion: await besideDose(desk, work, NOT_MADE), madeOn }
}

function isOvertaken(
  { saved, inrs }: ForecastInUse,
  course: ForecastCourse,
  { episode, tasks, hasArrived }: Now,
  today: Day,
): boolean {
  if (hasArrived || episode.nextTestOn === null || saved.testOn < today) return true
  if (tasks.some((task) => isAlarmTask(task) || isToEnter(task.kind))) return true
  return inrs === null || lookedAt(inrs, saved.today) !== lookedAt(course.inrs, saved.today)
}

/** The INRs that a forecast of a day rests on and those since, to be compared. */
const lookedAt = (inrs: ForecastCourse['inrs'], madeOn: Day): string =>
  JSON.stringify(
    inrs
      .filter(({ on }) => daysBetween(on, madeOn) <= LOOKED_AT_DAYS)
      .map(({ on, inr: { comparator, tenths } }) => [on, comparator, tenths]),
  )
