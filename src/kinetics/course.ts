// The course of the INR, day by day. The amount of warfarin falls by a closed form. Within a part of a day the rate of
// clotting factors is taken as a straight line through two points (Gauss and Legendre's), and under it each chain is
// advanced exactly. Parts are short where warfarin is quickly eliminated, so that nobody's INR is off by more than 0.005.
import { chainsOf, FROM_MIDDLE, HOURS_IN_A_DAY, moveChains, setRate } from './chains.ts'
import { ABSORPTION_PER_H, S_SHARE } from './constants.ts'
import type { Parameters } from './parameters.ts'

/**
 * What a course carries from one day to the next, in places of an array: milligrams of S-warfarin in the body, those not
 * yet absorbed, the clotting factors of the three transits of the quick and of the slow chain, and the last day's power.
 */
export type Course = Float64Array

/** @technical Place in the array. */
const AMOUNT = 0
/** @technical Place in the array. */
const GUT = 1
/** @technical Place in the array of the first of three. */
const QUICK = 2

/** @technical Place in the array of the last amount, before its power. */
const LAST = 8

/** A course before its first tablet. */
export const newCourse = (): Course => Float64Array.of(0, 0, 1, 1, 1, 1, 1, 1, 0, 0)

/** Starts a course anew in the same place. */
export function restart(course: Course): void {
  course.fill(0)
  course.fill(1, QUICK, LAST)
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
  /** How the quick and then the slow chain move in one part of a day, six places each. */
  readonly chains: Float64Array
}

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
  const pointHours = pointHoursOf(parts)
  const left = new Float64Array(2 * parts)
  for (let point = 0; point < left.length; point += 1) {
    left[point] = Math.exp(-gamma * kde * (pointHours[point] ?? 0))
  }
  return {
    hours: HOURS_IN_A_DAY / parts,
    gamma,
    sensitivity: (kde / edk50) ** gamma,
    left,
    pointHours,
    keptOvernight: Math.exp(-kde * HOURS_IN_A_DAY),
    chains: chainsOf(quickHours, slowHours, parts),
  }
}

const hoursKept: Float64Array[] = []

/** The hours of the two points of each part. */
function pointHoursOf(parts: number): Float64Array {
  const hours = HOURS_IN_A_DAY / parts
  hoursKept[parts] ??= Float64Array.from({ length: 2 * parts }, (_, point) => {
    const side = point % 2 === 0 ? -FROM_MIDDLE : FROM_MIDDLE
    return (Math.floor(point / 2) + 0.5 + side) * hours
  })
  return hoursKept[parts]
}

/**
 * One day: a dose of tablets in milligrams at its start, then 24 hours. `logNeed` is the log of what the person's EDK50 is
 * multiplied with that day, 0 as usual.
 */
export function advance(course: Course, doseMg: number, days: Days, logNeed = 0): void {
  const { left } = days
  const amount = (course[AMOUNT] ?? 0) + doseMg * S_SHARE
  const usual = days.sensitivity * powered(amount, days.gamma, course, LAST)
  const effect = logNeed === 0 ? usual : usual * Math.exp(-days.gamma * logNeed)
  for (let point = 0; point < left.length; point += 2) {
    const one = 1 / (1 + effect * (left[point] ?? 0))
    const other = 1 / (1 + effect * (left[point + 1] ?? 0))
    setRate(0, one, other)
    moveChains(course, QUICK, 1, days.chains)
  }
  course[AMOUNT] = amount * days.keptOvernight
}

/** So near to the last amount its power follows from that one's, to a billionth. @technical Numerical method. */
const NEAR = 0.02

/**
 * An amount to the power of gamma. Powers are slow, and amounts move little from day to day: `memory` holds the last amount
 * and its power, from which the binomial series leads to the next.
 */
export function powered(amount: number, gamma: number, memory: Float64Array, at: number): number {
  const near = amount / (memory[at] ?? 0) - 1
  const isNear = near > -NEAR && near < NEAR
  const power = isNear ? (memory[at + 1] ?? 0) * series(near, gamma) : amount ** gamma
  memory[at] = amount
  memory[at + 1] = power
  return power
}

const series = (near: number, gamma: number): number =>
  1 +
  gamma *
    near *
    (1 + ((gamma - 1) / 2) * near * (1 + ((gamma - 2) / 3) * near * (1 + ((gamma - 3) / 4) * near)))

/** The INR of a course as it stands. */
export function inrOf(course: Course, { inrBase, inrMax }: Parameters): number {
  const left = ((course[QUICK + 2] ?? 0) + (course[QUICK + 5] ?? 0)) / 2
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
    setRate(0, rateAt(middle - apart), rateAt(middle + apart))
    moveChains(course, QUICK, 1, days.chains)
  }
  course[AMOUNT] = amountAt(HOURS_IN_A_DAY)
  course[GUT] = gut * Math.exp(-ABSORPTION_PER_H * HOURS_IN_A_DAY)
}
