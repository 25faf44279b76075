import { addDays } from '#base/day.ts'
import type { Advice } from '#clinical/warfarin/advice.ts'
import type { DoseSpell, ForecastCourse } from '#kinetics/forecast-course.ts'
import { FORECAST_MODEL } from '#kinetics/forecast-model.ts'
import { type Planned, secondOpinion } from '#kinetics/second-opinion.ts'
import { accuracyOf, LEAST_OF_PERSON, LEAST_OF_SITE, walkForward } from '#kinetics/walk-forward.ts'
import { addForecast, newestSiteAccuracy, type OpinionShown } from '#store/forecasts.ts'
import type { Desk } from './desk.ts'
import type { DatedDose } from './dose-order.ts'
import { type DoseInForce, doseInForce } from './dose-trail.ts'
import { accuracySince, forecastCourse } from './forecast-course.ts'
import type { OpenVisit } from './open-visit.ts'
import { mayShowForecast } from './protocol-standing.ts'
import { openShownOpinion } from './shown-opinion.ts'
import { historySince } from './visit-case.ts'

/** The second opinion on what is suggested; off where the site has not switched it on. It is asked for after the dose, and never before. */
export async function opinionOnVisit(desk: Desk, open: OpenVisit): Promise<OpinionShown | 'off'> {
  if (!(await mayShowForecast(desk.tx))) return 'off'
  const [course, site] = await Promise.all([
    courseOfVisit(desk, open),
    newestSiteAccuracy(desk.tx, FORECAST_MODEL.version),
  ])
  return {
    opinion: secondOpinion(course, plannedBy(desk, open.suggestion.advice)),
    ofPerson: accuracyOf(walkForward(course, accuracySince(desk.today)), LEAST_OF_PERSON),
    ofSite: site === undefined ? 'not-known' : accuracyOf(site, LEAST_OF_SITE),
  }
}

/**
 * Keeps the forecast that stood beside a dose with the decision: what was shown, what went into it, and what it says of the dose
 * that was saved. Nothing of it goes into the dose.
 */
export async function keepOpinion(
  desk: Desk,
  open: OpenVisit,
  decided: {
    readonly id: string
    readonly dose: DatedDose
    readonly handedBack: string | undefined
  },
): Promise<void> {
  if (!(await mayShowForecast(desk.tx))) return
  const suggested = plannedBy(desk, open.suggestion.advice)
  const course = await courseOfVisit(desk, open)
  const { dose } = decided
  const saved: Planned = {
    ...suggested,
    testOn: dose.nextTest,
    dailyUg: dose.dailyUg,
    omitDays: dose.omitDays,
    isBoosted: dose.boosts.length > 0,
  }
  await addForecast(desk.tx, decided.id, FORECAST_MODEL.version, {
    shown: openShownOpinion(desk, open, decided.handedBack) ?? 'not-known',
    course,
    suggested,
    ofSaved: secondOpinion(course, saved),
  })
}

/** What the rules suggest, as a forecast is asked for it. */
function plannedBy({ today }: Pick<Desk, 'today'>, advice: Advice): Planned {
  const as = { today, omitDays: 0, isStart: false, isBoosted: false }
  if (advice.kind === 'alarm') return { ...as, testOn: addDays(today, 1), dailyUg: 'no-dose' }
  return {
    ...as,
    testOn: advice.nextTest.latestOn,
    dailyUg: advice.roundedUg,
    omitDays: advice.omitDays,
    isStart: advice.initiation !== undefined,
  }
}

/** While one of these changes runs, the other medicine moves the INR too. */
const BESIDE: readonly (string | undefined)[] = ['overlapping', 'finished']

/** The course with what is entered at this visit. */
async function courseOfVisit(desk: Desk, { known, visit }: OpenVisit): Promise<ForecastCourse> {
  const { today, tx } = desk
  const { patient, episode, plan, remembered } = known
  const dose = doseInForce(known.doses, plan, today, visit.statedUg)
  const person = {
    episodeId: episode.id,
    patientId: patient.id,
    dateOfBirth: patient.details.dateOfBirth,
    startedOn: plan.startedOn,
    statedUg: dose.dailyUg === 'not-known' ? null : dose.dailyUg,
  }
  const course = await forecastCourse(tx, person, historySince(today), visit.replaces?.resultId)
  const { missedDoses, illness, medicinesChanged } = visit.answers
  const medicines = medicinesChanged !== 'no'
  const mayAct = remembered.map(({ until }) => ({ from: today, until }))
  return {
    ...course,
    isWarfarin: plan.medicine === 'warfarin',
    inrs: [...course.inrs, { on: visit.sample.on, inr: visit.inr, decidedOn: today }],
    doses: [...course.doses, ...unsure(dose)],
    said: [...course.said, { on: today, missedDoses: missedDoses > 0, illness, medicines }],
    interactions: [...course.interactions, ...mayAct],
    besides: BESIDE.includes(patient.switching?.state)
      ? [{ from: today, until: 'still-open' }]
      : [],
  }
}

/** A dose on an INR that is void by now was told, or its text sent: whether it was taken nobody knows. */
const unsure = ({ voidInrOn }: DoseInForce): readonly DoseSpell[] =>
  voidInrOn === null ? [] : [{ from: voidInrOn, ug: 'not-known' }]
