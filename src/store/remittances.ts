import type { Day } from '#base/day.ts'
import type { RemittanceRow } from '#interchange/remittance-file.ts'
import { insertRows } from './insert-rows.ts'
import { maybeOne, type Tx } from './tx.ts'

export type RemittanceFile = {
  readonly id: string
  readonly name: string
  readonly sha256: string
  readonly importedBy: string
  readonly importedByName: string
}

/** The file with this content that was brought in before; nothing where there is none. */
export const remittanceWith = (tx: Tx, sha256: string) =>
  maybeOne<{
    readonly name: string
    readonly importedByName: string
    readonly importedAt: number
  }>(
    tx,
    `select name, imported_by_name as "importedByName", imported_at as "importedAt"
       from remittance_file where provider_id = $1 and sha256 = $2`,
    [tx.providerId, sha256],
  )

/** Writes a file down with each of its rows; answers false where somebody else has just brought it in. */
export async function addRemittance(
  tx: Tx,
  file: RemittanceFile & { readonly importedAt: string },
  rows: readonly RemittanceRow[],
): Promise<boolean> {
  const added = await tx.query(
    `insert into remittance_file (provider_id, id, name, sha256, imported_by, imported_by_name, imported_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning id`,
    [
      tx.providerId,
      file.id,
      file.name,
      file.sha256,
      file.importedBy,
      file.importedByName,
      file.importedAt,
    ],
  )
  if (added.length === 0) return false
  await insertRows(
    tx,
    'remittance_row',
    ['provider_id', 'file_id', 'line', 'reference', 'pence', 'paid_on', 'cells', 'why'],
    rows.map((row) =>
      row.kind === 'payment'
        ? [tx.providerId, file.id, row.line, row.reference, row.pence, row.paidOn, null, null]
        : [tx.providerId, file.id, row.line, null, null, null, JSON.stringify(row.cells), row.why],
    ),
  )
  return true
}

/** A row of a remittance as it stands, with what a person said of it last. */
export type PaidRow = {
  readonly fileId: string
  readonly fileName: string
  readonly importedAt: number
  readonly line: number
  readonly reference: string | null
  readonly pence: number | null
  readonly paidOn: Day | null
  readonly cells: readonly string[] | null
  readonly why: string | null
  readonly settled: {
    readonly nth: number
    readonly claimId: string | null
    readonly pence: number
    readonly byName: string
  } | null
}

/** Every row that was brought in, the newest file first. */
export const paidRows = (tx: Tx): Promise<readonly PaidRow[]> =>
  tx.query<PaidRow>(
    `select f.id as "fileId", f.name as "fileName", f.imported_at as "importedAt", r.line, r.reference, r.pence,
            r.paid_on as "paidOn", r.cells, r.why,
            (select json_build_object('nth', s.nth, 'claimId', s.claim_id, 'pence', s.pence, 'byName', s.by_name)
               from remittance_settled s
              where s.provider_id = $1 and s.file_id = r.file_id and s.line = r.line
              order by s.nth desc limit 1) as settled
       from remittance_file f
       join remittance_row r on r.provider_id = f.provider_id and r.file_id = f.id
      where f.provider_id = $1
      order by f.imported_at desc, f.id, r.line`,
    [tx.providerId],
  )

export type NewSettled = {
  readonly fileId: string
  readonly line: number
  readonly nth: number
  readonly claimId: string | null
  readonly pence: number
  readonly by: string
  readonly byName: string
  readonly at: string
}

/** Writes down for which claim a row was; answers false where somebody else has. */
export async function addSettled(tx: Tx, settled: NewSettled): Promise<boolean> {
  const added = await tx.query(
    `insert into remittance_settled (provider_id, file_id, line, nth, claim_id, pence, by, by_name, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning nth`,
    [
      tx.providerId,
      settled.fileId,
      settled.line,
      settled.nth,
      settled.claimId,
      settled.pence,
      settled.by,
      settled.byName,
      settled.at,
    ],
  )
  return added.length === 1
}
