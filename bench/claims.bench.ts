import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import type { Pool } from 'pg'
import { day } from '#base/day.ts'
import { CATALOGUE } from '#contract/catalogue.ts'
import type { Quarter } from '#contract/quarter.ts'
import { inTransaction } from '#store/tx.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'
import { seenClaim } from '#workflow/claim-content.ts'
import { claimStanding, claimsHeld, draftOf } from '#workflow/claims-read.ts'
import type { BenchRow } from './bench-row.ts'

// npm run bench -- claims: the claims of a quarter of a whole nation, drafted from its records by the product's own functions, a provider after
// the other on four connections; the same again must say the same; and the sum by plain SQL over all providers at once.
// EVENKEEL_BENCH_PATIENTS makes a smaller nation, for a quick look.

const PATIENTS = Number(process.env['EVENKEEL_BENCH_PATIENTS'] ?? 400_000)
const PROVIDERS = Math.max(1, Math.round((PATIENTS * 6500) / 400_000))
const VISITED = Math.round(PATIENTS / 20)
const AT_ONCE = 4
const ASKED_SECONDS = 30
const ASKED_MIB = 1024
const MEBIBYTE = 2 ** 20
const QUARTER = '2026-04' as Quarter
const TODAY = day('2026-07-02')

const id = (kind: string, of: string) => `md5('${kind}' || ${of})::uuid`
const provider = (n: string) => id('provider', `(${n} % ${PROVIDERS})`)
const people = `generate_series(0, ${PATIENTS - 1}) n`
const method = `case when n % 3 = 0 then 'laboratory' when n % 17 = 0 then 'own-meter' else 'provider-meter' end`
/** Some courses end in the quarter, and some begin in it. */
const ends = `case when n % 50 = 7 then date '2026-05-15' when n % 50 = 8 then date '2026-06-30' end`
const begins = `case when n % 40 = 3 then date '2026-05-01' else date '2025-02-03' end`
/** Fourteen visits at home of some, from February on; two months of them are of the contract year before. */
const visits = `generate_series(0, ${VISITED - 1}) v, lateral (select v * 20 as n) p, generate_series(1, 14) k`
const visitDay = `(date '2026-04-01' + (k - 1) * 6)`

function fills(): readonly string[] {
  const [released] = CATALOGUE
  const plan = `jsonb_build_object('method', ${method}, 'howStarted', 'initiated-here')`
  const by = id('account', "'1'")
  return [
    `insert into account (id, username, password_hash, created_at) values (${by}, 'bench', 'x', now())`,
    `insert into provider (provider_id, name, ods_code, kind, telephone, created_at)
       select ${provider('n')}, 'Practice ' || n, 'C' || n, 'gp-practice', '01632 960077', now() from generate_series(0, ${PROVIDERS - 1}) n`,
    `insert into staff (provider_id, account_id, name, role, level, dosing, active, version, changed_at)
       select ${provider('n')}, ${by}, 'Bench', 'practice-manager', null, 'none', true, 1, now() from generate_series(0, ${PROVIDERS - 1}) n`,
    `insert into contract (provider_id, id, version, specification_id, specification_version, specification_hash, reference, from_on,
       to_on, levels, effective_on, agreed_with, agreed_on, recorded_by, recorded_at)
       select ${provider('n')}, ${id('contract', 'n')}, 1, 'sheffield-2020-21', 1, '${released?.hash}', 'LCS', '2026-04-01', '2027-03-31',
              '{3,4,5}', '2026-04-01', 'A. Winter', '2026-03-20', ${by}, '2026-04-01' from generate_series(0, ${PROVIDERS - 1}) n`,
    `insert into patient (provider_id, id, version, standing, family_name, given_name, date_of_birth, sex, nhs_number, search_name,
       housebound, details, recorded_by, recorded_at)
       select ${provider('n')}, ${id('patient', 'n')}, 1, 'live', 'Family', 'Given', '1940-01-01', 'female',
              '999' || lpad(n::text, 7, '0'), 'family', false, '{}', ${by}, '2025-02-03' from ${people}`,
    `insert into episode (provider_id, id, patient_id, version, phase, standing, medicine, indication, target_tenths, low_tenths,
       high_tenths, started_on, method, plan, ended_on, ended_reason, risk, recorded_by, recorded_at)
       select ${provider('n')}, ${id('episode', 'n')}, ${id('patient', 'n')}, 1, case when ${ends} is null then 'maintaining' else 'ended' end,
              'confirmed', 'warfarin', 'atrial-fibrillation', 25, 20, 30, ${begins}, ${method}, ${plan}, ${ends},
              case when ${ends} is null then null else 'completed' end, 0, ${by}, '2025-02-03' from ${people}`,
    `insert into episode_version (provider_id, episode_id, version, phase, standing, plan, reason, recorded_by, recorded_at)
       select ${provider('n')}, ${id('episode', 'n')}, 1, 'maintaining', 'confirmed', ${plan}, 'Begun', ${by}, ${begins} from ${people}`,
    `insert into inr_result (provider_id, id, patient_id, episode_id, comparator, tenths, raw, sampled_on, method, status, entered_by, entered_at)
       select ${provider('n')}, ${id('result', "n || '-' || k")}, ${id('patient', 'n')}, ${id('episode', 'n')}, '=', 25, '2.5', ${visitDay},
              'provider-meter', 'final', ${by}, ${visitDay} from ${visits}`,
    `insert into visit (provider_id, id, patient_id, episode_id, result_id, on_date, answers, recorded_by, recorded_at, place)
       select ${provider('n')}, ${id('visit', "n || '-' || k")}, ${id('patient', 'n')}, ${id('episode', 'n')}, ${id('result', "n || '-' || k")},
              ${visitDay}, '{}', ${by}, ${visitDay}, 'home' from ${visits}`,
  ]
}

async function fill(pool: Pool): Promise<void> {
  const client = await pool.connect()
  await client.query('set statement_timeout = 0')
  for (const statement of fills()) await client.query(statement)
  await client.query('analyze')
  client.release(true)
}

/** The second method: what every provider may claim, in one statement over the tables, in pence. */
const PLAIN = `
with months as (
  select d::date as first_on, (d + interval '1 month')::date - 1 as last_on
    from generate_series(date '2026-04-01', date '2026-06-01', interval '1 month') d),
active as (
  select case e.method when 'provider-meter' then 1775 else 1325 end as pence
    from months m
    join episode e on e.started_on <= m.last_on and coalesce(e.ended_on, 'infinity') >= m.last_on),
home as (
  select v.on_date, row_number() over (partition by v.provider_id, v.patient_id order by v.on_date, v.id) as nth
    from visit v where v.place = 'home' and v.on_date between '2026-04-01' and '2027-03-31')
select ((select sum(pence) from active)
        + (select count(*) * 600 from home where nth <= 12 and on_date < '2026-07-01'))::bigint as pence`

type Drafted = { readonly pence: number; readonly hash: string; readonly facts: number }

/** The claim of one provider, as its page drafts it: what is claimed, and the hash that a signature is for. */
const draft = (pool: Pool, providerId: string): Promise<Drafted> =>
  inTransaction(pool, providerId, async (tx) => {
    const held = await claimsHeld(tx)
    const [under] = held.contracts
    if (under === undefined) throw new Error('no contract')
    const claim = draftOf(held, under, QUARTER)
    if (claimStanding(held, claim, TODAY).kind !== 'returns-missing') throw new Error('not drafted')
    const { totalPence, entries } = claim
    const answer = { pence: totalPence, hash: seenClaim(claim), facts: entries.length }
    return { keep: false, answer }
  })

type Round = Drafted & { readonly seconds: number; readonly mib: number }

/** All claims once; the hash is of the claims in the order of the providers. */
async function round(pool: Pool, providers: readonly string[]): Promise<Round> {
  const drafted: Drafted[] = []
  let next = 0
  let mib = 0
  const began = performance.now()
  const work = async () => {
    for (let nth = next++; nth < providers.length; nth = next++) {
      drafted[nth] = await draft(pool, providers[nth] ?? '')
      mib = Math.max(mib, process.memoryUsage.rss() / MEBIBYTE)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, work))
  const seconds = (performance.now() - began) / 1000
  const hash = createHash('sha256')
  for (const each of drafted) hash.update(each.hash)
  const sum = (of: (each: Drafted) => number) => drafted.reduce((all, each) => all + of(each), 0)
  return {
    pence: sum(({ pence }) => pence),
    facts: sum(({ facts }) => facts),
    hash: hash.digest('hex'),
    seconds,
    mib,
  }
}

async function plainly({ migratorPool }: TestDatabase) {
  const client = await migratorPool.connect()
  await client.query('set statement_timeout = 0')
  const began = performance.now()
  const { rows } = await client.query<{ pence: number }>(PLAIN)
  const seconds = (performance.now() - began) / 1000
  client.release(true)
  return { pence: Number(rows[0]?.pence), seconds }
}

export async function run(): Promise<BenchRow[]> {
  const database = await testDatabase()
  try {
    await fill(database.migratorPool)
    const { rows } = await database.migratorPool.query<{ id: string }>(
      'select provider_id as id from provider order by 1',
    )
    const providers = rows.map((row) => row.id)
    const before = process.memoryUsage.rss() / MEBIBYTE
    const plain = await plainly(database)
    const first = await round(database.appPool, providers)
    const again = await round(database.appPool, providers)
    if (first.hash !== again.hash) throw new Error('the same again is not the same')
    if (first.pence !== plain.pence) {
      throw new Error(`the sum is ${first.pence}, and ${plain.pence} by plain SQL`)
    }
    console.error(
      `claims: ${providers.length} providers, ${PATIENTS} patients, ${first.facts} facts, ${first.pence} pence both ways; again ${again.seconds.toFixed(1)} s and the same`,
    )
    const seconds = Math.max(first.seconds, again.seconds)
    const mib = Math.max(first.mib, again.mib)
    return [
      {
        what: `claims of a quarter, ${providers.length} providers and ${PATIENTS} patients: seconds`,
        asked: ASKED_SECONDS,
        measured: seconds,
        baseline: plain.seconds,
        ratio: seconds / plain.seconds,
        mustBe: 'at most',
      },
      {
        what: 'claims of a quarter: most memory (MiB)',
        asked: ASKED_MIB,
        measured: mib,
        baseline: before,
        ratio: mib / before,
        mustBe: 'at most',
      },
    ]
  } finally {
    await database.drop()
  }
}
