import type { DateFormat } from '#interchange/import-day.ts'
import type { ImportKind } from '#interchange/import-finding.ts'
import { insertRows } from './insert-rows.ts'
import { maybeOne, type Tx } from './tx.ts'

export type BatchState = 'staged' | 'committed' | 'reversed' | 'abandoned'
export type BatchOptions = { readonly dateFormat: DateFormat }

/** How many rows were taken, and how many wait. */
export type BatchSummary = Readonly<Record<ImportKind | 'held', number>>

export type ImportBatch = {
  readonly id: string
  readonly state: BatchState
  readonly options: BatchOptions
  readonly summary: BatchSummary
  readonly version: number
  readonly stagedBy: string
  readonly stagedAt: number
  readonly committedBy: string | null
  readonly committedAt: number | null
  readonly reversedBy: string | null
  readonly reversedAt: number | null
}

const BATCH = `b.id, b.state, b.options, b.summary, b.version,
  staged.name as "stagedBy", b.staged_at as "stagedAt",
  committed.name as "committedBy", b.committed_at as "committedAt",
  reversed.name as "reversedBy", b.reversed_at as "reversedAt"`
const NAMES = `
  join staff staged on staged.provider_id = b.provider_id and staged.account_id = b.staged_by
  left join staff committed on committed.provider_id = b.provider_id and committed.account_id = b.committed_by
  left join staff reversed on reversed.provider_id = b.provider_id and reversed.account_id = b.reversed_by`

export async function addBatch(
  tx: Tx,
  batch: {
    readonly id: string
    readonly options: BatchOptions
    readonly summary: BatchSummary
    readonly stagedBy: string
    readonly stagedAt: string
  },
): Promise<void> {
  await tx.query(
    `insert into import_batch (provider_id, id, state, options, summary, staged_by, staged_at, version)
     values ($1, $2, 'staged', $3, $4, $5, $6, 1)`,
    [
      tx.providerId,
      batch.id,
      JSON.stringify(batch.options),
      JSON.stringify(batch.summary),
      batch.stagedBy,
      batch.stagedAt,
    ],
  )
}

export async function findBatch(tx: Tx, id: string): Promise<ImportBatch | undefined> {
  return maybeOne<ImportBatch>(
    tx,
    `select ${BATCH} from import_batch b ${NAMES} where b.provider_id = $1 and b.id = $2`,
    [tx.providerId, id],
  )
}

/** Every import of this provider, newest first. */
export async function allBatches(tx: Tx): Promise<readonly ImportBatch[]> {
  return tx.query<ImportBatch>(
    `select ${BATCH} from import_batch b ${NAMES} where b.provider_id = $1
      order by b.staged_at desc, b.id desc`,
    [tx.providerId],
  )
}

export type BatchFile = {
  readonly kind: ImportKind
  /** The file's name as it was sent, cleaned and shortened; never read again. */
  readonly label: string
  readonly sha256: string
  readonly content: string
}

export async function addBatchFiles(
  tx: Tx,
  batchId: string,
  files: readonly BatchFile[],
): Promise<void> {
  const columns = ['provider_id', 'batch_id', 'kind', 'label', 'sha256', 'content', 'taken']
  const rows = files.map(({ kind, label, sha256, content }) => [
    tx.providerId,
    batchId,
    kind,
    label,
    sha256,
    content,
    false,
  ])
  await insertRows(tx, 'import_file', columns, rows)
}

export async function filesOf(tx: Tx, batchId: string): Promise<readonly BatchFile[]> {
  return tx.query<BatchFile>(
    `select kind, label, sha256, content from import_file where provider_id = $1 and batch_id = $2`,
    [tx.providerId, batchId],
  )
}

export type TakenFile = {
  readonly kind: ImportKind
  readonly committedBy: string
  readonly committedAt: number
}

/** Those of these contents that an import has taken and that were not reversed since: when, and by whom. */
export async function takenAmong(tx: Tx, hashes: readonly string[]): Promise<readonly TakenFile[]> {
  return tx.query<TakenFile>(
    `select f.kind, s.name as "committedBy", b.committed_at as "committedAt"
       from import_file f
       join import_batch b on b.provider_id = f.provider_id and b.id = f.batch_id
       join staff s on s.provider_id = b.provider_id and s.account_id = b.committed_by
      where f.provider_id = $1 and f.taken and f.sha256 = any($2)
      order by f.kind`,
    [tx.providerId, hashes],
  )
}

/** Imports of one provider follow each other: the second waits here, and then sees what the first took. */
export async function lockImports(tx: Tx): Promise<void> {
  await tx.query('select provider_id from provider where provider_id = $1 for no key update', [
    tx.providerId,
  ])
}

/** Marks the files as taken (they cannot be again) or, after a reversal, as free. */
export async function markFiles(tx: Tx, batchId: string, taken: boolean): Promise<void> {
  await tx.query('update import_file set taken = $3 where provider_id = $1 and batch_id = $2', [
    tx.providerId,
    batchId,
    taken,
  ])
}

type Step = {
  readonly id: string
  readonly version: number
  readonly by: string
  readonly at: string
}

/** Moves a staged import on to committed; answers whether it was still staged as it was seen. */
export async function setCommitted(
  tx: Tx,
  { id, version, by, at }: Step,
  summary: BatchSummary,
): Promise<boolean> {
  const rows = await tx.query(
    `update import_batch set state = 'committed', summary = $6, committed_by = $4, committed_at = $5,
        version = version + 1
      where provider_id = $1 and id = $2 and version = $3 and state = 'staged' returning id`,
    [tx.providerId, id, version, by, at, JSON.stringify(summary)],
  )
  return rows.length === 1
}

/** Moves a committed import on to reversed; answers whether it was still committed as it was seen. */
export async function setReversed(tx: Tx, { id, version, by, at }: Step): Promise<boolean> {
  const rows = await tx.query(
    `update import_batch set state = 'reversed', reversed_by = $4, reversed_at = $5, version = version + 1
      where provider_id = $1 and id = $2 and version = $3 and state = 'committed' returning id`,
    [tx.providerId, id, version, by, at],
  )
  return rows.length === 1
}

/** Lays a staged import aside: its files were never taken. */
export async function setAbandoned(tx: Tx, id: string, version: number): Promise<boolean> {
  const rows = await tx.query(
    `update import_batch set state = 'abandoned', version = version + 1
      where provider_id = $1 and id = $2 and version = $3 and state = 'staged' returning id`,
    [tx.providerId, id, version],
  )
  return rows.length === 1
}
