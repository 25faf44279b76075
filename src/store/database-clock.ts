import type { Tx } from './tx.ts'

/** What the database's clock says now, in milliseconds since 1970; not the start of the transaction. */
export async function databaseClock(tx: Tx): Promise<number> {
  const rows = await tx.query<{ ms: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
    [],
  )
  return rows[0]?.ms ?? Number.NaN
}
