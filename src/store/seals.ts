import type { Tx } from './tx.ts'

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

/** How many results, doses and tellings there are. */
export async function countSealedRows(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    `select ((select count(*) from inr_result where provider_id = $1)
           + (select count(*) from dose_decision where provider_id = $1)
           + (select count(*) from told where provider_id = $1)) as rows`,
    [tx.providerId],
  )
  return row?.rows ?? 0
}

export async function sealedRowIds(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from inr_result where provider_id = $1
     union all
     select id from dose_decision where provider_id = $1
     union all
     select id from told where provider_id = $1`,
    [tx.providerId],
  )
  return rows.map(({ id }) => id)
}
