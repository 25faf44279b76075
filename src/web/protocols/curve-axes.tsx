import { formatTenths } from '#clinical/inr.ts'
import { CURVE_FROM_TENTHS, CURVE_TO_TENTHS } from '#clinical/warfarin/protocol-curve.ts'
import { INK, rounded } from '#web/charts/chart-frame.ts'
import { CURVE_FRAME, inrX } from './curve-scale.ts'

type Props = { readonly ticks: readonly number[]; readonly y: (hundredths: number) => number }

const { left, right, top, bottom, numbersBaseline, nameBaseline } = CURVE_FRAME

const INR_STEP_TENTHS = 5
const INRS = Array.from(
  { length: (CURVE_TO_TENTHS - CURVE_FROM_TENTHS) / INR_STEP_TENTHS + 1 },
  (_, nth) => CURVE_FROM_TENTHS + nth * INR_STEP_TENTHS,
)

/** INR from left to right, change in percent from bottom to top; no change is the strong line. */
export function CurveAxes({ ticks, y }: Props) {
  const grid = ticks.map((tick) => `M${left},${rounded(y(tick * 100))}H${right}`).join('')
  return (
    <g>
      <path d={grid} stroke={INK.grid} strokeOpacity="0.8" />
      <path d={`M${left},${rounded(y(0))}H${right}`} stroke={INK.quiet} />
      <g textAnchor="end" fill={INK.quiet}>
        {ticks.map((tick) => (
          <text key={tick} x={left - 8} y={rounded(y(tick * 100) + 4)}>
            {tick > 0 ? `+${tick}` : tick}
          </text>
        ))}
      </g>
      <g textAnchor="middle" fill={INK.quiet}>
        {INRS.map((tenths) => (
          <text key={tenths} x={rounded(inrX(tenths))} y={numbersBaseline}>
            {formatTenths(tenths)}
          </text>
        ))}
      </g>
      <path
        d={INRS.map((tenths) => `M${rounded(inrX(tenths))},${bottom}v4`).join('')}
        stroke={INK.quiet}
      />
      <text x="4" y={top - 10} fontWeight="600">
        Change of the weekly dose, %
      </text>
      <text x={right} y={nameBaseline} textAnchor="end" fontWeight="600">
        INR
      </text>
    </g>
  )
}
