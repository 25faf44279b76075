import { addDays, type Day, day } from '#base/day.ts'
import { type Ug, ug } from '#clinical/dose.ts'
import type { Inr } from '#clinical/inr.ts'
import { doseOn } from '#clinical/schedule.ts'
import type { PreviousResult } from '#clinical/warfarin/advice.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { DecidedDose } from '#store/decided-doses.ts'
import type { CoursePoint } from '#store/visits.ts'

/** One result with the dose until it and the dose from it on, each where it is known. */
export type TrailPoint = {
  readonly visit: CoursePoint
  readonly on: Day
  readonly inr: Inr
  readonly before: Ug | 'not-known'
  readonly after: Ug | 'not-known'
}

/**
 * The doses along the results, oldest first. A decision here says both; another product's export says only the
 * dose until each test, so the dose from one test on is the dose until the next.
 */
export function doseTrail(history: readonly CoursePoint[]): readonly TrailPoint[] {
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

/** What a person takes now, and was to take yesterday. */
export type DoseInForce = {
  readonly dailyUg: Ug | 'not-known'
  readonly yesterdayUg: Ug | 'not-known'
  /** The day of the INR it was decided on, where that is void by now; the dose was told, or its text sent, before. */
  readonly voidInrOn: Day | null
}

/**
 * The dose last decided here; before any, what the person said when the plan was confirmed, or says now
 * (`statedUg`). The dose of an export is not used: it ends with the last test. `doses` come newest first.
 */
export function doseInForce(
  doses: readonly DecidedDose[],
  plan: EpisodePlan,
  today: Day,
  statedUg: Ug | undefined,
): DoseInForce {
  const stated = known(plan.dailyUg) ?? statedUg ?? 'not-known'
  const [last] = doses
  return {
    dailyUg: last === undefined ? stated : ug(last.dailyUg),
    yesterdayUg: scheduledOn(doses, addDays(today, -1)) ?? stated,
    voidInrOn: last?.voidInrOn == null ? null : day(last.voidInrOn),
  }
}

/** What the schedule in force on a day said for it; undefined on a day before the first schedule. */
function scheduledOn(doses: readonly DecidedDose[], on: Day): Ug | 'not-known' | undefined {
  const inForce = doses.find(({ fromOn }) => fromOn <= on)
  if (inForce === undefined) return undefined
  const dose = doseOn({ runs: inForce.runs }, on)
  return dose === 'not-covered' ? 'not-known' : dose
}
