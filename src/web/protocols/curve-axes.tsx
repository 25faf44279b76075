import { INK, rounded } from '#web/charts/chart-frame.ts'
import { CURVE_FRAME, inrX } from './curve-scale.ts'
import { InrAxis, MARKED_INRS } from './inr-axis.tsx'

type Props = { readonly ticks: readonly number[]; readonly y: (hundredths: number) => number }

const { left, right, top, bottom, numbersBaseline, nameBaseline } = CURVE_FRAME

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
      <InrAxis numbersBaseline={numbersBaseline} nameBaseline={nameBaseline} />
      <path
        d={MARKED_INRS.map((tenths) => `M${rounded(inrX(tenths))},${bottom}v4`).join('')}
        stroke={INK.quiet}
      />
      <text x="4" y={top - 10} fontWeight="600">
        Change of the weekly dose, %
      </text>
    </g>
  )
}
