import { addDays, type Day, day, dayNumber } from '#base/day.ts'
import type { ClinicHistory, FigureCourse } from '#clinical/figure-course.ts'
import { monthsBefore } from '#clinical/months.ts'
import type { Period } from '#clinical/period.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from '#clinical/ttr.ts'
import { INR_MONITORED } from '#register/inr-monitored.ts'
import { type CourseRow, courseHistory, earlierResults } from '#store/control-history.ts'
import { firstDayOf } from '#store/packed-inr.ts'
import type { Desk } from './desk.ts'
import { planCourse } from './plan-course.ts'
import { resultColumns } from './result-columns.ts'

/** One course with what the record says of it. */
export type CourseOfHistory = FigureCourse & {
  readonly id: string
  readonly patientId: string
  readonly row: CourseRow
}

/** The history of the provider's people (or of one), as figures of control are made of it. */
export type ProviderHistory = ClinicHistory<CourseOfHistory> & {
  /** The people by their number in the figures. */
  readonly patientIds: readonly string[]
}

export type HistoryQuestion = {
  readonly period: Period
  /** The record as it stood at this instant. */
  readonly asAt: number
  readonly patientId: string | null
}

/** NICE's flags look so far back from the end of the period. @see docs/evidence.md#poor-control */
const FLAGS_LOOK_BACK_MONTHS = 6
/** A plan whose medicine nobody has entered was imported: people are on it, and INRs are measured. */
export const INR_COURSES: readonly string[] = [...INR_MONITORED, 'not-known']

/** Reads the history around a period: far enough before and after it to draw the lines that cross its ends. */
export async function readHistory(
  { tx, today }: Pick<Desk, 'tx' | 'today'>,
  { period, asAt, patientId }: HistoryQuestion,
): Promise<ProviderHistory> {
  const days = { ...daysRead(period, today), asAt }
  const rows = await courseHistory(tx, { ...days, patientId }, INR_COURSES)
  const late = rows.filter((row) => isFirstTestedAfter(row, period.from))
  const unread = late.filter(({ earlier }) => earlier === 'not-read').map(({ id }) => id)
  const read = unread.length === 0 ? NOTHING_EARLIER : await earlierResults(tx, unread, days)
  const earlier = new Map(
    late.map((row) => [row, row.earlier === 'not-read' ? read.get(row.id) : row.earlier]),
  )

  const { columns, rows: places } = resultColumns(
    rows.map((row) => ({ results: row.results, earlier: earlier.get(row) ?? null })),
  )
  const patientIds: string[] = []
  const courses = rows.map((row, nth) => {
    if (patientIds.at(-1) !== row.patientId) patientIds.push(row.patientId)
    const place = places[nth] ?? { first: 0, end: 0 }
    return courseOf(row, patientIds.length - 1, place)
  })
  return { patients: patientIds.length, patientIds, courses, columns }
}

const NOTHING_EARLIER: ReadonlyMap<string, Buffer> = new Map()

/** Of those it is asked when they were last tested before: the gap until the first INR, and the last INR of all. */
const isFirstTestedAfter = ({ results }: CourseRow, on: Day): boolean =>
  results === null || firstDayOf(results) > dayNumber(on)

/** The days whose results are read for a period. */
export function daysRead({ from, until }: Period, today: Day): { from: Day; until: Day } {
  const flagsFrom = monthsBefore(until, FLAGS_LOOK_BACK_MONTHS)
  const first = addDays(from < flagsFrom ? from : flagsFrom, -LONGEST_INTERPOLATED_GAP_DAYS)
  const last = addDays(until, LONGEST_INTERPOLATED_GAP_DAYS)
  return { from: first, until: last < today ? last : today }
}

function courseOf(row: CourseRow, patient: number, rows: FigureCourse['rows']): CourseOfHistory {
  const { id, patientId, startedOn, endedOn, steps, pauses } = row
  const started = startedOn === null ? undefined : day(startedOn)
  const plan = started === undefined ? NOTHING_PLANNED : planCourse(inOrder(steps, pauses), started)
  return {
    id,
    patientId,
    patient,
    row,
    rows,
    startedOn: started ?? 'not-known',
    endedOn: endedOn === null ? 'still-running' : day(endedOn),
    ...plan,
  }
}

const NOTHING_PLANNED = { ranges: [], breaks: [] }

/** The versions of a plan with the days without a dose around procedures between them, oldest first. */
const inOrder = (steps: CourseRow['steps'], pauses: CourseRow['pauses']): CourseRow['steps'] =>
  pauses === null
    ? steps
    : [...steps, ...pauses.map((step) => ({ ...step, ofProcedure: true }))].sort(
        (one, other) => one.recordedAt - other.recordedAt,
      )
