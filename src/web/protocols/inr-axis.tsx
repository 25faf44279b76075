import { formatTenths } from '#clinical/inr.ts'
import { CURVE_FROM_TENTHS, CURVE_TO_TENTHS } from '#clinical/warfarin/protocol-curve.ts'
import { INK, rounded } from '#web/charts/chart-frame.ts'
import { CURVE_FRAME, inrX } from './curve-scale.ts'

const INR_STEP_TENTHS = 5

/** The INRs that are numbered on the graph of a protocol, in tenths. */
export const MARKED_INRS = Array.from(
  { length: (CURVE_TO_TENTHS - CURVE_FROM_TENTHS) / INR_STEP_TENTHS + 1 },
  (_, nth) => CURVE_FROM_TENTHS + nth * INR_STEP_TENTHS,
)

/** The numbers under the graph of a protocol and the name of their axis, on two lines. */
export function InrAxis({
  numbersBaseline,
  nameBaseline,
}: {
  readonly numbersBaseline: number
  readonly nameBaseline: number
}) {
  return (
    <>
      <g textAnchor="middle" fill={INK.quiet}>
        {MARKED_INRS.map((tenths) => (
          <text key={tenths} x={rounded(inrX(tenths))} y={numbersBaseline}>
            {formatTenths(tenths)}
          </text>
        ))}
      </g>
      <text x={CURVE_FRAME.right} y={nameBaseline} textAnchor="end" fontWeight="600">
        INR
      </text>
    </>
  )
}
