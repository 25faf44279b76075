import { controlLimits, type FunnelPlace, type Limit } from '#assurance/funnel.ts'
import { INK, rounded, VALUE } from './chart-frame.ts'

/** One provider: how many people, how many of them with good control. */
export type FunnelPoint = {
  readonly name: string
  readonly good: number
  readonly people: number
  readonly place: FunnelPlace
  readonly isChosen: boolean
}

type Props = { readonly points: readonly FunnelPoint[]; readonly share: number }

const FRAME = { width: 700, height: 380, left: 52, right: 680, top: 16, bottom: 330 } as const
/** @technical How finely a limit is drawn. */
const STEPS = 60
const FEWEST = 5
const TITLE_ID = 'funnel-title'
const DESCRIPTION_ID = 'funnel-description'

/** Share of people with good control against how many there are, with the limits that chance alone would keep. The table says the same. */
export function FunnelPlot({ points, share }: Props) {
  const most = Math.max(20, ...points.map(({ people }) => people)) * 1.05
  const x = (people: number) => rounded(FRAME.left + (people / most) * (FRAME.right - FRAME.left))
  const y = (part: number) => rounded(FRAME.bottom - part * (FRAME.bottom - FRAME.top))
  return (
    <figure className="evk-chart">
      <section
        className="evk-chart__scroll"
        aria-label="Funnel plot"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard
        tabIndex={0}
      >
        <svg
          viewBox={`0 0 ${FRAME.width} ${FRAME.height}`}
          role="img"
          aria-labelledby={`${TITLE_ID} ${DESCRIPTION_ID}`}
          fontSize="12"
          fill={INK.text}
        >
          <title id={TITLE_ID}>Funnel plot of the share of people with good control</title>
          <desc id={DESCRIPTION_ID}>{described(points, share)}</desc>
          <Axes x={x} y={y} most={most} />
          <path d={`M${FRAME.left},${y(share)}H${FRAME.right}`} stroke={INK.text} strokeWidth="1" />
          <LimitLine {...{ x, y, most, share }} limit="95" dashes="6 4" />
          <LimitLine {...{ x, y, most, share }} limit="99.8" dashes="" />
          {points.map((point) => (
            <Point
              key={point.name}
              point={point}
              x={x(point.people)}
              y={y(point.good / point.people)}
            />
          ))}
        </svg>
      </section>
      <figcaption className="nhsuk-body-s">
        Each mark is a provider: a dot within the limits, a triangle beyond them, filled beyond
        those of 99.8 %. Level line: the share of all. Dashed: 95 % limits. Unbroken: 99.8 % limits.
      </figcaption>
    </figure>
  )
}

const described = (points: readonly FunnelPoint[], share: number): string => {
  const beyond = points.filter(({ place }) => place !== 'within').length
  return `${points.length} providers around ${Math.round(share * 100)} per cent; ${beyond} beyond the 95 per cent limits. The table below says where each lies.`
}

type Scales = {
  readonly x: (people: number) => number
  readonly y: (share: number) => number
  readonly most: number
}

function Axes({ x, y, most }: Scales) {
  const step = [5, 10, 20, 50, 100, 200, 500, 1000].find((each) => most / each <= 10) ?? 2000
  const marks = Array.from({ length: Math.floor(most / step) }, (_, nth) => (nth + 1) * step)
  return (
    <g>
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <g key={share}>
          <path d={`M${FRAME.left},${y(share)}H${FRAME.right}`} stroke={INK.grid} />
          <text x={FRAME.left - 6} y={y(share) + 4} textAnchor="end">
            {share * 100} %
          </text>
        </g>
      ))}
      {marks.map((people) => (
        <text key={people} x={x(people)} y={FRAME.bottom + 18} textAnchor="middle">
          {people}
        </text>
      ))}
      <text x={(FRAME.left + FRAME.right) / 2} y={FRAME.bottom + 40} textAnchor="middle">
        People whose control is known
      </text>
    </g>
  )
}

type LimitProps = Scales & {
  readonly share: number
  readonly limit: Limit
  readonly dashes: string
}

function LimitLine({ x, y, most, share, limit, dashes }: LimitProps) {
  const sizes = Array.from({ length: STEPS + 1 }, (_, nth) =>
    Math.round(FEWEST + ((most - FEWEST) * nth) / STEPS),
  )
  const drawn = (side: 'low' | 'high') =>
    sizes.map((people) => `${x(people)},${y(controlLimits(people, share, limit)[side])}`).join('L')
  return (
    <path
      d={`M${drawn('low')}M${drawn('high')}`}
      fill="none"
      stroke={INK.inr}
      strokeWidth="1.5"
      strokeDasharray={dashes || undefined}
    />
  )
}

type PointProps = { readonly point: FunnelPoint; readonly x: number; readonly y: number }

function Point({ point: { name, place, isChosen }, x, y }: PointProps) {
  const isFar = place === 'far-below' || place === 'far-above'
  return (
    <g>
      {isChosen && <circle cx={x} cy={y} r="9" fill="none" stroke={INK.text} strokeWidth="2" />}
      {place === 'within' ? (
        <circle cx={x} cy={y} r="3.5" fill={INK.hatch} />
      ) : (
        <path
          d={`M${x},${y - 6}L${x + 6},${y + 5}H${x - 6}Z`}
          fill={isFar ? INK.text : '#fff'}
          stroke={INK.text}
        />
      )}
      {(isFar || isChosen) && (
        <text x={x} y={y - 11} {...VALUE}>
          {name}
        </text>
      )}
    </g>
  )
}
