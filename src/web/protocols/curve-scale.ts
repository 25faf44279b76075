import { scaleLinear } from 'd3-scale'
import {
  CURVE_FROM_TENTHS,
  CURVE_TO_TENTHS,
  type CurvePoint,
} from '#clinical/warfarin/protocol-curve.ts'

/** The drawing's own measures; the browser scales it to the room there is. */
export const CURVE_FRAME = {
  width: 700,
  height: 340,
  left: 56,
  right: 684,
  top: 24,
  bottom: 292,
  numbersBaseline: 310,
  nameBaseline: 330,
} as const

const { left, right, top, bottom } = CURVE_FRAME
const HALF_TENTH = 0.5

const scale = scaleLinear(
  [CURVE_FROM_TENTHS - HALF_TENTH, CURVE_TO_TENTHS + HALF_TENTH],
  [left, right],
)

/** How far across the drawing an INR stands; the same for every protocol. */
export const inrX = (tenths: number): number => scale(tenths)

/** From half a tenth below the first INR to half a tenth above the last: INRs are measured in tenths. */
export const spanX = (from: number, to: number): readonly [number, number] => [
  scale(from - HALF_TENTH),
  scale(to + HALF_TENTH),
]

/** The percentages that the axis names: enough for every change, and no fewer than 20 either way. */
export function percentTicks(points: readonly CurvePoint[]): readonly number[] {
  const doses = points.flatMap(({ first, again }) => [first, again])
  const largest = Math.max(
    2000,
    ...doses.map((dose) => (dose === 'no-dose' ? 0 : Math.abs(dose.raw))),
  )
  const steps = Math.ceil(largest / 1000)
  return Array.from({ length: steps * 2 + 1 }, (_, nth) => (nth - steps) * 10)
}

/** How far down a change stands, in hundredths of a percent. */
export function percentY(ticks: readonly number[]): (hundredths: number) => number {
  const most = (ticks.at(-1) ?? 20) * 100
  const down = scaleLinear([-most, most], [bottom, top])
  return (hundredths) => down(hundredths)
}
