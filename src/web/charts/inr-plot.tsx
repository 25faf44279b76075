import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { daysBetween } from '#base/day.ts'
import { formatInr, formatTenths, isMeasured } from '#clinical/inr.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from '#clinical/ttr.ts'
import { FRAME, INK, rounded, VALUE } from './chart-frame.ts'
import type { InrHistory, InrPoint, TargetStep } from './inr-history.ts'
import type { TimeAxis } from './time-axis.ts'
import { placeLabels } from './value-labels.ts'

/** The axis ends here; what lies above is drawn at its edge, with its value in words. */
const TOP_TENTHS = 80
const BOTTOM_TENTHS = 10
const TICKS = [10, 20, 30, 40, 50, 60, 70, 80]
const LABEL_OFFSETS = [-8, 17, -20, 29]

const scale = scaleLinear([BOTTOM_TENTHS, TOP_TENTHS], [FRAME.inrBottom, FRAME.inrTop]).clamp(true)
const y = (tenths: number): number => scale(tenths)

type Props = { readonly history: InrHistory; readonly axis: TimeAxis }

/** INR as points, each with its value; the target range behind them. */
export function InrPlot({ history, axis }: Props) {
  const points = history.points.filter(({ on }) => on >= axis.first && on <= axis.last)
  return (
    <g>
      {history.targets.map((target, nth) => (
        <TargetBand key={target.from} target={target} next={history.targets[nth + 1]} axis={axis} />
      ))}
      <InrAxis />
      <TargetLimits target={history.targets.at(-1)} />
      <path d={joined(points, axis)} fill="none" stroke={INK.quiet} strokeWidth="1" />
      {points.map((point) => (
        <PointMark key={point.on + formatInr(point)} point={point} x={axis.x(point.on)} />
      ))}
      <Values points={points} axis={axis} />
    </g>
  )
}

type BandProps = {
  readonly target: TargetStep
  readonly next: TargetStep | undefined
  readonly axis: TimeAxis
}

function TargetBand({ target, next, axis }: BandProps) {
  const from = target.from < axis.first ? axis.first : target.from
  const until = next === undefined || next.from > axis.last ? axis.last : next.from
  if (until <= from) return null
  const [left, right, top, bottom] = [
    axis.x(from),
    axis.x(until),
    y(target.highTenths),
    y(target.lowTenths),
  ].map(rounded)
  const edges = `M${left},${top}H${right}M${left},${bottom}H${right}`
  return (
    <>
      <path d={`M${left},${top}H${right}V${bottom}H${left}Z`} fill={INK.band} />
      <path d={edges} stroke={INK.bandEdge} strokeWidth="1" />
    </>
  )
}

function InrAxis() {
  const grid = TICKS.map((tick) => `M${FRAME.left},${rounded(y(tick))}H${FRAME.right}`).join('')
  return (
    <>
      <path d={grid} stroke={INK.grid} strokeWidth="1" strokeOpacity="0.7" />
      <g textAnchor="end" fill={INK.quiet}>
        {TICKS.map((tick) => (
          <text key={tick} x={FRAME.left - 8} y={rounded(y(tick) + 4)}>
            {tick === TOP_TENTHS ? '8+' : tick / 10}
          </text>
        ))}
      </g>
      <text x="4" y="14" fontWeight="600">
        INR
      </text>
    </>
  )
}

/** The limits in force, at the end of their band. */
function TargetLimits({ target }: { readonly target: TargetStep | undefined }) {
  if (target === undefined) return null
  return (
    <g fill={INK.bandEdge} fontWeight="600">
      {[target.highTenths, target.lowTenths].map((tenths) => (
        <text key={tenths} x={FRAME.right + 6} y={rounded(y(tenths) + 4)}>
          {formatTenths(tenths)}
        </text>
      ))}
    </g>
  )
}

/** A measured value is a dot; one cut off at the end of a meter's range is an open arrow head. */
function PointMark({ point, x }: { readonly point: InrPoint; readonly x: number }) {
  const at = `${rounded(x)},${rounded(y(point.tenths))}`
  if (isMeasured(point))
    return <path d={`M${at}m-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0`} fill={INK.inr} />
  const head = point.comparator === '>' ? 'm-6,4h12l-6,-10z' : 'm-6,-4h12l-6,10z'
  return <path d={`M${at}${head}`} fill="#fff" stroke={INK.inr} strokeWidth="2" />
}

function Values({
  points,
  axis,
}: {
  readonly points: readonly InrPoint[]
  readonly axis: TimeAxis
}) {
  const marks = points.map((point) => ({
    x: axis.x(point.on),
    y: y(point.tenths),
    text: formatInr(point),
  }))
  return (
    <g {...VALUE}>
      {placeLabels(marks, LABEL_OFFSETS).map(({ x, baseline, text }) => (
        <text key={`${x} ${baseline}`} x={rounded(x)} y={rounded(baseline)}>
          {text}
        </text>
      ))}
    </g>
  )
}

/** A thin line to guide the eye; none over a gap, and none to a value that was cut off: there it would be a guess. */
function joined(points: readonly InrPoint[], axis: TimeAxis): string {
  const draw = line<InrPoint>(
    ({ on }) => rounded(axis.x(on)),
    ({ tenths }) => rounded(y(tenths)),
  )
  return runs(points)
    .map((run) => draw([...run]) ?? '')
    .join('')
}

function runs(points: readonly InrPoint[]): readonly (readonly InrPoint[])[] {
  const found: InrPoint[][] = []
  let before: InrPoint | undefined
  for (const point of points) {
    if (before !== undefined && mayJoin(before, point)) found.at(-1)?.push(point)
    else found.push([point])
    before = point
  }
  return found.filter((run) => run.length > 1)
}

const mayJoin = (before: InrPoint, point: InrPoint): boolean =>
  isMeasured(before) &&
  isMeasured(point) &&
  daysBetween(before.on, point.on) <= LONGEST_INTERPOLATED_GAP_DAYS
