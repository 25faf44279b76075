import { DatabaseError } from 'pg'
import type { Outside } from './outside.ts'

/** What PostgreSQL says of anything that would change a row of a standby, or of a database that was set to read only. */
const READ_ONLY_TRANSACTION = '25006'

/** Whether the database has refused something because it takes no changes at the moment. */
export const isReadOnlyRefusal = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === READ_ONLY_TRANSACTION

/** Whether the database takes no changes: a standby, or `default_transaction_read_only`. */
export async function isReadOnly(tx: Outside): Promise<boolean> {
  const [row] = await tx.query<{ readonly isReadOnly: boolean }>(
    `select current_setting('transaction_read_only') = 'on' as "isReadOnly"`,
    [],
  )
  return row?.isReadOnly ?? false
}
