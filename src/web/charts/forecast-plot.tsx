import { FRAME, INK, rounded, VALUE } from './chart-frame.ts'
import type { InrHistory } from './inr-history.ts'
import { inrY as y } from './inr-scale.ts'
import type { TimeAxis } from './time-axis.ts'

type Props = { readonly history: InrHistory; readonly axis: TimeAxis }

const HALF_CAP = 5

/** A forecast is never drawn as a measurement: an open diamond on a dashed bar, from one end of its interval to the other. */
export function ForecastPlot({ history: { forecast }, axis }: Props) {
  if (forecast === undefined) return null
  const x = rounded(axis.x(forecast.on))
  const [low, median, high] = [forecast.lowTenths, forecast.medianTenths, forecast.highTenths].map(
    (tenths) => rounded(y(tenths)),
  )
  const cap = `h${2 * HALF_CAP}`
  return (
    <g>
      <path
        d={`M${x - HALF_CAP},${high}${cap}M${x - HALF_CAP},${low}${cap}`}
        stroke={INK.inr}
        strokeWidth="2"
      />
      <path d={`M${x},${high}V${low}`} stroke={INK.inr} strokeWidth="2" strokeDasharray="2 3" />
      <path
        d={`M${x},${median}m0,-6l6,6l-6,6l-6,-6z`}
        fill="#fff"
        stroke={INK.inr}
        strokeWidth="2"
      />
      <text
        x={rounded(Math.min(x, FRAME.right) - 9)}
        y={rounded((high ?? 0) - 5)}
        {...VALUE}
        textAnchor="end"
      >
        forecast
      </text>
    </g>
  )
}
