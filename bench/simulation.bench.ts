// The virtual clinic: how many patient-years a second of one core, how long a whole trial takes, and what the forecast is worth.
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import type { ArmId } from '#simulation/arm-ids.ts'
import { type Accuracy, forecastTrial } from '#simulation/forecast-trial.ts'
import type { TrialSpec } from '#simulation/spec.ts'
import { runChunk } from '#simulation/trial.ts'
import type { Truth } from '#simulation/truths.ts'
import { runTrial } from '#workflow/run-trial.ts'
import type { BenchRow } from './bench-row.ts'
import { heldAfter } from './memory.ts'
import { plainYear } from './plain-warfarin.ts'

const SPEC: TrialSpec = {
  seed: 31_337,
  patients: 10_000,
  days: 365,
  arms: ['rely', 'fixed', 'coventry', 'proportional', 'map', 'oracle'],
  truths: ['hamberg', 'hamberg-2007'],
  scenarios: ['base'],
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  recall: 'trial',
}
const ASKED = { protocol: 15_000, map: 1500, trialSeconds: 60, fitUs: 50, held: 16 } as const
/** People of a chunk of the trial. */
const CHUNK = 250
/** By then the compiler has settled: the rate is that of a trial under way; what it costs until then is in the time of a whole one. */
const WARM_UP_CHUNKS = 40

/** Seconds of this process's own work: others share the machine. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Patient-years a second, people, their lives and figures included. */
function yearsASecond(arm: ArmId, chunks: number): number {
  const run = (chunk: number) =>
    runChunk({ ...SPEC, arms: [arm] }, { truth: 'hamberg', scenario: 'base' }, chunk)
  for (let chunk = 0; chunk < WARM_UP_CHUNKS; chunk += 1) run(chunk)
  const seconds = cpuSeconds(() => {
    for (let chunk = 0; chunk < chunks; chunk += 1) run(chunk)
  })
  return (chunks * CHUNK) / seconds
}

function plainYearsASecond(): number {
  for (let person = 0; person < WARM_UP_CHUNKS * CHUNK; person += 1) plainYear()
  const people = 20 * CHUNK
  const seconds = cpuSeconds(() => {
    for (let person = 0; person < people; person += 1) plainYear()
  })
  return people / seconds
}

const accuracyIn = (truth: Truth): Accuracy =>
  forecastTrial({ ...SPEC, seed: 4711 }, { truth, scenario: 'base' }, { from: 0, until: 2000 })

/** On truths that the forecast was not tuned on. */
const UNTUNED = ['second-set', 'hamberg-2007'] as const

function forecastRows(): BenchRow[] {
  return UNTUNED.flatMap((truth): BenchRow[] => {
    let sums: Accuracy | undefined
    const seconds = cpuSeconds(() => {
      sums = accuracyIn(truth)
    })
    if (sums === undefined || sums.count === 0) throw new Error('nothing was forecast')
    const { count, within, off, lastOff } = sums
    const covered = (100 * within) / count
    const baseline = lastOff / count
    return [
      row(
        `forecast in ${truth}: mean error, INR; last value for the next`,
        baseline * 0.95,
        off / count,
        baseline,
        'at most',
      ),
      row(`forecast in ${truth}: % within the 80 % interval, at least`, 75, covered, 80),
      row(`forecast in ${truth}: % within the 80 % interval, at most`, 85, covered, 80, 'at most'),
      row(
        `forecast in ${truth}: us a fit and forecast, courses included`,
        ASKED.fitUs,
        (seconds * 1e6) / count,
        ASKED.fitUs,
        'at most',
      ),
    ]
  })
}

const row = (
  what: string,
  asked: number,
  measured: number,
  baseline: number,
  mustBe?: 'at most',
): BenchRow => ({
  what,
  asked,
  measured,
  baseline,
  ratio: measured / baseline,
  ...(mustBe && { mustBe }),
})

/**
 * Asked: 15,000 patient-years a second of one core for a protocol and 1,500 for the forecast as controller; a trial of 10,000
 * people, six arms and two truths within a minute on two cores; a fit and forecast within 50 microseconds. The baseline of
 * speed is the model and the RE-LY table in one plain loop, without the product's own rules.
 */
export async function run(): Promise<BenchRow[]> {
  const plain = plainYearsASecond()
  const rows = [
    row('virtual clinic, patient-years/s: RE-LY', ASKED.protocol, yearsASecond('rely', 60), plain),
    row(
      'virtual clinic, patient-years/s: proportional',
      ASKED.protocol,
      yearsASecond('proportional', 60),
      plain,
    ),
    row(
      'virtual clinic, patient-years/s: forecast as controller',
      ASKED.map,
      yearsASecond('map', 8),
      plain,
    ),
    ...forecastRows(),
  ]
  const held = heldAfter(() => {
    for (let chunk = 0; chunk < 12; chunk += 1) {
      runChunk({ ...SPEC, arms: ['rely', 'map'] }, { truth: 'hamberg', scenario: 'base' }, chunk)
    }
  })
  rows.push(row('virtual clinic: MiB held after 3,000 people more', ASKED.held, held, 1, 'at most'))
  const started = performance.now()
  await runTrial(SPEC, { threads: 2 })
  const seconds = (performance.now() - started) / 1000
  const patientYears = SPEC.patients * SPEC.arms.length * SPEC.truths.length
  rows.push(
    row(
      'trial of 10,000 people, 6 arms, 2 truths, 2 threads: s',
      ASKED.trialSeconds,
      seconds,
      patientYears / plain / 2,
      'at most',
    ),
  )
  return rows
}
