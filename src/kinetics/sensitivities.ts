// A course together with how it would differ for somebody who needs a little more, or eliminates a little quicker: what a fit
// asks. The clotting factors answer their rate linearly, so that differences move along the chains as the course does.
import { S_SHARE } from './constants.ts'
import { type Chain, type Days, HOURS_IN_A_DAY } from './course.ts'
import type { Parameters } from './parameters.ts'

/**
 * The course, its change with the log of EDK50 and its change with the log of KDE: six transits each, quick ones first;
 * and the milligrams of S-warfarin with their change.
 */
export type Traced = {
  amount: number
  amountByKde: number
  readonly factors: Float64Array
  readonly byEdk50: Float64Array
  readonly byKde: Float64Array
}

/** @technical Two chains of three transits. */
const TRANSITS = 6

export const newTraced = (): Traced => ({
  amount: 0,
  amountByKde: 0,
  factors: new Float64Array(TRANSITS).fill(1),
  byEdk50: new Float64Array(TRANSITS),
  byKde: new Float64Array(TRANSITS),
})

/** Before the first tablet. */
export function restartTraced(traced: Traced): void {
  traced.amount = 0
  traced.amountByKde = 0
  traced.factors.fill(1)
  traced.byEdk50.fill(0)
  traced.byKde.fill(0)
}

/** As after long treatment with a dose in milligrams a day. */
export function settle(traced: Traced, doseMg: number, days: Days, { gamma }: Parameters): void {
  const kept = days.keptOvernight
  const dose = doseMg * S_SHARE
  traced.amount = (dose * kept) / (1 - kept)
  traced.amountByKde = (dose * kept * Math.log(kept)) / ((1 - kept) * (1 - kept))
  const rate = meanRate(traced.amount + dose, days)
  traced.factors.fill(rate)
  traced.byEdk50.fill(gamma * rate * (1 - rate))
  traced.byKde.fill(0)
}

function meanRate(amount: number, { left, gamma, sensitivity }: Days): number {
  const effect = amount > 0 ? amount ** gamma * sensitivity : 0
  let sum = 0
  for (const share of left) sum += 1 / (1 + effect * share)
  return sum / left.length
}

/** The hours of the points of a day, of a part with its two points. */
export function advanceTraced(traced: Traced, doseMg: number, days: Days, kde: number): void {
  const { left, gamma } = days
  const amount = traced.amount + doseMg * S_SHARE
  const effect = amount > 0 ? amount ** gamma * days.sensitivity : 0
  const ofAmount = amount > 0 ? traced.amountByKde / amount : 0
  for (let point = 0; point < left.length; point += 2) {
    const one = 1 / (1 + effect * (left[point] ?? 0))
    const other = 1 / (1 + effect * (left[point + 1] ?? 0))
    moveAll(traced.factors, days, one, other)
    const oneBend = gamma * one * (1 - one)
    const otherBend = gamma * other * (1 - other)
    moveAll(traced.byEdk50, days, oneBend, otherBend)
    // The effect goes with (KDE x amount)^gamma, and the amount falls the quicker.
    const oneByKde = -oneBend * (1 + ofAmount - kde * (days.pointHours[point] ?? 0))
    const otherByKde = -otherBend * (1 + ofAmount - kde * (days.pointHours[point + 1] ?? 0))
    moveAll(traced.byKde, days, oneByKde, otherByKde)
  }
  const kept = days.keptOvernight
  traced.amountByKde = kept * (traced.amountByKde - amount * kde * HOURS_IN_A_DAY)
  traced.amount = amount * kept
}

function moveAll(values: Float64Array, { quick, slow }: Days, one: number, other: number): void {
  const rate = (one + other) / 2
  const climb = other - one
  moveThree(values, 0, rate, climb, quick)
  moveThree(values, 3, rate, climb, slow)
}

function moveThree(
  values: Float64Array,
  at: number,
  rate: number,
  climb: number,
  { kept, moved, movedTwice, climbs }: Chain,
): void {
  const first = (values[at] ?? 0) - rate
  const second = (values[at + 1] ?? 0) - rate
  const third = (values[at + 2] ?? 0) - rate
  values[at] = rate + kept * first + climb * climbs[0]
  values[at + 1] = rate + kept * (second + moved * first) + climb * climbs[1]
  values[at + 2] = rate + kept * (third + moved * second + movedTwice * first) + climb * climbs[2]
}

/** The INR, and its change with the logs of EDK50 and KDE. */
export function tracedInr(
  { factors, byEdk50, byKde }: Traced,
  { inrBase, inrMax }: Parameters,
): readonly [inr: number, byEdk50: number, byKde: number] {
  const half = (values: Float64Array) => ((values[2] ?? 0) + (values[5] ?? 0)) / 2
  return [inrBase + inrMax * (1 - half(factors)), -inrMax * half(byEdk50), -inrMax * half(byKde)]
}
