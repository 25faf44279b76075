// Where in its protocol an initiation stands on a day. Date-strict: what is not a test day of the protocol, and due
// today, is nobody's guess and goes to a person (H08, H12).
import { addDays, type Day, daysBetween } from '#base/day.ts'
import { givenOn, wasGiven } from './given-doses.ts'
import type { InitiationInput, ProtocolTable, StepTable } from './protocol.ts'
import { dosesOf, isForAge } from './tables.ts'

/** Why the protocol has no answer today. */
export type OffProtocol =
  | 'before-first-day'
  | 'early'
  | 'late'
  | 'not-a-test-day'
  | 'sample-of-another-day'
  | 'interrupted'
  | 'closed'
  | 'doses-not-of-protocol'
  | 'doses-not-steady'

export type Position =
  | { readonly kind: 'step'; readonly day: number; readonly tables: readonly StepTable[] }
  | { readonly kind: 'settling'; readonly day: number; readonly doseUg: number }
  | { readonly kind: 'off'; readonly day: number; readonly because: OffProtocol }

/** The dates of a visit that place it in a protocol. */
export type Dates = {
  readonly today: Day
  readonly sampledOn: Day
  readonly testWasDueOn: Day | 'not-known'
}

/** Which day of treatment a date is: the first dose is on day 1. */
export const dayOfTreatment = (firstOn: Day, on: Day): number => daysBetween(firstOn, on) + 1

/** The date of a day of treatment. */
export const dateOfDay = (firstOn: Day, day: number): Day => addDays(firstOn, day - 1)

/** Where this visit stands in the protocol. */
export function positionOf(
  table: ProtocolTable,
  initiation: InitiationInput,
  dates: Dates,
): Position {
  const day = dayOfTreatment(initiation.firstOn, dates.today)
  const off = (because: OffProtocol): Position => ({ kind: 'off', day, because })
  if (initiation.closed) return off('closed')
  if (initiation.interrupted) return off('interrupted')
  if (day < 1) return off('before-first-day')
  const strayed = strayedFrom(dates, day)
  if (strayed !== undefined) return off(strayed)

  const step = table.steps.find((candidate) => candidate.day === day)
  if (day > lastDayOf(table)) return settling(table, initiation, day)
  if (!gaveOnlyItsDoses(table, initiation, day)) return off('doses-not-of-protocol')
  if (step === undefined) return recheck(table, initiation, day)
  const inForce = givenOn(initiation.given, dateOfDay(initiation.firstOn, day - 1))
  return step.onlyForUg === undefined || step.onlyForUg === inForce
    ? { kind: 'step', day, tables: step.tables }
    : settling(table, initiation, day)
}

/** The test is done on the day set for it; only before the first dose may the sample be older. */
function strayedFrom({ today, sampledOn, testWasDueOn }: Dates, day: number) {
  if (testWasDueOn === 'not-known') return 'not-a-test-day'
  if (today < testWasDueOn) return 'early'
  if (today > testWasDueOn) return 'late'
  return day > 1 && sampledOn !== today ? 'sample-of-another-day' : undefined
}

/** The day of the last row of the protocol: from then on the dose it predicted is kept or a person decides. */
export const lastDayOf = ({ steps }: ProtocolTable): number => steps.at(-1)?.day ?? 1

/** Every day so far had a dose that the protocol can have given on that day. */
function gaveOnlyItsDoses(
  table: ProtocolTable,
  { given, firstOn, age }: InitiationInput,
  day: number,
): boolean {
  return Array.from({ length: day - 1 }, (_, nth) => nth + 1).every((past) => {
    const dose = givenOn(given, dateOfDay(firstOn, past))
    return dose !== 'not-known' && dosesOnDay(table, past, age).includes(dose)
  })
}

/** The doses that the last test before or on a day can have set for somebody of this age. */
function dosesOnDay(
  { steps, recheck }: ProtocolTable,
  day: number,
  age: number,
): readonly number[] {
  const step = steps.findLast((candidate) => candidate.day <= day)
  const isRechecked = recheck !== undefined && step !== undefined && step.day > 1
  const tables = [...(step?.tables ?? []), ...(isRechecked ? recheck.tables : [])]
  return dosesOf(tables.filter((one) => isForAge(one, age)))
}

/** The same dose for some days, so that today's INR speaks of it. */
function settling(table: ProtocolTable, initiation: InitiationInput, day: number): Position {
  const { given, firstOn } = initiation
  const yesterday = dateOfDay(firstOn, day - 1)
  const doseUg = givenOn(given, yesterday)
  const steadyFrom = dateOfDay(firstOn, day - table.steadyDays)
  if (doseUg === 'not-known' || doseUg === 0 || !wasGiven(given, doseUg, steadyFrom, yesterday)) {
    return { kind: 'off', day, because: 'doses-not-steady' }
  }
  return { kind: 'settling', day, doseUg }
}

/** Between fixed days: so many days after a dose was lowered, with the next fixed day still to come. */
function recheck(table: ProtocolTable, { given, firstOn }: InitiationInput, day: number): Position {
  const [before, last] = given.slice(-2)
  const asked = table.recheck
  if (asked === undefined || before === undefined || last === undefined) return notATestDay(day)
  const isDay = day === dayOfTreatment(firstOn, last.from) + asked.afterDays
  return last.ug < before.ug && isDay
    ? { kind: 'step', day, tables: asked.tables }
    : notATestDay(day)
}

const notATestDay = (day: number): Position => ({ kind: 'off', day, because: 'not-a-test-day' })
