// A second way to the same INR, for the model of warfarin: its differential equations as the paper states them, by the
// classical method of Runge and Kutta in small steps. Written from PK/PD reference 1.1, not from src/kinetics.

export type Equations = {
  readonly clearance: number
  readonly ec50: number
  readonly gamma: number
  readonly transitOne: number
  readonly transitTwo: number
  readonly base: number
  readonly rise: number
}

const VOLUME = 14.3
const KA = 2
const STEPS_A_DAY = 240

/** depot, body, three places of chain 1, three of chain 2. */
type State = readonly number[]

function slopes(state: State, eq: Equations): State {
  const [depot = 0, body = 0, a1 = 0, a2 = 0, a3 = 0, b1 = 0, b2 = 0, b3 = 0] = state
  const ke = eq.clearance / VOLUME
  const concentration = Math.max(body, 0) / VOLUME
  const powered = concentration ** eq.gamma
  const e = powered / (eq.ec50 ** eq.gamma + powered)
  const k1 = 3 / eq.transitOne
  const k2 = 3 / eq.transitTwo
  return [
    -KA * depot,
    KA * depot - ke * body,
    k1 * (1 - e - a1),
    k1 * (a1 - a2),
    k1 * (a2 - a3),
    k2 * (1 - e - b1),
    k2 * (b1 - b2),
    k2 * (b2 - b3),
  ]
}

const moved = (state: State, by: State, hours: number): State =>
  state.map((value, nth) => value + hours * (by[nth] ?? 0))

function step(state: State, eq: Equations, hours: number): State {
  const one = slopes(state, eq)
  const two = slopes(moved(state, one, hours / 2), eq)
  const three = slopes(moved(state, two, hours / 2), eq)
  const four = slopes(moved(state, three, hours), eq)
  return state.map(
    (value, nth) =>
      value +
      (hours / 6) *
        ((one[nth] ?? 0) + 2 * (two[nth] ?? 0) + 2 * (three[nth] ?? 0) + (four[nth] ?? 0)),
  )
}

/** The INR at the end of each day of a course of tablets in mg, taken at the start of each day. */
export function inrByRungeKutta(
  dailyMg: readonly number[],
  eq: Equations,
  where: 'absorbed' | 'at-once',
): readonly number[] {
  let state: State = [0, 0, 1, 1, 1, 1, 1, 1]
  return dailyMg.map((mg) => {
    const [depot = 0, body = 0, ...chains] = state
    const half = mg / 2
    state = where === 'absorbed' ? [depot + half, body, ...chains] : [depot, body + half, ...chains]
    for (let nth = 0; nth < STEPS_A_DAY; nth += 1) state = step(state, eq, 24 / STEPS_A_DAY)
    return eq.base + eq.rise * (1 - ((state[4] ?? 0) + (state[7] ?? 0)) / 2)
  })
}
