import { performance } from 'node:perf_hooks'
import type { Pool } from 'pg'
import { openPool } from '#store/pool.ts'
import { suggestionsSince } from '#store/suggestions-made.ts'
import { inTransaction } from '#store/tx.ts'
import type { Caller, House } from '#workflow/desk.ts'
import { newId } from '#workflow/new-id.ts'
import { overrideReport } from '#workflow/override-report.ts'
import { proposeRules } from '#workflow/propose-rules.ts'
import { ruleProposalPage } from '#workflow/rule-proposal-page.ts'
import { shadowRules } from '#workflow/shadow-rules.ts'
import { siteRulesShown } from '#workflow/site-rules-shown.ts'
import type { BenchRow } from './bench-row.ts'
import { copyOfCounty } from './county.ts'
import { accountIdOf, type CountySize, providerIdOf } from './county-layout.ts'
import { installationSecret, pretendedClock } from './ready-visits.ts'

/** Of the four doses of each, about three and a half are of the last 90 days. */
const SIZE: CountySize = { patients: 3000, providers: 1, resultsEach: 6, dosedEach: 4 }
const LEAST_SUGGESTIONS = 10_000
const ASKED_MS = 5000
const REPORT_ASKED_MS = 1000

/**
 * Asked: a proposed rule set is run over 10,000 suggestions of the last 90 days, and kept with its hash, in a few
 * seconds. The baseline is the same suggestions read and nothing asked of them. Then the report of overrides over them.
 */
export async function run(): Promise<BenchRow[]> {
  const county = await copyOfCounty(SIZE)
  const pool = openPool(county.appUrl)
  const house = { pool, clock: pretendedClock(), secret: await installationSecret(pool) }
  const caller = { providerId: providerIdOf(0), accountId: accountIdOf(0, 'clinical-lead') }
  const proposalId = await proposed(house, caller)
  const asked = () => shadowRules.run(house, caller, newId(house.clock()), { proposalId })
  await asked()
  const measured = await timed(asked)
  const suggestions = await suggestionsRun(house, caller, proposalId)
  const baseline = await timed(() => readOnly(pool, caller, house.clock()))
  const report = await timed(() => overrideReport(house, caller, {}))
  await pool.end()
  await county.leave()
  const what = `shadow run of proposed rules over ${suggestions} suggestions, ms (baseline: reading them)`
  const overrides =
    'overrides of those decisions with the INR that followed, ms (baseline: as above)'
  return [
    { what, asked: ASKED_MS, measured, baseline, ratio: measured / baseline, mustBe: 'at most' },
    {
      what: overrides,
      asked: REPORT_ASKED_MS,
      measured: report,
      baseline,
      ratio: report / baseline,
      mustBe: 'at most',
    },
  ]
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function proposed(house: House, caller: Caller): Promise<string> {
  const shown = await siteRulesShown(house, caller, {})
  if (shown.kind === 'refused') throw new Error('the rules of the county cannot be seen')
  const outcome = await proposeRules.run(house, caller, newId(house.clock()), {
    base: shown.hash,
    capPercent: '5',
    graceDays: '5',
    outOfRangeMaxDays: '7',
    reason: 'To be measured',
    expectedEffect: 'Many answers differ',
  })
  if (outcome.kind === 'refused') throw new Error(JSON.stringify(outcome.findings))
  return outcome.proposalId
}

async function suggestionsRun(house: House, caller: Caller, proposalId: string): Promise<number> {
  const page = await ruleProposalPage(house, caller, { proposalId })
  const count = page.kind === 'proposal' ? (page.runs[0]?.summary.suggestions ?? 0) : 0
  if (count < LEAST_SUGGESTIONS) throw new Error(`only ${count} suggestions were run over`)
  return count
}

const DAY_MS = 86_400_000
const FIRST = '00000000-0000-0000-0000-000000000000'

async function readOnly(pool: Pool, { providerId }: Caller, now: number): Promise<void> {
  const since = now - 90 * DAY_MS
  await inTransaction(pool, providerId, async (tx) => {
    let after = { at: since, key: FIRST }
    for (;;) {
      const made = await suggestionsSince(tx, since, after, 1000)
      const last = made.at(-1)
      if (last === undefined) return { keep: false, answer: undefined }
      after = { at: last.madeAt, key: last.key }
    }
  })
}
