// The course of the INR, day by day. The amount of warfarin falls by a closed form. Within a part of a day the rate of
// clotting factors is taken as a straight line through two points (Gauss and Legendre's), and under it each chain is
// advanced exactly. Parts are short where warfarin is quickly eliminated, so that nobody's INR is off by more than 0.005.
import { ABSORPTION_PER_H, S_SHARE } from './constants.ts'
import type { Parameters } from './parameters.ts'

/** @technical The calendar. */
export const HOURS_IN_A_DAY = 24
/** Transits of each chain. @see docs/evidence.md#hamberg-2010 */
const TRANSITS = 3

/**
 * What a course carries from one day to the next, in places of an array: milligrams of S-warfarin in the body, those not
 * yet absorbed, and the clotting factors of the three transits of the quick and of the slow chain.
 */
export type Course = Float64Array

/** @technical Place in the array. */
const AMOUNT = 0
/** @technical Place in the array. */
const GUT = 1
/** @technical Place in the array of the first of three. */
const QUICK = 2
/** @technical Place in the array of the first of three. */
const SLOW = 5

/** A course before its first tablet. */
export const newCourse = (): Course => Float64Array.of(0, 0, 1, 1, 1, 1, 1, 1)

/** Starts a course anew in the same place. */
export function restart(course: Course): void {
  course.fill(1)
  course[AMOUNT] = 0
  course[GUT] = 0
}

/** How a chain moves in one part of a day: what it keeps, and what a rate that climbs in that part adds to each transit. */
export type Chain = {
  readonly kept: number
  readonly moved: number
  readonly movedTwice: number
  readonly climbs: readonly [number, number, number]
}

/** What a person's days have in common, worked out once. */
export type Days = {
  readonly hours: number
  readonly gamma: number
  /** (KDE / EDK50)^gamma: what an amount to the power of gamma is multiplied with. */
  readonly sensitivity: number
  /** How much of the effect at the start of a day is left at the two points of each part. */
  readonly left: Float64Array
  /** The hours of those points. */
  readonly pointHours: Float64Array
  readonly keptOvernight: number
  readonly quick: Chain
  readonly slow: Chain
}

/** Gauss and Legendre's two points of a part, from its middle, as shares of it. @technical Numerical method. */
const FROM_MIDDLE = 1 / Math.sqrt(12)

/**
 * In one part of a day the effect falls by no more than this power of e; the INR is then within 0.003 of the exact one
 * (2,000 random people; the test holds it to 0.005). @technical Numerical method.
 */
const MOST_DECAY = 1

const partsNeeded = ({ gamma, kde }: Parameters): number =>
  Math.max(1, Math.ceil((gamma * kde * HOURS_IN_A_DAY) / MOST_DECAY))

/** Works out the days of a person. More parts than are needed are more exact and slower. */
export function daysOf(parameters: Parameters, parts: number = partsNeeded(parameters)): Days {
  const { kde, edk50, gamma, quickHours, slowHours } = parameters
  const hours = HOURS_IN_A_DAY / parts
  const hourOf = (point: number) =>
    (Math.floor(point / 2) + 0.5 + (point % 2 === 0 ? -FROM_MIDDLE : FROM_MIDDLE)) * hours
  return {
    hours,
    gamma,
    sensitivity: (kde / edk50) ** gamma,
    left: Float64Array.from({ length: 2 * parts }, (_, point) =>
      Math.exp(-gamma * kde * hourOf(point)),
    ),
    pointHours: Float64Array.from({ length: 2 * parts }, (_, point) => hourOf(point)),
    keptOvernight: Math.exp(-kde * HOURS_IN_A_DAY),
    quick: chainOf(quickHours, hours),
    slow: chainOf(slowHours, hours),
  }
}

function chainOf(transitHours: number, hours: number): Chain {
  const rate = TRANSITS / transitHours
  const moved = rate * hours
  // The transits answer a rate that climbs by 1 between the two points, from its middle value, with their lag.
  const climb = 1 / (2 * FROM_MIDDLE * hours)
  const climbs = ([1, 2, 3] as const).map(
    (nth) => climb * ((hours / 2) * passed(nth, moved) - (nth / rate) * passed(nth + 1, moved)),
  )
  return {
    kept: Math.exp(-moved),
    moved,
    movedTwice: (moved * moved) / 2,
    climbs: [climbs[0] ?? 0, climbs[1] ?? 0, climbs[2] ?? 0],
  }
}

/** How much of what entered the first of some transits has left the last of them after a time (Erlang's distribution). */
function passed(transits: number, moved: number): number {
  let term = 1
  let within = 0
  for (let nth = 1; nth <= transits; nth += 1) {
    within += term
    term *= moved / nth
  }
  return 1 - Math.exp(-moved) * within
}

/**
 * One day: a dose of tablets in milligrams at its start, then 24 hours. `sensitivity` is how much more than usual the
 * person's clotting factors answer that day: (usual EDK50 / the day's EDK50)^gamma, 1 as usual.
 */
export function advance(course: Course, doseMg: number, days: Days, sensitivity: number): void {
  const { left, gamma } = days
  const amount = (course[AMOUNT] ?? 0) + doseMg * S_SHARE
  const effect = amount > 0 ? amount ** gamma * days.sensitivity * sensitivity : 0
  for (let point = 0; point < left.length; point += 2) {
    const one = 1 / (1 + effect * (left[point] ?? 0))
    const other = 1 / (1 + effect * (left[point + 1] ?? 0))
    moveBoth(course, days, one, other)
  }
  course[AMOUNT] = amount * days.keptOvernight
}

function moveBoth(course: Course, { quick, slow }: Days, one: number, other: number): void {
  move(course, QUICK, (one + other) / 2, other - one, quick)
  move(course, SLOW, (one + other) / 2, other - one, slow)
}

/** Three transits under a rate that climbs evenly, exactly: what is away from the rate comes nearer. */
function move(course: Course, at: number, rate: number, climb: number, chain: Chain): void {
  const { kept, moved, movedTwice, climbs } = chain
  const first = (course[at] ?? 0) - rate
  const second = (course[at + 1] ?? 0) - rate
  const third = (course[at + 2] ?? 0) - rate
  course[at] = rate + kept * first + climb * climbs[0]
  course[at + 1] = rate + kept * (second + moved * first) + climb * climbs[1]
  course[at + 2] = rate + kept * (third + moved * second + movedTwice * first) + climb * climbs[2]
}

/** The INR of a course as it stands. */
export function inrOf(course: Course, { inrBase, inrMax }: Parameters): number {
  const left = ((course[QUICK + 2] ?? 0) + (course[SLOW + 2] ?? 0)) / 2
  return inrBase + inrMax * (1 - left)
}

/** With absorption the effect changes quickly after a tablet. @technical Numerical method. */
const PARTS_WITH_ABSORPTION = 24

/** The days of a person whose tablets are absorbed, for `advanceAbsorbed`. */
export const absorbedDaysOf = (parameters: Parameters): Days =>
  daysOf(parameters, PARTS_WITH_ABSORPTION)

/** One day of the form with absorption: a tablet is not at once in the blood. */
export function advanceAbsorbed(
  course: Course,
  doseMg: number,
  days: Days,
  { kde }: Parameters,
): void {
  const gut = (course[GUT] ?? 0) + doseMg * S_SHARE
  const body = course[AMOUNT] ?? 0
  const amountAt = (hour: number) => {
    const eliminated = Math.exp(-kde * hour)
    const absorbed = Math.exp(-ABSORPTION_PER_H * hour)
    const fromGut = ((gut * ABSORPTION_PER_H) / (ABSORPTION_PER_H - kde)) * (eliminated - absorbed)
    return body * eliminated + fromGut
  }
  const rateAt = (hour: number) => 1 / (1 + amountAt(hour) ** days.gamma * days.sensitivity)
  for (let part = 0; part < PARTS_WITH_ABSORPTION; part += 1) {
    const middle = (part + 0.5) * days.hours
    const apart = FROM_MIDDLE * days.hours
    moveBoth(course, days, rateAt(middle - apart), rateAt(middle + apart))
  }
  course[AMOUNT] = amountAt(HOURS_IN_A_DAY)
  course[GUT] = gut * Math.exp(-ABSORPTION_PER_H * HOURS_IN_A_DAY)
}
