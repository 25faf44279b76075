import process from 'node:process'
import { setTimeout as wait } from 'node:timers/promises'
import { percentile } from '#base/percentile.ts'
import { PASSWORD } from '#test/clinic.ts'
import { freePort } from '#test/free-port.ts'
import type { BenchRow } from './bench-row.ts'
import { nation } from './county.ts'
import { growthAnHour, type HeldMemory, memoryOf, watchMemory } from './held-memory.ts'
import { serveCounty } from './serve-county.ts'
import { type LoadOfVisits, liveVisits } from './visit-load.ts'
import { sittings } from './visit-plan.ts'
import { STEPS, type Step } from './whole-visit.ts'

// npm run bench -- national: complete visits over HTTP on a database of the whole nation, each by a clinician at an address of
// their own: sign-in with argon2id at its full cost, front page, search, patient, suggestion, save, print, sign-out.
// EVENKEEL_BENCH_MINUTES: how long is counted (10). EVENKEEL_BENCH_VISITS_A_SECOND: how many begin (21).
// EVENKEEL_BENCH_VISITS_A_SIGN_IN: how many people one clinician sees before signing out (1).

const ASKED_PER_SECOND = 20
const ASKED_P99_MS = 100
const ASKED_GROWTH = 1
const MINUTES = numberOf('EVENKEEL_BENCH_MINUTES', 10)
const PER_SECOND = numberOf('EVENKEEL_BENCH_VISITS_A_SECOND', 21)
const VISITS_A_SIGN_IN = numberOf('EVENKEEL_BENCH_VISITS_A_SIGN_IN', 1)
const WARM_UP_SECONDS = Math.min(120, MINUTES * 30)
/** The first start anchors the audit of each of thousands of providers. */
const LONGEST_START_MS = 600_000
const LOOK_EVERY_MS = 30_000

function numberOf(name: string, otherwise: number): number {
  const given = Number(process.env[name] ?? otherwise)
  if (!(given > 0)) throw new Error(`${name} must be a number above 0`)
  return given
}

export async function run(): Promise<BenchRow[]> {
  const people = await nation()
  const port = await freePort()
  const served = await serveCounty(people, {
    nodeOptions: [`--inspect=127.0.0.1:${port}`],
    env: { EVENKEEL_PROXIES: '127.0.0.1' },
    dataFolder: people.dataFolder,
    longestStartMs: LONGEST_START_MS,
  })
  try {
    const visits = PER_SECOND * (WARM_UP_SECONDS + MINUTES * 60)
    const asked = { visitsEach: VISITS_A_SIGN_IN, seed: Date.now() % 1_000_000 }
    const planned = await sittings(people, {
      ...asked,
      count: Math.ceil(visits / VISITS_A_SIGN_IN),
    })
    const memory = await memoryOf(port)
    const over = new AbortController()
    const watching = wait(WARM_UP_SECONDS * 1000).then(() =>
      watchMemory(memory.look, LOOK_EVERY_MS, over.signal),
    )
    const load = await liveVisits({
      url: served.url,
      password: PASSWORD,
      sittings: planned,
      perSecond: PER_SECOND,
      warmUpSeconds: WARM_UP_SECONDS,
    })
    over.abort()
    const looks = await watching
    memory.close()
    sayInWords(load, looks)
    return rowsOf(load, looks)
  } finally {
    await served.stop()
    await people.leave()
  }
}

const timesOf = ({ times }: LoadOfVisits, step: Step): readonly number[] =>
  [...(times[step] ?? [])].sort((a, b) => a - b)

function sayInWords(load: LoadOfVisits, looks: readonly HeldMemory[]): void {
  const { visits, seconds, errors, requests, mostUnderWay } = load
  console.error(
    `${visits} visits in ${seconds.toFixed(0)} s, ${requests} steps in all, at most ${mostUnderWay} sittings at once, ${errors.length} errors`,
  )
  for (const step of STEPS) {
    const times = timesOf(load, step)
    const [p50 = 0, p95 = 0, p99 = 0] = [50, 95, 99].map((share) => percentile(times, share))
    const figures = [p50, p95, p99, times.at(-1) ?? 0].map((ms) => ms.toFixed(0).padStart(6))
    console.error(`  ${step.padEnd(22)} p50 p95 p99 most, ms ${figures.join('')}`)
  }
  const counted = new Map<string, number>()
  for (const error of errors) counted.set(error, (counted.get(error) ?? 0) + 1)
  for (const [error, times] of [...counted].slice(0, 20)) console.error(`  ${times} x ${error}`)
  console.error(`  held MiB ${looks.map(({ held }) => held.toFixed(1)).join(' ')}`)
  console.error(`  resident MiB ${looks.map(({ resident }) => resident.toFixed(0)).join(' ')}`)
}

function rowsOf(load: LoadOfVisits, looks: readonly HeldMemory[]): BenchRow[] {
  const form = percentile(timesOf(load, 'form of the sign-in'), 99)
  const save = percentile(timesOf(load, 'save'), 99)
  const perSecond = load.visits / load.seconds
  const every = VISITS_A_SIGN_IN === 1 ? '' : `, a sign-in every ${VISITS_A_SIGN_IN} visits`
  const resident = growthAnHour(looks, (look) => look.resident)
  return [
    {
      what: `complete visits a second in a nation${every} (baseline: visits begun)`,
      ...{ asked: ASKED_PER_SECOND, measured: perSecond, baseline: PER_SECOND },
      ratio: perSecond / PER_SECOND,
    },
    {
      what: 'save of a dose among them, p99 in ms (baseline: the sign-in form)',
      ...{ asked: ASKED_P99_MS, measured: save, baseline: form, ratio: save / form },
      mustBe: 'at most',
    },
    {
      what: 'visits that broke off (baseline: visits)',
      ...{ asked: 0, measured: load.errors.length, baseline: load.visits },
      ratio: load.errors.length / load.visits,
      mustBe: 'at most',
    },
    growthRow('what the server holds grows by, % an hour', looks, (look) => look.held, resident),
  ]
}

/** Beside what the process holds stands what the machine gave it, which moves with every collection. */
function growthRow(
  what: string,
  looks: readonly HeldMemory[],
  of: (look: HeldMemory) => number,
  resident: number,
): BenchRow {
  const measured = growthAnHour(looks, of)
  return {
    what: `${what} (baseline: what the machine gave it)`,
    ...{ asked: ASKED_GROWTH, measured, baseline: resident, ratio: measured / resident },
    mustBe: 'at most',
  }
}
