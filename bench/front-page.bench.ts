import { performance } from 'node:perf_hooks'
import type { TrialSpec } from '#simulation/spec.ts'
import { servedClinic, signedInAs, type Visitor } from '#test/http/served-clinic.ts'
import { postVisit } from '#test/http/visit-forms.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { runTrial } from '#workflow/run-trial.ts'
import type { BenchRow } from './bench-row.ts'
import { fillProvider } from './busy-provider.ts'

const PATIENTS = 10_000
/** Two years of visits, four weeks apart. */
const VISITS_EACH = 24
const TODAY = '2026-11-22'
const ASKED_P95_MS = 150
const WARM_UP = 8
const ROUNDS = 60

/** As large a trial as a page asks for; it is far from done when the pages are. */
const TRIAL: TrialSpec = {
  seed: 31_337,
  patients: 10_000,
  days: 365,
  arms: ['rely', 'fixed', 'coventry', 'proportional', 'map', 'oracle'],
  truths: ['hamberg', 'hamberg-2007'],
  scenarios: ['base'],
  target: { valueTenths: 25, lowTenths: 20, highTenths: 30 },
  recall: 'trial',
}

/** Milliseconds that 95 of 100 rounds do not exceed. */
async function p95(work: () => Promise<unknown>): Promise<number> {
  for (let round = 0; round < WARM_UP; round += 1) await work()
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    await work()
    took.push(performance.now() - started)
  }
  took.sort((a, b) => a - b)
  return took[Math.ceil(ROUNDS * 0.95) - 1] ?? Number.POSITIVE_INFINITY
}

/** What it is to wait for a page while a trial runs as the product runs it, on a thread of the application that gives way. */
async function besideTrial<T>(work: () => Promise<T>): Promise<T> {
  const stop = new AbortController()
  const trial = runTrial(TRIAL, { inBackground: true, signal: stop.signal })
  const isDone = trial.then(
    () => true,
    () => false,
  )
  const answer = await work()
  stop.abort()
  if (await isDone) throw new Error('the trial was over before the pages were')
  return answer
}

const row = (what: string, measured: number, baseline: number): BenchRow => ({
  ...{ what, asked: ASKED_P95_MS, measured, baseline },
  ...{ ratio: measured / baseline, mustBe: 'at most' },
})

/** The pages that a nurse waits for while a clinical lead's trial runs, each beside the same without. */
async function rowsBesideTrial(nurse: Visitor, patientId: string): Promise<BenchRow[]> {
  const pages = async () => ({
    front: await p95(() => nurse.get('/')),
    dose: await p95(() => postVisit(nurse, patientId, {})),
  })
  const alone = await pages()
  const beside = await besideTrial(pages)
  const trial = 'while a trial of 10,000 people runs, p95 ms (baseline: without it)'
  return [
    row(`front page ${trial}`, beside.front, alone.front),
    row(`page of a patient and suggestion of a dose ${trial}`, beside.dose, alone.dose),
  ]
}

/**
 * Asked: the front page of a provider with 10,000 active patients in 150 ms at p95, over HTTP from request to last
 * byte. Its baseline is the smallest page of the same server, which counts nothing of the register.
 */
export async function run(): Promise<BenchRow[]> {
  const clinic = await servedClinic()
  const nurse = clinic.callerOf('nurse')
  await fillProvider(clinic.database.migratorPool, {
    providerId: clinic.providerId,
    accountId: nurse.accountId,
    today: TODAY,
    patients: PATIENTS,
    visitsEach: VISITS_EACH,
  })

  const visitor = await signedInAs(clinic, 'nurse')
  const front = await visitor.get('/')
  if (front.status !== 200) throw new Error(`the front page answers ${front.status}`)
  const measured = await p95(() => visitor.get('/'))
  const baseline = await p95(() => visitor.get('/account'))
  const { patientId } = await dosablePatient(clinic)
  const suggestion = await postVisit(visitor, patientId, {})
  if (suggestion.status !== 200) throw new Error(`the suggestion answers ${suggestion.status}`)
  const beside = await rowsBesideTrial(visitor, patientId)
  await clinic.close()

  const what =
    'front page of a provider with 10,000 active patients, p95 ms (baseline: the account page)'
  return [row(what, measured, baseline), ...beside]
}
