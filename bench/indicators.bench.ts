import { performance } from 'node:perf_hooks'
import { type ServedClinic, servedClinic } from '#test/http/served-clinic.ts'
import { packResultsNightly } from '#workflow/pack-results-nightly.ts'
import { providerIndicators } from '#workflow/provider-indicators.ts'
import type { BenchRow } from './bench-row.ts'
import { fillLongHistory } from './long-history.ts'

const PATIENTS = 10_000
const YEARS = 10
/** The last year is visits with doses; what went before are results. */
const VISITS_EACH = 13
const TODAY = '2026-11-22'
/** The night's work comes before the results of the day, so that these are read one by one as they are by day. */
const NIGHT = Date.parse('2026-11-22T00:05:00Z')
const ASKED_MS = 1000
const ROUNDS = 5

/** The middle of some rounds after one to warm up, in milliseconds. */
async function median(work: () => Promise<unknown>): Promise<number> {
  await work()
  const took: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    await work()
    took.push(performance.now() - started)
  }
  return took.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.POSITIVE_INFINITY
}

async function indicators(clinic: ServedClinic, from: string): Promise<void> {
  const shown = await providerIndicators(clinic.house, clinic.callerOf('clinical-lead'), { from })
  if (shown.kind === 'refused') throw new Error(JSON.stringify(shown.findings))
  const answer = shown.indicators['established-1']
  if (answer.kind !== 'figure' || answer.of < PATIENTS) throw new Error('too little is counted')
}

/** How many of the results of a period are above 5.0: one of the figures, as one statement of the database. */
async function oneCount(clinic: ServedClinic, from: string): Promise<void> {
  await clinic.inTx((tx) =>
    tx.query(
      `select count(*)::int as of, count(*) filter (where tenths > 50)::int as high
         from inr_result where provider_id = $1 and sampled_on between $2 and $3 and status = 'final'`,
      [tx.providerId, from, TODAY],
    ),
  )
}

/**
 * Asked: the safety indicators of a provider with 10,000 people and 10 years of results in a second, from the database:
 * of its last year, and of all ten years, after the night's work and with the results of a day since. The baseline is one of the counts by itself, in SQL.
 */
export async function run(): Promise<BenchRow[]> {
  const clinic = await servedClinic()
  const { accountId } = clinic.callerOf('nurse')
  const provider = { providerId: clinic.providerId, accountId, today: TODAY }
  const busy = { ...provider, patients: PATIENTS, visitsEach: VISITS_EACH }
  await fillLongHistory(clinic.database.migratorPool, busy, YEARS - 1)
  await packResultsNightly({ ...clinic.house, clock: () => NIGHT })

  const rows: BenchRow[] = []
  for (const [words, from] of [
    ['its last year', '2025-11-23'],
    ['all ten years', '2016-11-23'],
  ] as const) {
    const measured = await median(() => indicators(clinic, from))
    const baseline = await median(() => oneCount(clinic, from))
    const what = `NPSA indicators of ${PATIENTS.toLocaleString('en-GB')} people with ten years of results, ${words}, after the night's packing, ms (baseline: one count)`
    const ratio = measured / baseline
    rows.push({ what, asked: ASKED_MS, measured, baseline, ratio, mustBe: 'at most' })
  }
  await clinic.close()
  return rows
}
