import { scaleLinear } from 'd3-scale'
import { curveStepAfter, line } from 'd3-shape'
import type { Day } from '#base/day.ts'
import { mgNumber } from '#clinical/dose.ts'
import { FRAME, INK, rounded, VALUE } from './chart-frame.ts'
import type { DoseStep, InrHistory } from './inr-history.ts'
import type { TimeAxis } from './time-axis.ts'
import { placeLabels } from './value-labels.ts'

const LABEL_OFFSETS = [-5, 14]
const HEADROOM = 1.35
/** So that a patient without a dose still has an axis. */
const LOWEST_TOP_UG = 1000

type Props = { readonly history: InrHistory; readonly axis: TimeAxis }

/** The dose as steps under the INR; dashed from today on, where it is only intended. */
export function DosePlot({ history, axis }: Props) {
  const steps = shownSteps(history.doses, axis)
  const highest = Math.max(LOWEST_TOP_UG, ...steps.map(({ ug }) => ug))
  const scale = scaleLinear([0, highest * HEADROOM], [FRAME.doseBottom, FRAME.doseTop])
  const draw = line<DoseStep>(
    ({ from }) => rounded(axis.x(from)),
    ({ ug }) => rounded(scale(ug)),
  ).curve(curveStepAfter)
  const given = steps.filter(({ from }) => from <= history.today)
  const intended = steps.filter(({ from }) => from > history.today)
  return (
    <g>
      <DoseAxis />
      <path
        d={draw(until(given, history.today)) ?? ''}
        fill="none"
        stroke={INK.dose}
        strokeWidth="2"
      />
      <path
        d={draw(until(since(given, intended, history.today), axis.last)) ?? ''}
        fill="none"
        stroke={INK.dose}
        strokeWidth="2"
        strokeDasharray="3 3"
      />
      <DoseValues steps={steps} axis={axis} y={scale} />
    </g>
  )
}

function DoseAxis() {
  return (
    <>
      <path
        d={`M${FRAME.left},${FRAME.doseBottom}H${FRAME.right}`}
        stroke={INK.quiet}
        strokeWidth="1"
      />
      <text x="4" y={FRAME.doseTop - 4} fontWeight="600">
        Dose, mg a day
      </text>
      <text x={FRAME.left - 8} y={FRAME.doseBottom + 4} textAnchor="end" fill={INK.quiet}>
        0
      </text>
    </>
  )
}

type ValuesProps = {
  readonly steps: readonly DoseStep[]
  readonly axis: TimeAxis
  readonly y: (ug: number) => number
}

function DoseValues({ steps, axis, y }: ValuesProps) {
  const changes = steps.filter(({ ug }, nth) => ug !== steps[nth - 1]?.ug)
  const marks = changes.map(({ from, ug }) => ({
    x: axis.x(from) + 10,
    y: y(ug),
    text: mgNumber(ug),
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

/** The steps within the axis; the dose in force at its start begins there. */
function shownSteps(doses: readonly DoseStep[], axis: TimeAxis): readonly DoseStep[] {
  const inForce = doses.findLast(({ from }) => from <= axis.first)
  const later = doses.filter(({ from }) => from > axis.first && from <= axis.last)
  return inForce === undefined ? later : [{ ...inForce, from: axis.first }, ...later]
}

function until(steps: readonly DoseStep[], end: Day): DoseStep[] {
  const last = steps.at(-1)
  return last === undefined ? [] : [...steps, { ...last, from: end }]
}

function since(given: readonly DoseStep[], intended: readonly DoseStep[], today: Day) {
  const now = given.at(-1)
  return now === undefined ? intended : [{ ...now, from: today }, ...intended]
}
