import { clinicalDate, type Day } from '#base/day.ts'
import { FRAME, INK, rounded, VALUE } from './chart-frame.ts'
import type { InrHistory, Suspension } from './inr-history.ts'
import type { TimeAxis } from './time-axis.ts'

type Props = { readonly history: InrHistory; readonly axis: TimeAxis }

const HATCH = 'inr-chart-hatch'
/** The word "suspended" needs this much; nearer to the edge it stands before its hatching. */
const ROOM_FOR_LABEL = 70

/** Suspensions, as hatching over INR and dose alike. */
export function Suspensions({ history, axis }: Props) {
  if (history.suspensions.length === 0) return null
  return (
    <g>
      <defs>
        <pattern id={HATCH} width="8" height="8" patternUnits="userSpaceOnUse">
          <path d="M-2,2l4,-4M0,8l8,-8M6,10l4,-4" stroke={INK.hatch} strokeWidth="1" />
        </pattern>
      </defs>
      {history.suspensions.map((suspension) => (
        <Hatched key={suspension.from} suspension={suspension} history={history} axis={axis} />
      ))}
    </g>
  )
}

function Hatched({ suspension, history, axis }: Props & { readonly suspension: Suspension }) {
  const from = suspension.from < axis.first ? axis.first : suspension.from
  const until = suspension.until ?? history.today
  if (until < from) return null
  const left = rounded(axis.x(from))
  const width = Math.max(2, rounded(axis.x(until) - left))
  const isAtEdge = left > FRAME.right - ROOM_FOR_LABEL
  return (
    <>
      <rect
        x={left}
        y={FRAME.inrTop}
        width={width}
        height={FRAME.doseBottom - FRAME.inrTop}
        fill={`url(#${HATCH})`}
        stroke={INK.hatch}
      />
      <text
        x={isAtEdge ? left - 3 : left + 3}
        y={FRAME.inrTop + 11}
        {...VALUE}
        textAnchor={isAtEdge ? 'end' : 'start'}
      >
        suspended
      </text>
    </>
  )
}

/** Months along the bottom, today and the next test as upright lines. */
export function TimeMarks({ history, axis }: Props) {
  const grid = axis.months.map(({ on }) => upright(axis.x(on))).join('')
  return (
    <g>
      <path d={grid} stroke={INK.grid} strokeWidth="1" />
      <g textAnchor="middle" fill={INK.quiet}>
        {axis.months.map(({ on, label }) => (
          <text key={on} x={rounded(axis.x(on))} y={FRAME.monthsBaseline}>
            {label}
          </text>
        ))}
      </g>
      <path d={upright(axis.x(history.today))} stroke={INK.quiet} strokeWidth="1" />
      {history.nextTest && <NextTest on={history.nextTest} x={axis.x(history.nextTest)} />}
    </g>
  )
}

/** Named between INR and dose, where no value stands: a result above 8 has its figure at the top. */
function NextTest({ on, x }: { readonly on: Day; readonly x: number }) {
  return (
    <>
      <path d={upright(x)} stroke={INK.inr} strokeWidth="2" strokeDasharray="6 4" />
      <text x={rounded(x)} y={FRAME.doseTop - 4} textAnchor="end" fill={INK.inr} fontWeight="600">
        next test {clinicalDate(on)}
      </text>
    </>
  )
}

const upright = (x: number): string => `M${rounded(x)},${FRAME.inrTop}V${FRAME.doseBottom}`
