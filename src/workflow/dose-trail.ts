import { addDays, type Day, day } from '#base/day.ts'
import { type Ug, ug } from '#clinical/dose.ts'
import type { Inr } from '#clinical/inr.ts'
import { doseOn } from '#clinical/schedule.ts'
import type { PreviousResult } from '#clinical/warfarin/advice.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { HistoryVisit } from '#store/visits.ts'

/** One result with the dose until it and the dose from it on, each where it is known. */
export type TrailPoint = {
  readonly visit: HistoryVisit
  readonly on: Day
  readonly inr: Inr
  readonly before: Ug | 'not-known'
  readonly after: Ug | 'not-known'
}

/**
 * The doses along the results, oldest first. A decision here says both; another product's export says only the
 * dose until each test, so the dose from one test on is the dose until the next.
 */
export function doseTrail(history: readonly HistoryVisit[]): readonly TrailPoint[] {
  const trail: TrailPoint[] = []
  for (const [nth, visit] of history.entries()) {
    trail.push({
      visit,
      on: day(visit.sampledOn),
      inr: { comparator: visit.comparator, tenths: visit.tenths },
      before: known(visit.doseBeforeUg) ?? trail.at(-1)?.after ?? 'not-known',
      after: known(visit.dailyUg) ?? known(history[nth + 1]?.doseBeforeUg) ?? 'not-known',
    })
  }
  return trail
}

const known = (dose: number | null | undefined): Ug | undefined =>
  dose === null || dose === undefined ? undefined : ug(dose)

/** What a rule may look back on, newest first; more than this many results change no rule. */
const RESULTS_LOOKED_AT = 8

export function previousResults(trail: readonly TrailPoint[]): readonly PreviousResult[] {
  return trail
    .slice(-RESULTS_LOOKED_AT)
    .reverse()
    .map(({ on, inr, before, after }) => ({ on, inr, doseChanged: changed(before, after) }))
}

function changed(before: TrailPoint['before'], after: TrailPoint['after']): boolean | 'not-known' {
  return before === 'not-known' || after === 'not-known' ? 'not-known' : before !== after
}

/** The newest visit at which a dose was decided here. */
export const lastDecided = (history: readonly HistoryVisit[]): HistoryVisit | undefined =>
  history.findLast((visit) => visit.decisionId !== null)

/** What a person takes now, and was to take yesterday. */
export type DoseInForce = {
  readonly dailyUg: Ug | 'not-known'
  readonly yesterdayUg: Ug | 'not-known'
}

/**
 * The dose last decided here; before any, what the person said when the plan was confirmed, or says now
 * (`statedUg`). The dose of an export is not used: it ends with the last test.
 */
export function doseInForce(
  history: readonly HistoryVisit[],
  plan: EpisodePlan,
  today: Day,
  statedUg: Ug | undefined,
): DoseInForce {
  const last = lastDecided(history)
  if (last === undefined || last.dailyUg === null) {
    const dose = known(plan.dailyUg) ?? statedUg ?? 'not-known'
    return { dailyUg: dose, yesterdayUg: dose }
  }
  return { dailyUg: ug(last.dailyUg), yesterdayUg: scheduledOn(history, addDays(today, -1)) }
}

/** What the schedule in force on a day said for it. */
function scheduledOn(history: readonly HistoryVisit[], on: Day): Ug | 'not-known' {
  const inForce = history.findLast(({ fromOn }) => fromOn !== null && fromOn <= on)
  const dose = doseOn({ runs: inForce?.runs ?? [] }, on)
  return dose === 'not-covered' ? 'not-known' : dose
}
