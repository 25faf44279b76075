import type { Pool, PoolClient } from 'pg'

/**
 * One open transaction for one provider. It is handed from function to function: there is no ambient
 * connection to reach for, so nothing can be written outside the act that is being done.
 */
export type Tx = {
  readonly providerId: string
  query<Row extends object>(sql: string, values: readonly unknown[]): Promise<readonly Row[]>
  /** For a statement whose text is seldom the same twice (bulk writes): planned and forgotten. */
  queryOnce(sql: string, values: readonly unknown[]): Promise<void>
}

const statementNames = new Map<string, string>()

/** The same text always has the same name, so a connection plans each statement once. */
export function statementName(sql: string): string {
  const known = statementNames.get(sql)
  if (known !== undefined) return known
  const name = `s${statementNames.size}`
  statementNames.set(sql, name)
  return name
}

function openTx(client: PoolClient, providerId: string): Tx {
  return {
    providerId,
    async query<Row extends object>(sql: string, values: readonly unknown[]) {
      const { rows } = await client.query<Row>({
        name: statementName(sql),
        text: sql,
        values: [...values],
      })
      return rows
    },
    async queryOnce(sql: string, values: readonly unknown[]) {
      await client.query(sql, [...values])
    },
  }
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the work answers, and whether what it wrote shall stay. */
export type Ending<T> = { readonly keep: boolean; readonly answer: T }

/**
 * Runs the work in one transaction that sees and writes only this provider's rows. The tenant is set by
 * SET LOCAL alone in its own message (R6); it cannot take a parameter, hence the check of its form.
 */
export async function inTransaction<T>(
  pool: Pool,
  providerId: string,
  work: (tx: Tx) => Promise<Ending<T>>,
): Promise<T> {
  if (!UUID.test(providerId)) throw new RangeError('a provider id must be a lower-case UUID')
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`set local app.provider_id = '${providerId}'`)
    const { keep, answer } = await work(openTx(client, providerId))
    await client.query(keep ? 'commit' : 'rollback')
    client.release()
    return answer
  } catch (error) {
    await abandon(client)
    throw error
  }
}

async function abandon(client: PoolClient): Promise<void> {
  const dead = await client.query('rollback').then(
    () => false,
    () => true,
  )
  client.release(dead)
}

/** The first row, or undefined: for a look-up that may find nothing. */
export async function maybeOne<Row extends object>(
  tx: Tx,
  sql: string,
  values: readonly unknown[],
): Promise<Row | undefined> {
  return (await tx.query<Row>(sql, values))[0]
}
