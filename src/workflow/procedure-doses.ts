import { addDays, type Day, day, daysBetween } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { buildSchedule, type DoseRun } from '#clinical/schedule.ts'
import type { Target } from '#clinical/target.ts'
import { type DecidedDose, newestDoses } from '#store/decided-doses.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { paperDosesInForce } from '#store/paper-entries.ts'
import { type FoundProcedurePlan, procedurePlansOf } from '#store/procedure-plans.ts'
import type { Tx } from '#store/tx.ts'
import type { HistoryVisit } from '#store/visits.ts'

/** Dates on which nothing is taken because of a procedure. */
export type WithoutDose = { readonly from: Day; readonly to: Day }

/** From the day after the last dose to the day before the restart, as recorded or as it is due; null without any. */
export function withoutDose({
  lastDoseOn,
  restartedOn,
  restartDueOn,
}: Pick<FoundProcedurePlan, 'lastDoseOn' | 'restartedOn' | 'restartDueOn'>): WithoutDose | null {
  if (lastDoseOn === null) return null
  const from = addDays(day(lastDoseOn), 1)
  const to = addDays(day(restartedOn ?? restartDueOn), -1)
  return from <= to ? { from, to } : null
}

/** The same of the newest plan of a course. */
export async function withoutDoseOf(tx: Tx, episodeId: string): Promise<WithoutDose | null> {
  const [newest] = await procedurePlansOf(tx, episodeId)
  return newest === undefined ? null : withoutDose(newest)
}

/** How long the dose of a restart is laid out: to the INR after it and as long again, should it be late. */
const DAYS_LAID_OUT = 14

/**
 * The doses in force, newest first: those told on paper that stand, and those decided, and over them the days without and the dose from the restart on of a
 * plan for a procedure that was restarted after the newest of them.
 */
export async function dosesInForce(
  tx: Tx,
  { id, plan }: Pick<FoundEpisode, 'id' | 'plan'>,
): Promise<readonly DecidedDose[]> {
  const [paper, decided, plans] = await Promise.all([
    paperDosesInForce(tx, id),
    newestDoses(tx, id),
    procedurePlansOf(tx, id),
  ])
  const doses = [...paper, ...decided]
  const [restarted] = plans.filter(({ state }) => state === 'restarted')
  const [newest] = doses
  if (restarted === undefined || (newest && newest.fromOn >= (restarted.restartedOn ?? ''))) {
    return doses
  }
  return [...dosesOfRestart(restarted, plan), ...doses]
}

/** The day of the newest restart of warfarin, unless an INR after it has been in range. */
export async function restartWithoutInr(
  tx: Tx,
  episodeId: string,
  history: readonly Pick<HistoryVisit, 'sampledOn' | 'comparator' | 'tenths'>[],
  { lowTenths, highTenths }: Target,
): Promise<Day | null> {
  const [newest] = await procedurePlansOf(tx, episodeId)
  if (newest?.restartedOn == null || newest.restartUg === null) return null
  const on = newest.restartedOn
  const isBack = history.some(
    ({ sampledOn, comparator, tenths }) =>
      sampledOn > on && comparator === '=' && tenths >= lowTenths && tenths <= highTenths,
  )
  return isBack ? null : day(on)
}

/** What a plan for a procedure sets rests on no INR. */
const ON_NO_INR = { boosts: [], voidInrOn: null } as const

function dosesOfRestart(
  plan: FoundProcedurePlan,
  { tabletSet }: FoundEpisode['plan'],
): readonly DecidedDose[] {
  const { restartUg, restartedOn, id } = plan
  if (restartUg === null || restartedOn === null || tabletSet === null) return []
  const from = day(restartedOn)
  const built = buildSchedule({
    from,
    nextTest: addDays(from, DAYS_LAID_OUT),
    graceDays: 0,
    omitDays: 0,
    dailyUg: ug(restartUg),
    tabletSet,
    pattern: 'constant-preferred',
  })
  const runs = built.kind === 'schedule' ? built.schedule.runs : []
  const again: DecidedDose = {
    ...ON_NO_INR,
    id,
    dailyUg: restartUg,
    runs,
    fromOn: from,
    omitDays: 0,
  }
  const without = withoutDose(plan)
  return without === null ? [again] : [again, nothing(id, restartUg, without)]
}

/** Nothing was taken on these dates; the dose in force stays what it was. */
function nothing(id: string, dailyUg: number, { from, to }: WithoutDose): DecidedDose {
  const days = daysBetween(from, to) + 1
  const run: DoseRun = { from, days, ug: ug(0), tablets: [] }
  return { ...ON_NO_INR, id, dailyUg, runs: [run], fromOn: from, omitDays: days }
}
