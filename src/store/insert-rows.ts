import type { Tx } from './tx.ts'

/** PostgreSQL takes at most 65,535 parameters in one message. */
const MOST_PARAMETERS = 30_000

/** Writes many rows as multi-row VALUES (R8), in as few messages as the protocol allows. */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: readonly (readonly unknown[])[],
): Promise<void> {
  const perMessage = Math.max(1, Math.floor(MOST_PARAMETERS / columns.length))
  for (let start = 0; start < rows.length; start += perMessage) {
    const slice = rows.slice(start, start + perMessage)
    const statement = insertStatement(table, columns, slice.length)
    await (slice.length === 1
      ? tx.query(statement, slice.flat())
      : tx.queryOnce(statement, slice.flat()))
  }
}

function insertStatement(table: string, columns: readonly string[], rows: number): string {
  const width = columns.length
  const row = (index: number) =>
    `(${columns.map((_, column) => `$${index * width + column + 1}`).join(', ')})`
  const values = Array.from({ length: rows }, (_, index) => row(index)).join(', ')
  return `insert into ${table} (${columns.join(', ')}) values ${values}`
}
