import {
  type OverrideFigures,
  PUBLISHED_OVERRIDES,
  shareHundredths,
} from '#clinical/warfarin/override-figures.ts'
import { INK } from '#web/charts/chart-frame.ts'
import { wholePercent } from './override-words.ts'

const ROW = 30
const BAR = 18
const TOP = 22
const LABELS = 190
const SCALE = 500
const WIDTH = LABELS + SCALE + 60
const LEAST = PUBLISHED_OVERRIDES.leastPercent * 100
const MOST = PUBLISHED_OVERRIDES.mostPercent * 100

type Bar = { readonly name: string; readonly figures: OverrideFigures }
type Props = { readonly title: string; readonly bars: readonly Bar[] }

/** The share overridden, a bar for each part, over the published range; the table beside it has the figures. */
export function OverrideChart({ title, bars }: Props) {
  const shown = bars.flatMap(({ name, figures }) => {
    const share = shareHundredths(figures.overridden.doses, figures.suggestions)
    return share === null ? [] : [{ name, share }]
  })
  if (shown.length === 0) return null
  const bottom = TOP + shown.length * ROW
  const words = shown.map(({ name, share }) => `${name} ${wholePercent(share)}`).join(', ')
  return (
    <figure className="evk-override-chart">
      <figcaption>
        {title}; shaded: {LEAST / 100} to {MOST / 100} %, as published
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${bottom + 6}`}
        role="img"
        aria-label={`${title}: ${words}`}
        fontSize="14"
        fill={INK.text}
      >
        <rect
          x={x(LEAST)}
          y={TOP - 6}
          width={x(MOST) - x(LEAST)}
          height={bottom - TOP + 6}
          fill={INK.band}
        />
        <Scale bottom={bottom} />
        {shown.map((bar, nth) => (
          <OneBar key={bar.name} {...bar} top={TOP + nth * ROW} />
        ))}
        <path
          d={`M${x(LEAST)},${TOP - 6}V${bottom}M${x(MOST)},${TOP - 6}V${bottom}`}
          stroke={INK.bandEdge}
        />
      </svg>
    </figure>
  )
}

const Scale = ({ bottom }: { readonly bottom: number }) =>
  [0, 25, 50, 75, 100].map((percent) => (
    <g key={percent}>
      <path d={`M${x(percent * 100)},${TOP - 6}V${bottom}`} stroke={INK.grid} />
      <text x={x(percent * 100)} y="12" textAnchor="middle">
        {percent}
      </text>
    </g>
  ))

type OneBarProps = { readonly name: string; readonly share: number; readonly top: number }

const OneBar = ({ name, share, top }: OneBarProps) => (
  <g>
    <text x="0" y={top + 15}>
      {name}
    </text>
    <rect x={x(0)} y={top + 1} width={x(share) - x(0)} height={BAR} fill={INK.hatch} />
    <text x={x(share) + 6} y={top + 15}>
      {wholePercent(share)}
    </text>
  </g>
)

/** Where a share stands, in hundredths of a percent. */
const x = (hundredths: number): number => Math.round(LABELS + (hundredths * SCALE) / 10_000)
