import { addDays } from '#base/day.ts'
import type { ForecastCourse } from '#kinetics/forecast-course.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import { type Planned, secondOpinion } from '#kinetics/second-opinion.ts'
import {
  accuracyOf,
  LEAST_OF_PERSON,
  LEAST_OF_SITE,
  NO_FORECASTS,
  walkForward,
} from '#kinetics/walk-forward.ts'
import {
  addForecast,
  newestSiteAccuracy,
  type OpinionShown,
  type SeenOpinion,
} from '#store/forecasts.ts'
import { openProcedurePlan } from '#store/procedure-plans.ts'
import { besideDose, NOT_MADE } from './beside-dose.ts'
import { courseNow } from './course-now.ts'
import type { Desk } from './desk.ts'
import type { DatedDose } from './dose-order.ts'
import { accuracySince } from './forecast-course.ts'
import type { OpenVisit } from './open-visit.ts'
import { mayShowForecast } from './protocol-standing.ts'
import { openShownOpinion } from './shown-opinion.ts'
import type { WaitingVisit } from './visit-decision.ts'

const COULD_NOT: OpinionShown = {
  opinion: NOT_MADE,
  ofPerson: accuracyOf(NO_FORECASTS, LEAST_OF_PERSON),
  ofSite: 'not-known',
}

/** The second opinion on what is suggested; off where the site has not switched it on. It is asked for after the dose, and never before. */
export async function opinionOnVisit(desk: Desk, open: OpenVisit): Promise<OpinionShown | 'off'> {
  if (!(await mayShowForecast(desk.tx))) return 'off'
  const work = async (): Promise<OpinionShown> => {
    const [course, suggested, site] = await Promise.all([
      courseOfVisit(desk, open),
      suggestedBy(desk, { ...open, ...open.known }),
      newestSiteAccuracy(desk.tx, FORECAST_MODEL.version),
    ])
    return {
      opinion: secondOpinion(course, suggested),
      ofPerson: accuracyOf(walkForward(course, accuracySince(desk.today)), LEAST_OF_PERSON),
      ofSite: site === undefined ? 'not-known' : accuracyOf(site, LEAST_OF_SITE),
    }
  }
  return besideDose(desk, work, COULD_NOT)
}

/**
 * What stood beside a suggestion, for whoever saves a dose on it or hands it on: also where the site has switched the forecast
 * off since. Nothing where it was off and none was seen.
 */
export async function seenOpinion(
  desk: Desk,
  open: OpenVisit,
  handedBack: string | undefined,
): Promise<SeenOpinion | undefined> {
  const shown = openShownOpinion(desk, open, handedBack) ?? 'not-known'
  if (shown === 'not-known' && !(await mayShowForecast(desk.tx))) return undefined
  const suggested = await suggestedBy(desk, { ...open, ...open.known })
  const nothing: SeenOpinion = { shown, course: 'not-known', suggested }
  const work = async () => ({ ...nothing, course: await courseOfVisit(desk, open) })
  return besideDose(desk, work, nothing)
}

/**
 * What a visit that waited for a second clinician was referred with. Where nothing came with it nobody saw a forecast: it is
 * made of the record as it is now, for what it says of the dose that is saved.
 */
export async function opinionOfTask(
  desk: Desk,
  { details, patient, episode }: WaitingVisit,
): Promise<SeenOpinion | undefined> {
  if (details.secondOpinion !== undefined) return details.secondOpinion
  if (!(await mayShowForecast(desk.tx))) return undefined
  const suggested = await suggestedBy(desk, { episode, suggestion: details.suggestion })
  const nothing: SeenOpinion = { shown: 'not-known', course: 'not-known', suggested }
  const work = async () => ({ ...nothing, course: await courseNow(desk, { patient, episode }) })
  return besideDose(desk, work, nothing)
}

type DecidedDose = Pick<WaitingVisit, 'episode'> & {
  readonly id: string
  readonly dose: DatedDose
}

/**
 * Keeps the forecast that stood beside a dose with the decision: what was shown, what went into it, and what it says of the dose
 * that was saved. Nothing of it goes into the dose.
 */
export async function keepOpinion(
  desk: Pick<Desk, 'tx' | 'today'>,
  seen: SeenOpinion | undefined,
  { id, dose, episode }: DecidedDose,
): Promise<void> {
  if (seen === undefined) return
  const { course } = seen
  const plan = await openProcedurePlan(desk.tx, episode.id)
  const saved: Planned = {
    ...seen.suggested,
    isProcedurePlanned: plan !== undefined,
    today: desk.today,
    testOn: dose.nextTest,
    dailyUg: dose.dailyUg,
    omitDays: dose.omitDays,
    isBoosted: dose.boosts.length > 0,
  }
  const ofSaved = await besideDose(
    desk,
    async () => (course === 'not-known' ? NOT_MADE : secondOpinion(course, saved)),
    NOT_MADE,
  )
  const body = { ...seen, saved, ofSaved }
  await besideDose(desk, () => addForecast(desk.tx, id, FORECAST_MODEL.version, body), undefined)
}

/** What the rules suggest, as a forecast is asked for it. */
async function suggestedBy(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  {
    episode,
    suggestion: { advice },
  }: Pick<WaitingVisit, 'episode'> & Pick<OpenVisit, 'suggestion'>,
): Promise<Planned> {
  const isProcedurePlanned = (await openProcedurePlan(tx, episode.id)) !== undefined
  const as = { today, omitDays: 0, isStart: false, isBoosted: false, isProcedurePlanned }
  if (advice.kind === 'alarm') return { ...as, testOn: addDays(today, 1), dailyUg: 'no-dose' }
  return {
    ...as,
    testOn: advice.nextTest.latestOn,
    dailyUg: advice.roundedUg,
    omitDays: advice.omitDays,
    isStart: advice.initiation !== undefined,
  }
}

/** The course on record with what is entered at this visit. */
async function courseOfVisit(desk: Desk, { known, visit }: OpenVisit): Promise<ForecastCourse> {
  const { today } = desk
  const course = await courseNow(desk, { ...known, replaced: visit.replaces?.resultId })
  const { missedDoses, illness, medicinesChanged } = visit.answers
  const medicines = medicinesChanged !== 'no'
  return {
    ...course,
    inrs: [...course.inrs, { on: visit.sample.on, inr: visit.inr, decidedOn: today }],
    said: [...course.said, { on: today, missedDoses: missedDoses > 0, illness, medicines }],
  }
}
