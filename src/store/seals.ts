import type { Tx } from './tx.ts'

/** Every table with rows that the line of the act which wrote them seals. */
const SEALED_TABLES = [
  'inr_result',
  'dose_decision',
  'told',
  'patient_version',
  'episode_version',
  'task_event',
  'visit',
  'contact',
  'annual_review',
  'doac_review',
  'doac_told',
  'reassessment_event',
  'paper_entry',
  'paper_check',
  'task',
] as const
export type SealedTable = (typeof SEALED_TABLES)[number]

/** Keeps in mind what was written, for the line of the act to seal. */
export function toSeal(tx: Tx, table: SealedTable, ...ids: readonly string[]): void {
  tx.unsealed.push(...ids.map((id) => ({ table, id })))
}

/** The seal over the rows that each line names, as they are now, and how many of them there are. */
export async function sealsOf(
  tx: Tx,
  lines: readonly { readonly seq: number; readonly ids: readonly string[] }[],
) {
  return tx.query<{ seq: number; rows: number; seal: string }>(
    `with named as (
       select n.seq, n.id from unnest($2::bigint[], $3::uuid[]) n (seq, id)),
     found as (
       select id, seal from rows_sealed($1, $3::uuid[]))
     select n.seq, count(*)::int as rows,
            left(encode(sha256(string_agg(f.seal, ''::bytea order by f.id)), 'hex'), 32) as seal
       from named n join found f on f.id = n.id
      group by n.seq`,
    [
      tx.providerId,
      lines.flatMap(({ seq, ids }) => ids.map(() => seq)),
      lines.flatMap(({ ids }) => ids),
    ],
  )
}

/** How many rows there are that a line is to name. */
export async function countSealedRows(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    `select (${SEALED_TABLES.map((table) => `(select count(*) from ${table} where provider_id = $1)`).join(' + ')}) as rows`,
    [tx.providerId],
  )
  return row?.rows ?? 0
}

export async function sealedRowIds(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>('select ids_to_seal($1) as id', [tx.providerId])
  return rows.map(({ id }) => id)
}
