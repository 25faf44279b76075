import { type Day, day } from '#base/day.ts'
import { type DecidedSchedule, givenDoses } from '#clinical/initiation/given-doses.ts'
import { dateOfDay, dayOfTreatment, lastDayOf } from '#clinical/initiation/position.ts'
import type { InitiationInput } from '#clinical/initiation/protocol.ts'
import { INITIATION_TABLES } from '#clinical/initiation/tables.ts'
import { plannedTests } from '#clinical/initiation/timetable.ts'
import type { FoundEpisode } from '#store/episodes.ts'
import { type FoundInitiation, findInitiation, schedulesOf } from '#store/initiations.ts'
import type { Tx } from '#store/tx.ts'
import type { HistoryVisit } from '#store/visits.ts'
import { mayDose } from './protocol-standing.ts'

/** The initiation of a course with every schedule since it began, newest first. */
export type InitiationCourse = {
  readonly start: FoundInitiation
  readonly schedules: readonly DecidedSchedule[]
  /** Its table is verified, or has been checked here and the check stands. */
  readonly isOpen: boolean
}

/** The initiation by a protocol that a course is in now; null in maintenance, or when it was started without one. */
export async function initiationOf(
  tx: Tx,
  { id, phase }: FoundEpisode,
): Promise<InitiationCourse | null> {
  if (phase !== 'initiating') return null
  const [start, schedules] = await Promise.all([findInitiation(tx, id), schedulesOf(tx, id)])
  if (start === undefined) return null
  return {
    start,
    isOpen: await mayDose(tx, start.protocol),
    schedules: schedules.map(({ fromOn, runs }) => ({ from: day(fromOn), schedule: { runs } })),
  }
}

/** What the rules are told of an initiation: kept with the suggestion, so that it replays for ever. */
export function initiationInput(
  { start, schedules, isOpen }: InitiationCourse,
  today: Day,
): InitiationInput {
  const { protocol, version, sex, age, interrupted } = start
  const firstOn = day(start.firstOn)
  const given = givenDoses(schedules, firstOn, today)
  const input = { protocol, version, firstOn, sex, age, given, interrupted }
  return isOpen ? input : { ...input, closed: true }
}

/** One day of an initiation as its page shows it: planned, or done with what was measured and given. */
export type InitiationDay = {
  readonly day: number
  readonly on: Day
  readonly visit: HistoryVisit | null
  /** The protocol fixes a test on this day; other days are rechecks, or a person's own. */
  readonly isFixed: boolean
  readonly isNext: boolean
}

/** The days of an initiation in order: those done, those that the protocol fixes, and the next test. */
export function initiationDays(
  { start }: InitiationCourse,
  history: readonly HistoryVisit[],
  nextTestOn: Day | null,
): readonly InitiationDay[] {
  const firstOn = day(start.firstOn)
  const fixed = plannedTests(INITIATION_TABLES[start.protocol], firstOn).map(({ on }) => on)
  const done = history.map(({ sampledOn }) => day(sampledOn)).filter((on) => on >= firstOn)
  const dates = [...new Set([...fixed, ...done, ...(nextTestOn === null ? [] : [nextTestOn])])]
  return dates.sort().map((on) => ({
    day: dayOfTreatment(firstOn, on),
    on,
    visit: history.findLast(({ sampledOn }) => sampledOn === on) ?? null,
    isFixed: fixed.includes(on),
    isNext: on === nextTestOn,
  }))
}

/** From this date on the INRs count for stability: before it the protocol itself still changes the dose (H08). */
export const stableFrom = ({ protocol, firstOn }: FoundInitiation): Day =>
  dateOfDay(day(firstOn), lastDayOf(INITIATION_TABLES[protocol]))
