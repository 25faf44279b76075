import { line } from 'd3-shape'
import { daysBetween } from '#base/day.ts'
import { formatInr, isMeasured } from '#clinical/inr.ts'
import { LONGEST_INTERPOLATED_GAP_DAYS } from '#clinical/ttr.ts'
import { FRAME, INK, rounded, VALUE } from './chart-frame.ts'
import type { InrHistory, InrPoint } from './inr-history.ts'
import { TOP_TENTHS, inrY as y } from './inr-scale.ts'
import type { TimeAxis } from './time-axis.ts'
import { placeLabels } from './value-labels.ts'

const TICKS = [10, 20, 30, 40, 50, 60, 70, 80]
const LABEL_OFFSETS = [-8, 17, -20, 29]

type Props = { readonly history: InrHistory; readonly axis: TimeAxis }

/** INR as points, each with its value. */
export function InrPlot({ history, axis }: Props) {
  const points = history.points.filter(({ on }) => on >= axis.first && on <= axis.last)
  return (
    <g>
      <InrAxis />
      <path d={joined(points, axis)} fill="none" stroke={INK.quiet} strokeWidth="1" />
      {points.map((point) => (
        <PointMark key={point.on + formatInr(point)} point={point} x={axis.x(point.on)} />
      ))}
      <Values points={points} axis={axis} />
    </g>
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
