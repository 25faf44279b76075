import { type Day, day, londonDay } from '#base/day.ts'
import { type Control, controlOf } from '#clinical/control.ts'
import type { RangePeriod, TreatmentBreak } from '#clinical/maintenance.ts'
import type { EpisodePlan } from '#register/episode.ts'
import type { CoursePoint, PlanStep } from '#store/visits.ts'

/** The ranges that were in force and the pauses of a course, as its versions tell them. */
export type PlanCourse = {
  readonly ranges: readonly RangePeriod[]
  readonly breaks: readonly TreatmentBreak[]
}

/** Reads the course from the versions of its plan; the first range holds since treatment started. */
export function planCourse(steps: readonly PlanStep[], startedOn: Day): PlanCourse {
  return { ranges: rangesOf(steps, startedOn), breaks: breaksOf(steps) }
}

function rangesOf(steps: readonly PlanStep[], startedOn: Day): readonly RangePeriod[] {
  const ranges: RangePeriod[] = []
  for (const { target, recordedAt } of steps) {
    if (target === null) continue
    const { lowTenths, highTenths } = target
    const last = ranges.at(-1)?.range
    if (last?.lowTenths === lowTenths && last.highTenths === highTenths) continue
    const from = ranges.length === 0 ? startedOn : londonDay(recordedAt)
    ranges.push({ from, range: { lowTenths, highTenths } })
  }
  return ranges
}

/**
 * Without the versions that leave the phase as the version before has it: a plan that is edited while treatment is stopped
 * for a procedure is not taken again by that.
 */
function turnsOf(steps: readonly PlanStep[]): readonly PlanStep[] {
  const versions = steps.filter(({ ofProcedure }) => ofProcedure !== true)
  const edits = new Set(
    versions.filter(({ phase }, nth) => nth > 0 && versions[nth - 1]?.phase === phase),
  )
  return steps.filter((step) => !edits.has(step))
}

function breaksOf(all: readonly PlanStep[]): readonly TreatmentBreak[] {
  const steps = turnsOf(all)
  const breaks: TreatmentBreak[] = []
  for (const [nth, { phase, recordedAt }] of steps.entries()) {
    if (phase !== 'suspended' || steps[nth - 1]?.phase === 'suspended') continue
    const resumed = steps.slice(nth).find((later) => later.phase !== 'suspended')
    const until = resumed === undefined ? 'still-open' : londonDay(resumed.recordedAt)
    breaks.push({ from: londonDay(recordedAt), until })
  }
  return breaks
}

/** How well the course is controlled today; not known while the plan has no range or start. */
export function controlOfCourse(
  history: readonly CoursePoint[],
  steps: readonly PlanStep[],
  { startedOn }: EpisodePlan,
  today: Day,
): Control | 'not-known' {
  if (startedOn === null) return 'not-known'
  const course = planCourse(steps, startedOn)
  if (course.ranges.length === 0) return 'not-known'
  const results = history.map(({ sampledOn, comparator, tenths, method }) => ({
    on: day(sampledOn),
    inr: { comparator, tenths },
    method,
  }))
  return controlOf({ startedOn, ...course, results }, today)
}
