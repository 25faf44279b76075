// Dice that fall the same way for the same seed, on every machine: whole-number arithmetic (Chris Doty-Humphrey's sfc32).

/** A stream of chance. */
export type Dice = {
  /** Above 0 and below 1. */
  readonly even: () => number
  /** Around 0 with a standard deviation of 1. */
  readonly normal: () => number
  /** How many times in a row something of this chance does not happen; for ever when it has none. */
  readonly failures: (chance: number) => number
}

/** @technical The golden ratio in 32 bits, to tell streams apart. */
const GOLDEN = 0x9e3779b9
/** @technical What two neighbouring seeds need to become strangers. */
const WARM_UP = 12
/** @technical 2^32. */
const RANGE = 4_294_967_296

/** The dice of one stream of a seed: each virtual person has a stream, so that nobody's luck depends on the others. */
export function diceOf(seed: number, stream: number): Dice {
  let a = seed | 0
  let b = stream | 0
  let c = Math.imul(stream + 1, GOLDEN) | 0
  let counter = 1
  const roll = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return sum >>> 0
  }
  for (let turn = 0; turn < WARM_UP; turn += 1) roll()
  const even = () => (roll() + 0.5) / RANGE
  return {
    even,
    normal: () => normalOf(roll, even),
    failures: (chance) => Math.floor(Math.log(even()) / Math.log1p(-chance)),
  }
}

/** Layers of equal area under the normal curve, and where the tail begins (Doornik's ziggurat). @technical Statistics. */
const LAYERS = 128
/** @technical Statistics. */
const TAIL_FROM = 3.442619855899
/** @technical Statistics: the area of a layer. */
const AREA = 9.91256303526217e-3

const curve = (at: number): number => Math.exp(-0.5 * at * at)

/** The outer edge of each layer; the lowest holds the tail too. */
const edges = ((): Float64Array => {
  const at = new Float64Array(LAYERS + 1)
  at[0] = AREA / curve(TAIL_FROM)
  at[1] = TAIL_FROM
  for (let layer = 2; layer < LAYERS; layer += 1) {
    const below = at[layer - 1] ?? 0
    at[layer] = Math.sqrt(-2 * Math.log(AREA / below + curve(below)))
  }
  return at
})()
/** The share of each layer that lies wholly under the curve. */
const wholly = Float64Array.from(
  { length: LAYERS },
  (_, nth) => (edges[nth + 1] ?? 0) / (edges[nth] ?? 1),
)

/** A normal number: nearly always one look at a layer, seldom at its edge, rarely in the tail. */
function normalOf(roll: () => number, even: () => number): number {
  for (;;) {
    // The lowest bits choose the layer and the others the place in it, so that neither tells of the other.
    const rolled = roll()
    const layer = rolled % LAYERS
    const side = (2 * (rolled - layer + LAYERS / 2)) / RANGE - 1
    const at = side * (edges[layer] ?? 0)
    if (Math.abs(side) < (wholly[layer] ?? 0)) return at
    if (layer === 0) return Math.sign(side) * inTail(even)
    if (isUnderCurve(layer, at, even())) return at
  }
}

/** Whether a place at the edge of a layer, at a height within it, lies under the curve. */
function isUnderCurve(layer: number, at: number, height: number): boolean {
  const outer = Math.exp(-0.5 * ((edges[layer] ?? 0) ** 2 - at * at))
  const inner = Math.exp(-0.5 * ((edges[layer + 1] ?? 0) ** 2 - at * at))
  return inner + height * (outer - inner) < 1
}

function inTail(even: () => number): number {
  for (;;) {
    const beyond = -Math.log(even()) / TAIL_FROM
    if (-2 * Math.log(even()) > beyond * beyond) return TAIL_FROM + beyond
  }
}

/** One of some values, by their shares, which add up to 1 or nearly. */
export function oneOf<Value>(shares: readonly (readonly [Value, number])[], even: number): Value {
  let left = even
  for (const [value, share] of shares) {
    left -= share
    if (left < 0) return value
  }
  const last = shares.at(-1)
  if (last === undefined) throw new RangeError('nothing to choose from')
  return last[0]
}
