/** The drawing's own measures; the browser scales it to the room there is. */
export const FRAME = {
  width: 760,
  height: 372,
  left: 46,
  right: 722,
  inrTop: 22,
  inrBottom: 246,
  doseTop: 272,
  doseBottom: 338,
  monthsBaseline: 356,
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

/** A tenth of a unit is finer than any screen. */
export const rounded = (length: number): number => Math.round(length * 10) / 10
