// A course together with how it would differ for somebody who needs a little more, or eliminates a little quicker: what a fit
// asks. The clotting factors answer their rate linearly, so that differences move along the chains as the course does.

import { HOURS_IN_A_DAY, moveChains, setRate } from './chains.ts'
import { S_SHARE } from './constants.ts'
import { type Days, powered } from './course.ts'
import type { Parameters } from './parameters.ts'

/**
 * Places of an array, so that nothing is made anew each day: milligrams of S-warfarin in the body and their change with the
 * log of KDE; then the course, its change with the log of EDK50 and its change with the log of KDE, each of three quick and
 * three slow transits; and the last day's power.
 */
export type Traced = Float64Array

/** @technical Place in the array. */
const AMOUNT = 0
/** @technical Place in the array. */
const AMOUNT_BY_KDE = 1
/** @technical Place in the array of the first of six. */
const FACTORS = 2
/** @technical Place in the array of the first of six. */
const BY_EDK50 = 8
/** @technical Place in the array of the first of six. */
const BY_KDE = 14
/** The course and its two changes. @technical Sets of chains. */
const SETS = 3
/** @technical Place in the array of the last amount, before its power. */
const LAST = 20
/** @technical Size of the array. */
const PLACES = 22

export function newTraced(): Traced {
  const traced = new Float64Array(PLACES)
  restartTraced(traced)
  return traced
}

/** Before the first tablet. */
export function restartTraced(traced: Traced): void {
  traced.fill(0)
  traced.fill(1, FACTORS, BY_EDK50)
}

/** As after long treatment with a dose in milligrams a day. */
export function settle(traced: Traced, doseMg: number, days: Days, { gamma }: Parameters): void {
  const kept = days.keptOvernight
  const dose = doseMg * S_SHARE
  const amount = (dose * kept) / (1 - kept)
  traced[AMOUNT] = amount
  traced[AMOUNT_BY_KDE] = (dose * kept * Math.log(kept)) / ((1 - kept) * (1 - kept))
  const rate = meanRate(amount + dose, days)
  traced.fill(rate, FACTORS, BY_EDK50)
  traced.fill(gamma * rate * (1 - rate), BY_EDK50, BY_KDE)
  traced.fill(0, BY_KDE)
}

function meanRate(amount: number, days: Days): number {
  const effect = days.sensitivity * amount ** days.gamma
  let sum = 0
  for (const share of days.left) sum += 1 / (1 + effect * share)
  return sum / days.left.length
}

/** One day: a dose of tablets in milligrams at its start, then 24 hours. */
export function advanceTraced(traced: Traced, doseMg: number, days: Days, kde: number): void {
  const amount = (traced[AMOUNT] ?? 0) + doseMg * S_SHARE
  const effect = days.sensitivity * powered(amount, days.gamma, traced, LAST)
  const amountByKde = traced[AMOUNT_BY_KDE] ?? 0
  // The effect goes with (KDE x amount)^gamma, and the amount falls the quicker.
  const usual = amount > 0 ? 1 + amountByKde / amount : 1
  const { left, pointHours } = days
  for (let point = 0; point < left.length; point += 2) {
    const one = 1 / (1 + effect * (left[point] ?? 0))
    const other = 1 / (1 + effect * (left[point + 1] ?? 0))
    setRate(0, one, other)
    const oneBend = days.gamma * one * (1 - one)
    const otherBend = days.gamma * other * (1 - other)
    setRate(1, oneBend, otherBend)
    const oneByKde = oneBend * (kde * (pointHours[point] ?? 0) - usual)
    const otherByKde = otherBend * (kde * (pointHours[point + 1] ?? 0) - usual)
    setRate(2, oneByKde, otherByKde)
    moveChains(traced, FACTORS, SETS, days.chains)
  }
  const kept = days.keptOvernight
  traced[AMOUNT_BY_KDE] = kept * (amountByKde - amount * kde * HOURS_IN_A_DAY)
  traced[AMOUNT] = amount * kept
}

/** Half of what the ends of the two chains hold. */
const half = (traced: Traced, at: number): number =>
  ((traced[at + 2] ?? 0) + (traced[at + 5] ?? 0)) / 2

/** The INR of a traced course as it stands. */
export const tracedInr = (traced: Traced, { inrBase, inrMax }: Parameters): number =>
  inrBase + inrMax * (1 - half(traced, FACTORS))

/** The change of the INR with the log of EDK50. */
export const inrByEdk50 = (traced: Traced, { inrMax }: Parameters): number =>
  -inrMax * half(traced, BY_EDK50)

/** The change of the INR with the log of KDE. */
export const inrByKde = (traced: Traced, { inrMax }: Parameters): number =>
  -inrMax * half(traced, BY_KDE)
