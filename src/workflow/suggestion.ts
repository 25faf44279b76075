import type { Day } from '#base/day.ts'
import { day } from '#base/day.ts'
import type { AdviseInput } from '#clinical/warfarin/advice.ts'
import { advise } from '#clinical/warfarin/advise.ts'
import { hasTimedOut } from '#clinical/warfarin/dosable-window.ts'
import { isTopOfMeter } from '#clinical/warfarin/entry-checks.ts'
import { unevenDaysOf } from '#register/last-week.ts'
import type { Suggestion } from '#store/decisions.ts'
import { needsVenousSample } from './advisory-lot.ts'
import type { Desk } from './desk.ts'
import { doseInForce, doseTrail, previousResults } from './dose-trail.ts'
import { initiationInput } from './initiation-course.ts'
import { riskFacts } from './risk-facts.ts'
import { ruleSetHash } from './site-rules.ts'
import { unevenDoseBefore } from './uneven-dose.ts'
import type { VisitCase } from './visit-case.ts'
import type { EnteredVisit } from './visit-form.ts'
import { limitsOf } from './visit-method.ts'

/** Asks the rules about a visit: the same visit of the same case always has the same suggestion. */
export function suggestionFor(
  known: VisitCase,
  visit: Omit<EnteredVisit, 'place'>,
  { today, now, application }: Pick<Desk, 'today' | 'now' | 'application'>,
): Suggestion {
  const { on: sampledOn, at: sampledAt } = visit.sample
  const aged = { method: visit.method, sampledOn, sampledAt }
  const inputs: AdviseInput = {
    ...adviseInput(known, visit, today),
    ...(hasTimedOut(aged, now, known.rules) && { sampleTimedOut: true }),
  }
  const advice = advise(inputs, known.rules)
  return { inputs, advice, ruleSetHash: ruleSetHash(known.rules), madeBy: application }
}

function adviseInput(
  known: VisitCase,
  visit: Omit<EnteredVisit, 'place'>,
  today: Day,
): AdviseInput {
  const { plan, episode, patient } = known
  const history = known.history.filter(({ id }) => id !== visit.replaces?.resultId)
  const dose = doseInForce(known.doses, plan, today, visit.statedUg)
  const unevenDoseOn = unevenDoseBefore(
    visit.sample.on,
    known.doses,
    history,
    unevenDaysOf(plan.lastWeek, plan.dailyUg),
  )
  return {
    today,
    sampledOn: visit.sample.on,
    inr: visit.inr,
    method: visit.method,
    target: plan.target,
    phase: episode.phase === 'initiating' ? 'initiating' : 'maintaining',
    currentDailyUg: dose.dailyUg,
    previous: previousResults(doseTrail(history)),
    testWasDueOn: episode.nextTestOn === null ? 'not-known' : day(episode.nextTestOn),
    answers: visit.answers,
    scheduledYesterdayUg: dose.yesterdayUg,
    risk: riskFacts(patient.details, plan, today, known.stroke),
    tabletSet: plan.tabletSet,
    ...(known.remembered.length > 0 && { remembered: known.remembered }),
    ...(known.initiation !== null && { initiation: initiationInput(known.initiation, today) }),
    ...(known.restartedOn !== null && { restartedOn: known.restartedOn }),
    ...(unevenDoseOn !== undefined && { unevenDoseOn }),
    ...(plan.adjustment && { adjustment: plan.adjustment }),
    protocolMayDose: known.protocolMayDose,
    ...(needsVenousSample(known.site, visit.inr, visit.device) && {
      stripsUnderAdvice: true as const,
    }),
    ...(isTopOfMeter({ ...visit, limits: limitsOf(visit.method, visit.device) }) && {
      isTopOfMeter: true as const,
    }),
    ...(isStopped(known) && { medicineChanging: true as const }),
  }
}

/** Warfarin is stopped for a change: its INR is measured, and no dose of it is worked out (H18). */
const isStopped = ({ patient }: VisitCase): boolean => patient.switching?.state === 'waiting'
