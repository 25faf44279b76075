// Chains of clotting factors: three transits, one after the other, that follow a rate. Under a rate that climbs evenly in a
// part of a day they have a closed form.

/** @technical The calendar. */
export const HOURS_IN_A_DAY = 24
/** Transits of each chain. @see docs/evidence.md#hamberg-2010 */
const TRANSITS = 3

/** Gauss and Legendre's two points of a part, from its middle, as shares of it. @technical Numerical method. */
export const FROM_MIDDLE = 1 / Math.sqrt(12)

type KeptChains = {
  readonly quickHours: number
  readonly slowHours: number
  readonly chains: Float64Array
}
const chainsKept: KeptChains[][] = []

/** Everybody of a truth has the same chains, so that they are worked out once. */
export function chainsOf(quickHours: number, slowHours: number, parts: number): Float64Array {
  chainsKept[parts] ??= []
  const known = chainsKept[parts].find(
    (kept) => kept.quickHours === quickHours && kept.slowHours === slowHours,
  )
  if (known !== undefined) return known.chains
  const hours = HOURS_IN_A_DAY / parts
  const chains = Float64Array.from([...chainOf(quickHours, hours), ...chainOf(slowHours, hours)])
  chainsKept[parts].push({ quickHours, slowHours, chains })
  return chains
}

/** What a chain keeps in a part of a day and moves by one and by two transits, and what a rate that climbs adds to each. */
function chainOf(transitHours: number, hours: number): readonly number[] {
  const rate = TRANSITS / transitHours
  const moved = rate * hours
  // The transits answer a rate that climbs by 1 between the two points, from its middle value, with their lag.
  const climb = 1 / (2 * FROM_MIDDLE * hours)
  const climbs = [1, 2, 3].map(
    (nth) => climb * ((hours / 2) * passed(nth, moved) - (nth / rate) * passed(nth + 1, moved)),
  )
  return [Math.exp(-moved), moved, (moved * moved) / 2, ...climbs]
}

/** How much of what entered the first of some transits has left the last of them after a time (Erlang's distribution). */
function passed(transits: number, moved: number): number {
  let term = 1
  let within = 0
  for (let nth = 1; nth <= transits; nth += 1) {
    within += term
    term *= moved / nth
  }
  return 1 - Math.exp(-moved) * within
}

/** The rate of each set of chains in the middle of a part of a day, and how far it climbs in it: filled before each move. */
const rates = new Float64Array(6)

/** Sets the rate of a set of chains by its values at the two points of a part. */
export function setRate(set: number, one: number, other: number): void {
  rates[2 * set] = (one + other) / 2
  rates[2 * set + 1] = other - one
}

/**
 * Sets of a quick and a slow chain of three transits, from a place on, under rates that climb evenly, exactly: what is away
 * from the rate comes nearer. No number is handed over but in arrays, which costs nothing.
 */
export function moveChains(
  values: Float64Array,
  first: number,
  sets: number,
  chains: Float64Array,
): void {
  for (let chain = 0; chain < 2 * sets; chain += 1) {
    const slow = chain % 2
    const at = first + TRANSITS * chain
    const by = CHAIN_PLACES * slow
    const rate = read(rates, chain - slow)
    const climb = read(rates, chain - slow + 1)
    const kept = read(chains, by)
    const moved = read(chains, by + 1)
    const one = read(values, at) - rate
    const two = read(values, at + 1) - rate
    const three = read(values, at + 2) - rate
    const second = two + moved * one
    const third = three + moved * two + read(chains, by + 2) * one
    values[at] = rate + kept * one + climb * read(chains, by + 3)
    values[at + 1] = rate + kept * second + climb * read(chains, by + 4)
    values[at + 2] = rate + kept * third + climb * read(chains, by + 5)
  }
}

/** @technical What describes a chain: places in an array. */
const CHAIN_PLACES = 6

/** A place that the array has. */
const read = (values: Float64Array, at: number): number => values[at] ?? 0
