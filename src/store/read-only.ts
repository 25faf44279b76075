import { DatabaseError, type Pool, type PoolClient } from 'pg'
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

/** Whether the connections of a pool write, by the pool; and which of them were told that they do not. */
const held = new WeakMap<Pool, { holds: boolean; readonly told: WeakSet<PoolClient> }>()

/**
 * From now on this process writes nothing, or does again: each connection is told as it is taken, before whatever it is taken for. What is under way
 * ends as it began. It is kept in no setting of the database: a process that dies takes it with it, and where the database takes
 * no changes of its own accord it stays so.
 */
export function holdReadOnly(pool: Pool, holds: boolean): void {
  const known = held.get(pool)
  if (known !== undefined) {
    known.holds = holds
    return
  }
  const state = { holds, told: new WeakSet<PoolClient>() }
  held.set(pool, state)
  pool.on('acquire', (client) => tell(client, state))
}

function tell(client: PoolClient, { holds, told }: { holds: boolean; told: WeakSet<PoolClient> }) {
  if (told.has(client) === holds) return
  const setting = 'default_transaction_read_only'
  // A connection that cannot be told is dying, and says so to whoever took it.
  client.query(holds ? `set ${setting} = on` : `reset ${setting}`).catch(() => undefined)
  if (holds) told.add(client)
  else told.delete(client)
}
