// Dice that fall the same way for the same seed, on every machine: whole-number arithmetic (Chris Doty-Humphrey's sfc32).

/** A stream of chance. */
export type Dice = {
  /** Above 0 and below 1. */
  readonly even: () => number
  /** Around 0 with a standard deviation of 1. */
  readonly normal: () => number
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

  let kept = 0
  let hasKept = false
  // Box and Muller: two even numbers make two normal ones.
  const normal = () => {
    if (hasKept) {
      hasKept = false
      return kept
    }
    const length = Math.sqrt(-2 * Math.log(even()))
    const angle = 2 * Math.PI * even()
    kept = length * Math.sin(angle)
    hasKept = true
    return length * Math.cos(angle)
  }
  return { even, normal }
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
