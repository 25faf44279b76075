import { scaleLinear } from 'd3-scale'
import { mgNumber } from '#clinical/dose.ts'
import type { DoseRow, ProtocolCard } from '#clinical/protocol-card.ts'
import { CURVE_FROM_TENTHS, CURVE_TO_TENTHS } from '#clinical/warfarin/protocol-curve.ts'
import { INK, rounded } from '#web/charts/chart-frame.ts'
import { CURVE_FRAME, spanX } from './curve-scale.ts'
import { InrAxis } from './inr-axis.tsx'

type Table = ProtocolCard['tables'][number]
type Down = (ug: number) => number

/** Lower than the graph of a maintenance protocol: a start has many tables. */
const FRAME = {
  ...CURVE_FRAME,
  height: 190,
  bottom: 142,
  numbersBaseline: 160,
  nameBaseline: 180,
} as const
const { left, right, top, bottom, numbersBaseline, nameBaseline } = FRAME

/** A table that gives doses by row, drawn as steps: a level for each row, grey where a person decides. */
export function StepGraph({ table, id }: { readonly table: Table; readonly id: string }) {
  const doses = table.rows.flatMap(({ ug }) => (ug === 'a-person-decides' ? [] : [ug]))
  const most = Math.max(1000, ...doses)
  const down = scaleLinear([0, most], [bottom, top])
  const y: Down = (ug) => rounded(down(ug))
  return (
    <figure className="evk-chart">
      <section
        className="evk-chart__scroll"
        aria-label={table.title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
      >
        <svg
          viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
          role="img"
          aria-labelledby={`${id}-title ${id}-description`}
          fontSize="11.5"
          fill={INK.text}
        >
          <title id={`${id}-title`}>{table.title}</title>
          <desc id={`${id}-description`}>
            The dose a day at each INR, as steps. Grey: a person decides. Every row is in the table.
          </desc>
          {table.rows.map((row) => (
            <Undosed key={row.fromTenths} row={row} />
          ))}
          <Axes doses={doses} y={y} />
          <path d={stepsOf(table.rows, y)} fill="none" stroke={INK.inr} strokeWidth="2.5" />
        </svg>
      </section>
    </figure>
  )
}

/** The part of a row that the drawing shows, in tenths, both ends included; nothing when it lies beyond. */
function shownSpan({ fromTenths, toTenths }: DoseRow): readonly [number, number] | undefined {
  const from = Math.max(fromTenths, CURVE_FROM_TENTHS)
  const to = toTenths === 'and-above' ? CURVE_TO_TENTHS : Math.min(toTenths, CURVE_TO_TENTHS)
  return from > to ? undefined : [from, to]
}

function Undosed({ row }: { readonly row: DoseRow }) {
  const span = shownSpan(row)
  if (row.ug !== 'a-person-decides' || span === undefined) return null
  const [start, end] = spanX(...span).map(rounded)
  return (
    <path d={`M${start},${top}H${end}V${bottom}H${start}Z`} fill={INK.grid} fillOpacity="0.75" />
  )
}

/** A level for each row with a dose; rows that touch are joined. */
function stepsOf(rows: readonly DoseRow[], y: Down): string {
  let path = ''
  let lastEnd: number | undefined
  for (const row of rows) {
    const span = shownSpan(row)
    if (row.ug === 'a-person-decides' || span === undefined) continue
    const [start = left, end = right] = spanX(...span).map(rounded)
    const join = lastEnd === start ? `V${y(row.ug)}` : `M${start},${y(row.ug)}`
    path += `${join}H${end}`
    lastEnd = end
  }
  return path
}

/** INR from left to right, the doses of the table from bottom to top. */
function Axes({ doses, y }: { readonly doses: readonly number[]; readonly y: Down }) {
  const levels = [...new Set([0, ...doses])]
  return (
    <g>
      <path
        d={levels.map((ug) => `M${left},${y(ug)}H${right}`).join('')}
        stroke={INK.grid}
        strokeOpacity="0.8"
      />
      <g textAnchor="end" fill={INK.quiet}>
        {levels.map((ug) => (
          <text key={ug} x={left - 8} y={y(ug) + 4}>
            {mgNumber(ug)}
          </text>
        ))}
      </g>
      <InrAxis numbersBaseline={numbersBaseline} nameBaseline={nameBaseline} />
      <text x="4" y={top - 10} fontWeight="600">
        Dose, mg a day
      </text>
    </g>
  )
}
