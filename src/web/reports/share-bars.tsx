import type { ControlFigures } from '#clinical/control-figures.ts'
import type { MethodFigure } from '#clinical/method-figures.ts'
import { INK } from '#web/charts/chart-frame.ts'
import { METHOD_WORDS, percentInWords } from './figure-words.ts'

const BAR_HEIGHT = 28
const BASELINE = 19
/** A narrower part has no room for its words on a telephone; the table has its figure. */
const ROOM_FOR_WORDS = 2500

/** Below, in and above range, pooled, a bar for each method; the table says the same in figures. */
export function ShareBars({ figures }: { readonly figures: ControlFigures }) {
  return (
    <div className="evk-bars">
      {figures.methods.map((figure) => (
        <Bar key={figure.method} figure={figure} />
      ))}
    </div>
  )
}

function Bar({ figure: { method, pooled } }: { readonly figure: MethodFigure }) {
  const { inRange, below, above } = pooled.percents
  if (inRange === null || below === null || above === null) return null
  const parts = [
    { name: 'below', from: 0, share: below, fill: INK.grid },
    { name: 'in range', from: below, share: inRange, fill: INK.band },
    { name: 'above', from: below + inRange, share: above, fill: '#fff' },
  ]
  const words = parts.map(({ name, share }) => `${name} ${percentInWords(share)}`)
  return (
    <figure className="evk-bars__bar">
      <figcaption>{METHOD_WORDS[method]}</figcaption>
      <svg
        width="100%"
        height={BAR_HEIGHT}
        role="img"
        aria-label={`${METHOD_WORDS[method]}: ${words.join(', ')}`}
        fill={INK.text}
        fontSize="14"
      >
        {parts.map((part, nth) => (
          <g key={part.name}>
            <rect
              x={percent(part.from)}
              width={percent(part.share)}
              height={BAR_HEIGHT}
              fill={part.fill}
              stroke={INK.hatch}
            />
            {part.share >= ROOM_FOR_WORDS && (
              <text x={percent(part.from + part.share / 2)} y={BASELINE} textAnchor="middle">
                {words[nth]}
              </text>
            )}
          </g>
        ))}
      </svg>
    </figure>
  )
}

const percent = (hundredths: number): string => `${hundredths / 100}%`
