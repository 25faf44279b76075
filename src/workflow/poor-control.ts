import { addDays, type Day, day, londonDay } from '#base/day.ts'
import { type Course, controlOf } from '#clinical/control.ts'
import { FLAG_MONTHS, type FlagName, flagsAddedTo } from '#clinical/fresh-extremes.ts'
import { monthsBefore } from '#clinical/months.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from '#clinical/ttr.ts'
import {
  type KnownReassessment,
  raisedFlags,
  reassessmentCalledFor,
} from '#register/reassessment.ts'
import {
  type ControlRow,
  type CourseToCheck,
  reassessmentsOfCourses,
  resultsOfCourses,
  stepsOfCourses,
} from '#store/control-night.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type FoundReassessment, openReassessment } from '#store/reassessments.ts'
import type { Tx } from '#store/tx.ts'
import type { PlanStep } from '#store/visits.ts'
import type { Desk } from './desk.ts'
import { newId } from './new-id.ts'
import { planCourse } from './plan-course.ts'

/**
 * Looks at the control of courses as it is now, and opens a reassessment for each that calls for one (S5); answers
 * which. Asked when a result is saved, and of everybody at night, since time in range also falls with nothing saved.
 */
export async function noticePoorControl(
  tx: Tx,
  courses: readonly CourseToCheck[],
  now: number,
): Promise<readonly string[]> {
  const today = londonDay(now)
  const ids = courses.map(({ id }) => id)
  const [results, steps, known] = await Promise.all([
    resultsOfCourses(tx, ids, neededSince(today)),
    stepsOfCourses(tx, ids),
    reassessmentsOfCourses(tx, ids),
  ])
  const [resultsOf, stepsOf] = [grouped(results), grouped(steps)]
  const knownOf = new Map(known.map((one) => [one.episodeId, one]))
  const opened: string[] = []
  for (const course of courses) {
    const { id } = course
    const facts = { results: resultsOf.get(id) ?? [], steps: stepsOf.get(id) ?? [] }
    const flags = calledFor(course, { ...facts, known: knownOf.get(id), today })
    if (flags !== null && (await open(tx, course, flags, knownOf.get(id), now))) opened.push(id)
  }
  return opened
}

/** The flags look back 6 months, and a line into those months starts at most one bridged gap before them. */
const neededSince = (today: Day): Day =>
  addDays(monthsBefore(today, FLAG_MONTHS), -LONGEST_INTERPOLATED_GAP_DAYS)

/** The flags of one course as they are today, whatever has been done about them. */
export async function raisedNow(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  { id, plan: { startedOn } }: Pick<FoundEpisode, 'id' | 'plan'>,
): Promise<readonly FlagName[]> {
  const [results, steps] = await Promise.all([
    resultsOfCourses(tx, [id], neededSince(today)),
    stepsOfCourses(tx, [id]),
  ])
  const course = startedOn && courseOf(startedOn, { results, steps })
  return course === null ? [] : raisedFlags(controlOf(course, today).flags)
}

type Facts = {
  readonly results: readonly ControlRow[]
  readonly steps: readonly PlanStep[]
  readonly known: FoundReassessment | undefined
  readonly today: Day
}

function calledFor(
  { startedOn }: CourseToCheck,
  { results, steps, known, today }: Facts,
): readonly FlagName[] | null {
  const course = courseOf(day(startedOn), { results, steps })
  if (course === null) return null
  const raised = raisedFlags(controlOf(course, today).flags)
  const since = known?.answeredAt ?? Number.POSITIVE_INFINITY
  const fresh = results.filter(({ enteredAt }) => enteredAt > since).map(controlResult)
  const added = fresh.length === 0 ? [] : flagsAddedTo(course, fresh, today)
  return reassessmentCalledFor(raised, added, known && asKnown(known), today)
}

/** The course as its control is counted; none while it has no range to be judged by. */
function courseOf(
  startedOn: Day,
  { results, steps }: Pick<Facts, 'results' | 'steps'>,
): Course | null {
  const treatment = { startedOn, ...planCourse(steps, startedOn) }
  if (treatment.ranges.length === 0) return null
  return { ...treatment, results: results.map(controlResult) }
}

const controlResult = ({ sampledOn, comparator, tenths, method }: ControlRow) => ({
  on: day(sampledOn),
  inr: { comparator, tenths },
  method,
})

const asKnown = ({ state, flags, answeredAt }: FoundReassessment): KnownReassessment => ({
  state,
  flags,
  answeredOn: answeredAt === null ? null : londonDay(answeredAt),
})

const open = (
  tx: Tx,
  { id, patientId }: CourseToCheck,
  flags: readonly FlagName[],
  known: FoundReassessment | undefined,
  now: number,
): Promise<boolean> =>
  openReassessment(tx, {
    eventId: newId(now),
    episodeId: id,
    patientId,
    flags,
    seenVersion: known?.version ?? 0,
    on: londonDay(now),
    at: new Date(now).toISOString(),
  })

function grouped<Row extends { readonly episodeId: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> {
  const byCourse = new Map<string, Row[]>()
  for (const row of rows) {
    const of = byCourse.get(row.episodeId)
    if (of === undefined) byCourse.set(row.episodeId, [row])
    else of.push(row)
  }
  return byCourse
}
