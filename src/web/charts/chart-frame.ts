/** The drawing's own measures; the browser scales it to the room there is. */
export const FRAME = {
  width: 700,
  height: 362,
  left: 46,
  right: 662,
  inrTop: 22,
  inrBottom: 240,
  doseTop: 266,
  doseBottom: 330,
  monthsBaseline: 348,
} as const

/** Colours that stay apart in greyscale too; shape and words carry the meaning. */
export const INK = {
  text: '#212b32',
  quiet: '#4c6272',
  grid: '#d8dde0',
  band: '#cfe6dc',
  bandEdge: '#00703c',
  inr: '#003087',
  dose: '#212b32',
  hatch: '#768692',
} as const

/** A value keeps a pale edge, so that no line runs through its figures. */
export const VALUE = {
  textAnchor: 'middle',
  fill: INK.text,
  stroke: '#fff',
  strokeWidth: 3,
  strokeLinejoin: 'round',
  paintOrder: 'stroke',
} as const

/** A tenth of a unit is finer than any screen. */
export const rounded = (length: number): number => Math.round(length * 10) / 10
