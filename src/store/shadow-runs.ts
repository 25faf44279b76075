import type { ShadowLine, ShadowReport } from '#clinical/warfarin/shadow-report.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A run without its lines, of which there may be thousands. */
export type FoundRun = {
  readonly id: string
  readonly proposalId: string
  readonly baseHash: string
  readonly proposedHash: string
  readonly summary: Omit<ShadowReport, 'lines'>
  readonly reportHash: string
  readonly runByName: string
  readonly runAt: number
}

export async function addShadowRun(
  tx: Tx,
  run: {
    readonly id: string
    readonly proposalId: string
    readonly baseHash: string
    readonly proposedHash: string
    readonly report: ShadowReport
    readonly reportHash: string
    readonly runBy: string
    readonly runAt: string
  },
): Promise<void> {
  await tx.query(
    `insert into rule_shadow_run (provider_id, id, proposal_id, base_hash, proposed_hash, suggestions, report,
       report_hash, run_by, run_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      tx.providerId,
      run.id,
      run.proposalId,
      run.baseHash,
      run.proposedHash,
      run.report.suggestions,
      JSON.stringify(run.report),
      run.reportHash,
      run.runBy,
      run.runAt,
    ],
  )
}

const FOUND = `select r.id, r.proposal_id as "proposalId", r.base_hash as "baseHash", r.proposed_hash as "proposedHash",
    r.report - 'lines' as summary, r.report_hash as "reportHash", s.name as "runByName", r.run_at as "runAt"
  from rule_shadow_run r
  join staff s on s.provider_id = r.provider_id and s.account_id = r.run_by
 where r.provider_id = $1`

/** Every run of a proposal, newest first. */
export async function runsOf(tx: Tx, proposalId: string): Promise<readonly FoundRun[]> {
  return tx.query<FoundRun>(`${FOUND} and r.proposal_id = $2 order by r.run_at desc, r.id desc`, [
    tx.providerId,
    proposalId,
  ])
}

/** A part of the lines of a run, gravest first; the database cuts them, so that a page is a page. */
export async function linesOf(tx: Tx, runId: string, from: number, count: number) {
  const row = await maybeOne<{ lines: readonly ShadowLine[] }>(
    tx,
    `select jsonb_path_query_array(report, '$.lines[$from to $last]',
              jsonb_build_object('from', $3::int, 'last', $4::int)) as lines
       from rule_shadow_run where provider_id = $1 and id = $2`,
    [tx.providerId, runId, from, from + count - 1],
  )
  return row?.lines ?? []
}

/** What a run showed, whole: to be held against its hash. */
export async function reportOf(tx: Tx, runId: string) {
  const row = await maybeOne<{ report: ShadowReport }>(
    tx,
    'select report from rule_shadow_run where provider_id = $1 and id = $2',
    [tx.providerId, runId],
  )
  return row?.report
}

/** Every run ever made here with its hash, oldest first. */
export async function allRunIds(tx: Tx) {
  return tx.query<{ id: string; reportHash: string }>(
    'select id, report_hash as "reportHash" from rule_shadow_run where provider_id = $1 order by run_at, id',
    [tx.providerId],
  )
}
