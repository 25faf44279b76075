import { addDays, type Day } from '#base/day.ts'
import type { HowStarted, MeasuringMethod, Medicine, Phase } from '#register/episode.ts'
import type { CourseFacts, Span } from './activity.ts'

/** One version of a plan, on the day on which it was written down. */
export type CourseStep = {
  readonly on: Day
  readonly phase: Phase
  readonly method: MeasuringMethod | null
  readonly howStarted: HowStarted | null
}

/** A course as the record has it now: what was entered late with an earlier day stands on that day. */
export type RecordedCourse = {
  readonly episodeId: string
  readonly medicine: Medicine
  readonly isAtrialFibrillation: boolean
  /** The first day of treatment, here or elsewhere. */
  readonly startedOn: Day | null
  /** The last day of treatment; of somebody who died no later than that day. */
  readonly endedOn: Day | null
  /** From which day on a dose was decided here by a protocol of initiation. */
  readonly initiatedOn: Day | null
  /** The versions of the plan, the oldest first. */
  readonly steps: readonly CourseStep[]
}

const ACTIVE: readonly Phase[] = ['initiating', 'maintaining', 'suspended']

/** From when to when the provider answers for a course, and what of it counts; nothing of one that was never active. */
export function courseFactsOf(course: RecordedCourse): CourseFacts | undefined {
  const { episodeId, medicine, isAtrialFibrillation, initiatedOn, endedOn, steps } = course
  const first = steps.find(({ phase }) => ACTIVE.includes(phase))
  if (first === undefined) return undefined
  const from = answersFrom(course, first)
  return {
    ...{ episodeId, medicine, isAtrialFibrillation, initiatedOn, from, to: endedOn },
    suspensions: suspensionsOf(steps),
    methods: methodsOf(steps, from),
  }
}

/** Who comes from another service is here from the day on which treatment was taken over; else treatment began here, or its record came with it. */
function answersFrom({ startedOn }: RecordedCourse, first: CourseStep): Day {
  return first.howStarted === 'transferred-in' || startedOn === null ? first.on : startedOn
}

/** The days of each pause: from the day on which it was recorded to the day before treatment was taken up again. */
const suspensionsOf = (steps: readonly CourseStep[]): readonly Span[] =>
  steps
    .filter(({ phase }, nth) => phase === 'suspended' && steps[nth - 1]?.phase !== 'suspended')
    .map((step) => ({ from: step.on, to: pauseEnd(steps.slice(steps.indexOf(step))) }))
    .filter(({ from, to }) => to === null || to >= from)

/** The last day of a pause, with which these versions begin; none of one that goes on, or during which treatment ended. */
function pauseEnd(steps: readonly CourseStep[]): Day | null {
  const next = steps.find(({ phase }) => phase !== 'suspended')
  return next === undefined || next.phase === 'ended' ? null : addDays(next.on, -1)
}

/** How INR was to be measured, from which day on; the first way that was planned counts from the first day. */
function methodsOf(steps: readonly CourseStep[], from: Day): CourseFacts['methods'] {
  const planned = steps.flatMap(({ on, method }) => (method === null ? [] : [{ from: on, method }]))
  const [first, ...later] = planned
  if (first === undefined) return []
  return [{ ...first, from: first.from < from ? first.from : from }, ...later]
}
