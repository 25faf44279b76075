import { createHash } from 'node:crypto'
import { performance } from 'node:perf_hooks'
import process from 'node:process'
import type { Pool } from 'pg'
import { canonicalJson } from '#base/canonical.ts'
import { auditLinesAfter, chainHash } from '#store/audit.ts'
import { inTransaction } from '#store/tx.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { checkAuditChain } from '#workflow/check-audit-chain.ts'
import { newId } from '#workflow/new-id.ts'
import type { BenchRow } from './bench-row.ts'

const LINES = 400_000
const SLICE = 10_000
/** One line in so many is an act that was acknowledged; the others are looks. */
const ACT_EACH = 4
const ROUNDS = 3
const ASKED_LINES_PER_SECOND = 50_000
const MEBIBYTE = 2 ** 20
/** A million more lines may not weigh more than a slice or two of them. */
const ASKED_GROWTH_MIB = 64

const AT = '2026-11-22T09:00:00.000Z'

function lineOf(nth: number, by: string): { readonly line: string; readonly request?: string } {
  const patient = newId(Date.parse(AT))
  if (nth % ACT_EACH !== 0) {
    return { line: canonicalJson({ at: AT, by, looked: 'see-patient', patient }) }
  }
  const request = newId(Date.parse(AT))
  const done = { act: 'accept-dose', at: AT, by, role: 'nurse', request, patient }
  return { line: canonicalJson({ ...done, subject: newId(Date.parse(AT)) }), request }
}

/** A chain as acts and looks make it, with the keys of its acts. */
async function fill(pool: Pool, { providerId, callerOf }: TestClinic): Promise<void> {
  const by = callerOf('nurse').accountId
  const { rows } = await pool.query<{ seq: number; hash: Buffer }>(
    'select seq, hash from audit_head',
  )
  let { seq, hash } = rows[0] ?? { seq: 0, hash: Buffer.alloc(32) }
  for (let from = 0; from < LINES; from += SLICE) {
    const [seqs, lines, hashes, keys]: [number[], string[], Buffer[], string[]] = [[], [], [], []]
    for (let nth = from; nth < from + SLICE; nth += 1) {
      const { line, request } = lineOf(nth, by)
      seq += 1
      hash = chainHash(hash, seq, line)
      seqs.push(seq)
      lines.push(line)
      hashes.push(hash)
      if (request !== undefined) keys.push(request)
    }
    await pool.query(
      'insert into audit_line (provider_id, seq, line, hash) select $1, * from unnest($2::bigint[], $3::text[], $4::bytea[])',
      [providerId, seqs, lines, hashes],
    )
    await pool.query(
      `insert into request_key (provider_id, key, act, body_hash, account_id, at, outcome)
       select $1, key, 'accept-dose', '', $2, $3, '{}' from unnest($4::text[]) key`,
      [providerId, by, AT, keys],
    )
  }
  await pool.query('update audit_head set seq = $1, hash = $2', [seq, hash])
  await pool.query('vacuum analyze audit_line, request_key')
}

/** The whole check of a chain: every hash, its order, its end, and each request in it. */
const checked = (clinic: TestClinic) =>
  inTransaction(clinic.pool, clinic.providerId, async (tx) => {
    const { checked: lines, faults } = await checkAuditChain(tx)
    if (faults.length > 0) throw new Error(JSON.stringify(faults))
    return { keep: false, answer: lines }
  })

/** What nothing that reads them can do without: the same lines from the database, and sha256 over their bytes. */
const hashedOnly = (clinic: TestClinic) =>
  inTransaction(clinic.pool, clinic.providerId, async (tx) => {
    const sum = createHash('sha256')
    let last = 0
    for (;;) {
      const rows = await auditLinesAfter(tx, last, { limit: 5000, upTo: Number.MAX_SAFE_INTEGER })
      for (const { line } of rows) sum.update(line)
      const end = rows.at(-1)
      if (end === undefined) return { keep: false, answer: last }
      last = end.seq
    }
  })

async function linesPerSecond(work: () => Promise<number>): Promise<number> {
  await work()
  const rates: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now()
    const lines = await work()
    rates.push((lines / (performance.now() - started)) * 1000)
  }
  return rates.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? 0
}

/** By how much the process grows at most while it checks, in MiB, looked at ten times a second. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.memoryUsage().rss
  let most = before
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss)
  }, 100)
  await work()
  clearInterval(looking)
  return (most - before) / MEBIBYTE
}

/** Asked: a chain is checked at 50,000 lines a second by one process, and a long one takes no more room than a short one. */
export async function run(): Promise<BenchRow[]> {
  const clinic = await testClinic()
  try {
    await fill(clinic.database.migratorPool, clinic)
    const baseline = await linesPerSecond(() => hashedOnly(clinic))
    const measured = await linesPerSecond(() => checked(clinic))
    const [grown, grownPlainly] = [
      await growth(() => checked(clinic)),
      await growth(() => hashedOnly(clinic)),
    ]
    return [
      {
        what: 'audit lines checked (chain, order, end, requests), lines/s; baseline: read and hash them',
        asked: ASKED_LINES_PER_SECOND,
        measured: Math.round(measured),
        baseline: Math.round(baseline),
        ratio: measured / baseline,
      },
      {
        what: `memory that the check of ${LINES / 1000},000 lines takes besides, MiB`,
        asked: ASKED_GROWTH_MIB,
        measured: grown,
        baseline: grownPlainly,
        ratio: grownPlainly > 0 ? grown / grownPlainly : 1,
        mustBe: 'at most',
      },
    ]
  } finally {
    await clinic.drop()
  }
}
