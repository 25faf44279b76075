import { line } from 'd3-shape'
import { formatTenths } from '#clinical/inr.ts'
import type { Target } from '#clinical/target.ts'
import type { CurveDose, CurvePoint } from '#clinical/warfarin/protocol-curve.ts'
import { INK, rounded } from '#web/charts/chart-frame.ts'
import { CurveAxes } from './curve-axes.tsx'
import { runsOf } from './curve-runs.ts'
import { CURVE_FRAME, inrX, percentTicks, percentY, spanX } from './curve-scale.ts'

type Props = {
  readonly name: string
  readonly target: Target
  readonly points: readonly CurvePoint[]
  /** The INRs at which the dose stays, in tenths and ends included. */
  readonly noChange: { readonly low: number; readonly high: number }
  readonly capPercent: number
}

/** The change of the weekly dose at each INR, with the bands in which it stays and in which nothing is calculated. */
export function ProtocolGraph(props: Props) {
  const { name, points } = props
  const title = `${name}: change of the weekly dose by INR`
  const ticks = percentTicks(points)
  const y = percentY(ticks)
  return (
    <figure className="evk-chart">
      <section
        className="evk-chart__scroll"
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
      >
        <svg
          viewBox={`0 0 ${CURVE_FRAME.width} ${CURVE_FRAME.height}`}
          role="img"
          aria-labelledby="protocol-graph-title protocol-graph-description"
          fontSize="11.5"
          fill={INK.text}
        >
          <title id="protocol-graph-title">{title}</title>
          <desc id="protocol-graph-description">{describe(props)}</desc>
          <Bands {...props} />
          <CurveAxes ticks={ticks} y={y} />
          <CapLines {...props} y={y} />
          <Curve points={points} of={({ again }) => again} y={y} />
        </svg>
      </section>
      <Legend {...props} />
    </figure>
  )
}

function describe({ target, noChange, capPercent }: Props): string {
  return `For target ${formatTenths(target.valueTenths)} the dose stays from INR ${formatTenths(noChange.low)} to ${formatTenths(noChange.high)}. No suggestion changes the weekly dose by more than ${capPercent} %. Every value is in the table.`
}

const { top, bottom } = CURVE_FRAME

/** The target range in green, the band without change framed, and grey where no dose is calculated. */
function Bands({ target, noChange, points }: Props) {
  const [rangeLeft, rangeRight] = spanX(target.lowTenths, target.highTenths).map(rounded)
  const [stayLeft, stayRight] = spanX(noChange.low, noChange.high).map(rounded)
  const isDosed = points.some(({ again }) => again !== 'no-dose')
  return (
    <g>
      <path d={`M${rangeLeft},${top}H${rangeRight}V${bottom}H${rangeLeft}Z`} fill={INK.band} />
      {runsOf(points, ({ again }) => again === 'no-dose').map(({ from, to }) => {
        const [left, right] = spanX(from, to).map(rounded)
        return (
          <path
            key={from}
            d={`M${left},${top}H${right}V${bottom}H${left}Z`}
            fill={INK.grid}
            fillOpacity="0.75"
          />
        )
      })}
      {isDosed && (
        <path
          d={`M${stayLeft},${top}V${bottom}M${stayRight},${top}V${bottom}`}
          stroke={INK.bandEdge}
          strokeWidth="1.5"
          strokeDasharray="5 3"
        />
      )}
    </g>
  )
}

function CapLines({ capPercent, y }: Props & { readonly y: (hundredths: number) => number }) {
  const { left, right } = CURVE_FRAME
  const at = [capPercent, -capPercent].map((percent) => rounded(y(percent * 100)))
  return (
    <path
      d={at.map((height) => `M${left},${height}H${right}`).join('')}
      stroke={INK.quiet}
      strokeDasharray="2 3"
    />
  )
}

type CurveProps = {
  readonly points: readonly CurvePoint[]
  readonly of: (point: CurvePoint) => CurveDose | 'no-dose'
  readonly y: (hundredths: number) => number
}

/** What is suggested as dots, one for each INR; what the protocol alone would say beyond the cap as rings. */
function Curve({ points, of, y }: CurveProps) {
  const dosed = points.flatMap((point) => {
    const dose = of(point)
    return dose === 'no-dose' ? [] : [{ x: inrX(point.inrTenths), ...dose }]
  })
  const path = line<(typeof dosed)[number]>(
    ({ x }) => rounded(x),
    ({ limited }) => rounded(y(limited)),
  )
  return (
    <g>
      <path d={path(dosed) ?? ''} fill="none" stroke={INK.quiet} strokeWidth="1" />
      {dosed.map(({ x, raw, limited }) => (
        <g key={x}>
          {raw !== limited && (
            <circle cx={rounded(x)} cy={rounded(y(raw))} r="3.5" fill="#fff" stroke={INK.inr} />
          )}
          <circle cx={rounded(x)} cy={rounded(y(limited))} r="3.5" fill={INK.inr} />
        </g>
      ))}
    </g>
  )
}

const LEGEND: readonly string[] = [
  'Dot: the change that is suggested, for the second result running on that side. Ring: what the protocol alone would say.',
  'Green: the target range. Dashed lines: the dose stays between them. Grey: no dose is calculated, a person decides.',
]

const Legend = ({ capPercent }: Props) => (
  <figcaption className="nhsuk-hint">
    {LEGEND.map((sentence) => (
      <span key={sentence}>
        {sentence}
        <br />
      </span>
    ))}
    Dotted lines: the largest step of a suggestion, {capPercent} %.
  </figcaption>
)
