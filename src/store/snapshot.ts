import type { Pool, PoolClient } from 'pg'
import { z } from 'zod'

// The rows of some providers as text, to be kept in a file and brought back into an empty installation. Only the owner of the
// tables may: row-level security shows the application one provider, and takes no dose of the past from it (migration 0025).

/** The rows of one table, columns by name. */
export const TABLE_ROWS = z.object({
  table: z.string().regex(/^[a-z_]+$/),
  rows: z.array(z.record(z.string(), z.unknown())),
})
export type TableRows = z.infer<typeof TABLE_ROWS>

/** Kept so that a request that is sent twice is done once; nobody sends one again that is as old as a snapshot. */
const LEFT_OUT: readonly string[] = ['request_key', 'session', 'draft', 'encounter']

/** Every row of these providers and of who works there. */
export async function rowsOfProviders(
  pool: Pool,
  providerIds: readonly string[],
): Promise<readonly TableRows[]> {
  const tables = (await tablesOfProviders(pool)).filter((table) => !LEFT_OUT.includes(table))
  const all: TableRows[] = [{ table: 'account', rows: await accountsOf(pool, providerIds) }]
  for (const table of tables) {
    const { rows } = await pool.query<{ row: Record<string, unknown> }>(
      `select to_jsonb(t) - ${WORKED_OUT} as row from ${table} t where provider_id = any($1) order by t`,
      [providerIds, table],
    )
    if (rows.length > 0) all.push({ table, rows: rows.map(({ row }) => row) })
  }
  return all
}

/** The columns of a table that the database works out by itself, which nobody may write. */
const WORKED_OUT = `(select coalesce(array_agg(column_name::text), '{}') from information_schema.columns
  where table_schema = 'public' and table_name = $2 and is_generated = 'ALWAYS')`

async function accountsOf(pool: Pool, providerIds: readonly string[]) {
  const { rows } = await pool.query<{ row: Record<string, unknown> }>(
    `select to_jsonb(a) as row from account a
      where exists (select from account_provider p where p.account_id = a.id and p.provider_id = any($1))
      order by a.username`,
    [providerIds],
  )
  return rows.map(({ row }) => row)
}

/** The tables of a provider's own. */
async function tablesOfProviders(pool: Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
      where table_schema = 'public' and column_name = 'provider_id' and table_type = 'BASE TABLE' order by 1`,
  )
  return rows.map(({ name }) => name)
}

/**
 * Brings rows back, all or none. A column that the schema has got since is empty, or what it is by itself. Tables refer to one
 * another both ways, so what they refer to is looked for when all rows are there.
 */
export async function bringBack(pool: Pool, tables: readonly TableRows[]): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const references = await referencesHeldAtOnce(client)
    await client.query(references.map((name) => `${name} deferrable initially deferred`).join(';'))
    for (const { table, rows } of tables) {
      const columns = [...new Set(rows.flatMap(Object.keys))].map((column) => `"${column}"`).join()
      await client.query(
        `insert into ${table} (${columns}) select ${columns} from jsonb_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(rows)],
      )
    }
    await client.query('set constraints all immediate')
    await client.query(references.map((name) => `${name} not deferrable`).join(';'))
    for (const whole of ['add_closing_steps', 'seal_rows']) {
      await client.query(`select ${whole}(provider_id) from provider where provider_id = any($1)`, [
        providersIn(tables),
      ])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** Whoever has rows here: what of them no line of their audit has sealed is sealed now. */
const providersIn = (tables: readonly TableRows[]) =>
  tables
    .filter(({ table }) => table === 'provider')
    .flatMap(({ rows }) => rows.map((row) => row['provider_id']))

/** How each reference is named that is looked at with every row. */
async function referencesHeldAtOnce(client: PoolClient): Promise<readonly string[]> {
  const { rows } = await client.query<{ named: string }>(
    `select format('alter table %s alter constraint %I', conrelid::regclass, conname) as named
       from pg_constraint
      where contype = 'f' and not condeferrable and connamespace = 'public'::regnamespace`,
  )
  return rows.map(({ named }) => named)
}
