import { formatTenths } from '#clinical/inr.ts'
import { FRAME, INK, rounded } from './chart-frame.ts'
import type { InrHistory, TargetStep } from './inr-history.ts'
import { inrY as y } from './inr-scale.ts'
import type { TimeAxis } from './time-axis.ts'

type Props = { readonly history: InrHistory; readonly axis: TimeAxis }

/** The target range through time, and the limits in force at its end. */
export function TargetPlot({ history, axis }: Props) {
  return (
    <g>
      {history.targets.map((target, nth) => (
        <TargetBand key={target.from} target={target} next={history.targets[nth + 1]} axis={axis} />
      ))}
      <TargetLimits target={history.targets.at(-1)} />
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
