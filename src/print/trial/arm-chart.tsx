import { type ScaleLinear, scaleLinear } from 'd3-scale'
import { symbol, symbolCircle, symbolDiamond } from 'd3-shape'
import { INK } from './trial-style.ts'

/** One arm: where its value lies, from where to where it may lie, and how that is written. */
export type ArmMark = {
  readonly key: string
  readonly words: string
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly written: string
  /** What the others are compared with has a shape of its own. */
  readonly isFirst: boolean
}

/** From and to where an axis runs; the same in every setting, so that settings can be compared by eye. */
export type Domain = readonly [least: number, most: number]

type Props = {
  /** Of this chart alone in the document. */
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly domain: Domain
  readonly marks: readonly ArmMark[]
}

const WIDTH = 400
const PLOT_LEFT = 8
const PLOT_RIGHT = 216
/** A line of the name of an arm. */
const LINE = 17
/** From the last line of a name to its mark, and from there to the next row. */
const TO_MARK = 15
const ROW_END = 16
const AXIS = 22
const TICKS = 4

/** A row for each arm, on one axis. The table of the same figures stands below it. */
export function ArmChart({ id, title, unit, domain, marks }: Props) {
  const scale = scaleLinear([...domain], [PLOT_LEFT, PLOT_RIGHT]).nice(TICKS)
  const lines = Math.max(1, ...marks.map((mark) => linesOf(mark.words).length))
  const row = lines * LINE + TO_MARK + ROW_END
  const bottom = marks.length * row
  const words = marks.map((mark) => `${mark.words}: ${mark.written}.`).join(' ')
  return (
    <figure>
      <figcaption>
        {title}, {unit}
      </figcaption>
      <svg
        viewBox={`0 0 ${WIDTH} ${bottom + AXIS}`}
        role="img"
        aria-labelledby={`${id}-title ${id}-description`}
        fontSize="14"
        fill={INK.text}
      >
        <title id={`${id}-title`}>{`${title}, ${unit}`}</title>
        <desc id={`${id}-description`}>{`${words} Every value is in the table below.`}</desc>
        <Axis scale={scale} bottom={bottom} />
        {marks.map((mark, nth) => (
          <g key={mark.key} transform={`translate(0,${nth * row + lines * LINE + TO_MARK})`}>
            <Name words={mark.words} />
            <Point mark={mark} scale={scale} />
            <text x={WIDTH - 2} y="5" textAnchor="end">
              {mark.written}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  )
}

type Scale = ScaleLinear<number, number>

function Axis({ scale, bottom }: { readonly scale: Scale; readonly bottom: number }) {
  const format = scale.tickFormat(TICKS)
  return (
    <g fontSize="12" textAnchor="middle" fill={INK.quiet}>
      {scale.ticks(TICKS).map((tick) => (
        <g key={tick}>
          <path
            d={`M${rounded(scale(tick))},${LINE + 4}V${bottom}`}
            stroke={tick === 0 ? INK.text : INK.grid}
          />
          <text x={rounded(scale(tick))} y={bottom + 15}>
            {format(tick)}
          </text>
        </g>
      ))}
    </g>
  )
}

/** In as many lines as it needs, the last right above the mark. */
function Name({ words }: { readonly words: string }) {
  const lines = linesOf(words)
  return (
    <text {...OVER_LINES}>
      {lines.map((line, nth) => (
        <tspan key={line} x={PLOT_LEFT} y={-TO_MARK - (lines.length - 1 - nth) * LINE}>
          {line}
        </tspan>
      ))}
    </text>
  )
}

/** The widest letters of the usual fonts let so many stand in a row. */
const LETTERS_A_LINE = 50

function linesOf(words: string): readonly string[] {
  const lines: string[] = []
  for (const word of words.split(' ')) {
    const longer = `${lines.at(-1) ?? ''} ${word}`
    if (lines.length > 0 && longer.length <= LETTERS_A_LINE) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

type MarkProps = { readonly mark: ArmMark; readonly scale: Scale }

function Point({ mark: { value, low, high, isFirst }, scale }: MarkProps) {
  if (value === null) return null
  return (
    <>
      {low !== null && high !== null && (
        <path
          d={`M${rounded(scale(low))},-5v10m0,-5H${rounded(scale(high))}m0,-5v10`}
          stroke={INK.mark}
          strokeWidth="1.5"
          fill="none"
        />
      )}
      <path
        transform={`translate(${rounded(scale(value))},0)`}
        d={isFirst ? DIAMOND : CIRCLE}
        fill={isFirst ? '#fff' : INK.mark}
        stroke={INK.mark}
        strokeWidth="1.5"
      />
    </>
  )
}

const MARK_AREA = 36
const path = symbol().size(MARK_AREA).digits(1)
const DIAMOND = path.type(symbolDiamond)() ?? ''
const CIRCLE = path.type(symbolCircle)() ?? ''

/** A name keeps a pale edge, so that no line of the axis runs through it. */
const OVER_LINES = { stroke: '#fff', strokeWidth: 4, paintOrder: 'stroke' } as const

/** A tenth of a unit is finer than any screen. */
const rounded = (length: number): number => Math.round(length * 10) / 10
