import { OTHER_ANTICOAGULANTS } from '#interchange/episode-rows.ts'
import type { ImportFinding, ImportKind } from '#interchange/import-finding.ts'
import { insertRows } from './insert-rows.ts'
import { maybeOne, type Tx } from './tx.ts'

/** A row of a file that could not be taken, kept whole until a person has dealt with it. */
export type HeldRowRecord = {
  readonly id: string
  readonly batchId: string
  readonly kind: ImportKind
  readonly line: number
  readonly row: Readonly<Record<string, string>>
  readonly findings: readonly ImportFinding[]
  /** Whose row it is, where the patient was taken. */
  readonly patientId: string | null
}

export type HeldRowFound = Omit<HeldRowRecord, 'patientId'> & {
  readonly state: 'held' | 'settled'
  readonly settledBy: string | null
  readonly settledAt: number | null
  readonly settledHow: string | null
}

export async function addHeldRows(tx: Tx, rows: readonly HeldRowRecord[]): Promise<void> {
  const columns = [
    'provider_id',
    'id',
    'batch_id',
    'kind',
    'line',
    'row',
    'findings',
    'state',
    'patient_id',
  ]
  const values = rows.map((held) => [
    tx.providerId,
    held.id,
    held.batchId,
    held.kind,
    held.line,
    JSON.stringify(held.row),
    JSON.stringify(held.findings),
    'held',
    held.patientId,
  ])
  await insertRows(tx, 'import_held_row', columns, values)
}

const FOUND = `h.id, h.batch_id as "batchId", h.kind, h.line, h.row, h.findings, h.state,
  s.name as "settledBy", h.settled_at as "settledAt", h.settled_how as "settledHow"`

/** The rows that wait, of imports that stand, in the order of their files. */
export async function waitingRows(
  tx: Tx,
  from: number,
  limit: number,
): Promise<readonly HeldRowFound[]> {
  return tx.query<HeldRowFound>(
    `select ${FOUND} from import_held_row h
       join import_batch b on b.provider_id = h.provider_id and b.id = h.batch_id
       left join staff s on s.provider_id = h.provider_id and s.account_id = h.settled_by
      where h.provider_id = $1 and h.state = 'held' and b.state = 'committed'
      order by h.batch_id, array_position(array['patients', 'episodes', 'results'], h.kind), h.line
      offset $2 limit $3`,
    [tx.providerId, from, limit],
  )
}

/** Another anticoagulant that an import recorded, in a row that nobody has settled. */
export type RecordedAnticoagulant = { readonly medicine: string; readonly line: number }

/** What an import recorded of a person besides the courses that it took, while the row waits (H18). */
export async function otherAnticoagulantsOf(
  tx: Tx,
  patientId: string,
): Promise<readonly RecordedAnticoagulant[]> {
  return tx.query<RecordedAnticoagulant>(
    `select lower(h.row ->> 'medicine') as medicine, h.line from import_held_row h
       join import_batch b on b.provider_id = h.provider_id and b.id = h.batch_id
      where h.provider_id = $1 and h.patient_id = $2 and h.kind = 'episodes' and h.state = 'held'
        and b.state = 'committed' and lower(h.row ->> 'medicine') = any ($3::text[])
      order by h.line`,
    [tx.providerId, patientId, OTHER_ANTICOAGULANTS],
  )
}

export async function countWaitingRows(tx: Tx): Promise<number> {
  const row = await maybeOne<{ count: number }>(
    tx,
    `select count(*)::int as count from import_held_row h
       join import_batch b on b.provider_id = h.provider_id and b.id = h.batch_id
      where h.provider_id = $1 and h.state = 'held' and b.state = 'committed'`,
    [tx.providerId],
  )
  return row?.count ?? 0
}

/** Notes what became of a waiting row; answers whether it was still waiting. */
export async function setSettled(
  tx: Tx,
  settled: {
    readonly id: string
    readonly by: string
    readonly at: string
    readonly how: string
  },
): Promise<boolean> {
  const rows = await tx.query(
    `update import_held_row set state = 'settled', settled_by = $3, settled_at = $4, settled_how = $5
      where provider_id = $1 and id = $2 and state = 'held' returning id`,
    [tx.providerId, settled.id, settled.by, settled.at, settled.how],
  )
  return rows.length === 1
}
