// Time in range with the four flags for a whole register, against the same by naive objects and floating point.
import { addDays, type Day, day, dayNumber } from '#base/day.ts'
import { type ClinicColumns, controlOfClinic, unpackFlags } from '#clinical/clinic-control.ts'
import { monthsBefore } from '#clinical/months.ts'
import type { BenchRow } from './bench-row.ts'
import { heldAfter } from './memory.ts'

const TODAY = day('2026-11-22')
const PATIENTS = 40_000
const RESULTS_EACH = 25
const ROUNDS = 5
const ASKED_RESULTS_PER_SECOND = 20_000_000
/** What the answers themselves may weigh, in MiB, after a further round: nothing piles up. */
const ASKED_HELD = 8

/** A small generator of repeatable numbers (Numerical Recipes' linear congruence). */
function repeatable(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** INRs that wander around 2.5 like a clinic's: most in range, a few far out, a few censored. */
function register(): ClinicColumns {
  const next = repeatable(20_261_122)
  const total = PATIENTS * RESULTS_EACH
  const columns = {
    days: new Int32Array(total),
    readings: new Int16Array(total),
    fromMeter: new Uint8Array(total).fill(1),
    firstRow: Int32Array.from({ length: PATIENTS + 1 }, (_, patient) => patient * RESULTS_EACH),
    startedOn: new Int32Array(PATIENTS).fill(dayNumber(addDays(TODAY, -900))),
    lowTenths: new Int16Array(PATIENTS).fill(20),
    highTenths: new Int16Array(PATIENTS).fill(30),
  }
  for (let row = 0; row < total; row += 1) {
    const visitsAgo = RESULTS_EACH - (row % RESULTS_EACH)
    columns.days[row] = dayNumber(TODAY) - visitsAgo * 14 + Math.floor(next() * 7)
    const wander = (next() + next() + next() - 1.5) * 10
    const surprise = next() < 0.03 ? next() * 40 : 0
    columns.readings[row] = next() < 0.001 ? 1080 : Math.max(9, Math.round(25 + wander + surprise))
  }
  return columns
}

type NaiveResult = { on: Day; inr: number; censored: boolean }

function asObjects(columns: ClinicColumns): NaiveResult[][] {
  const origin = day('1970-01-01')
  return Array.from({ length: PATIENTS }, (_, patient) =>
    Array.from({ length: RESULTS_EACH }, (_, visit) => {
      const row = patient * RESULTS_EACH + visit
      const reading = columns.readings[row] ?? 0
      const censored = reading >= 1000
      return {
        on: addDays(origin, columns.days[row] ?? 0),
        inr: (censored ? reading - 1000 : reading) / 10,
        censored,
      }
    }),
  )
}

/** What one writes first: filter the last 6 months, dates by milliseconds, floating point. */
function naiveControl(results: readonly NaiveResult[], from: Day) {
  const recent = results.filter((result) => result.on >= from)
  return {
    percent: naivePercent(recent),
    twoAboveFive: recent.filter((result) => result.inr > 5).length >= 2,
    oneAboveEight: recent.some((result) => result.inr > 8 || result.censored),
    twoBelow: recent.filter((result) => result.inr < 1.5).length >= 2,
  }
}

function naivePercent(results: readonly NaiveResult[]): number | null {
  let [inRange, total] = [0, 0]
  for (const [index, result] of results.entries()) {
    const before = results[index - 1]
    if (before === undefined || before.censored || result.censored) continue
    const days = (Date.parse(result.on) - Date.parse(before.on)) / 86_400_000
    if (days <= 0 || days > 56) continue
    inRange += days * naiveShare(before.inr, result.inr)
    total += days
  }
  return total === 0 ? null : (inRange / total) * 100
}

function naiveShare(before: number, after: number): number {
  if (before === after) return before >= 2 && before <= 3 ? 1 : 0
  const [low, high] = [Math.min(before, after), Math.max(before, after)]
  return Math.max(0, Math.min(high, 3) - Math.max(low, 2)) / (high - low)
}

/** Results a second: the median of some rounds after one to warm up. */
function resultsPerSecond(work: () => void): number {
  work()
  const seconds = Array.from({ length: ROUNDS }, () => {
    const started = performance.now()
    work()
    return (performance.now() - started) / 1000
  }).sort((a, b) => a - b)
  return (PATIENTS * RESULTS_EACH) / (seconds[Math.floor(ROUNDS / 2)] ?? Number.POSITIVE_INFINITY)
}

/** Asked: the three shares of time with the flags of 20 million results a second on one core, memory flat. */
export async function run(): Promise<BenchRow[]> {
  const columns = register()
  const objects = asObjects(columns)
  const from = monthsBefore(TODAY, 6)
  let [ours, naive] = [0, 0]

  const control = () => {
    const { flags } = controlOfClinic(columns, TODAY)
    ours = flags.reduce(
      (sum, packed) => sum + Number(unpackFlags(packed).twoAboveFive === 'yes'),
      0,
    )
  }
  const naively = () => {
    naive = 0
    for (const results of objects) naive += Number(naiveControl(results, from).twoAboveFive)
  }
  const measured = resultsPerSecond(control)
  const baseline = resultsPerSecond(naively)
  const [held, heldNaively] = [heldAfter(control), heldAfter(naively)]
  if (ours !== naive) throw new Error(`the flags disagree: ${ours} patients against ${naive}`)

  return [
    {
      what: 'the three shares of time with the four flags, results/s on one core',
      asked: ASKED_RESULTS_PER_SECOND,
      measured: Math.round(measured),
      baseline: Math.round(baseline),
      ratio: measured / baseline,
    },
    {
      what: 'memory held after a further million results, MiB',
      asked: ASKED_HELD,
      measured: held,
      baseline: heldNaively,
      ratio: held / heldNaively,
      mustBe: 'at most',
    },
  ]
}
