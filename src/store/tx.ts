import type { Pool, PoolClient } from 'pg'

/**
 * One open transaction for one provider. It is handed from function to function: there is no ambient
 * connection to reach for, so nothing can be written outside the act that is being done.
 */
export type Tx = {
  readonly providerId: string
  /** The results, doses, tellings, versions and steps of tasks that it wrote and that no line of the audit has sealed yet. */
  readonly unsealed: { readonly table: string; readonly id: string }[]
  /** What the same transaction wrote for another provider, each with the line of that provider's audit. */
  readonly beside: { readonly tx: Tx; readonly line: string }[]
  query<Row extends object>(sql: string, values: readonly unknown[]): Promise<readonly Row[]>
  /** For a statement that is asked of one course or of thousands: planned each time for the values that it has. */
  queryPlanned<Row extends object>(sql: string, values: readonly unknown[]): Promise<readonly Row[]>
  /** For a statement whose text is seldom the same twice (bulk writes): planned and forgotten. */
  queryOnce(sql: string, values: readonly unknown[]): Promise<void>
  /**
   * For the statement that takes the lock which every act of the provider takes: nothing is asked after it, so that whoever
   * holds it waits for no row of another act (they would wait for one another).
   */
  queryLast(sql: string, values: readonly unknown[]): Promise<void>
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

/** `end` makes sure that work which is still under way when another part has failed asks nothing more. */
function openTx(client: PoolClient, providerId: string): { readonly tx: Tx; end(): void } {
  let isOver = false
  const connection = (): PoolClient => {
    if (isOver)
      throw new Error('asked after the end of its transaction, or after its line in the audit')
    return client
  }
  let first: unknown
  /** What is asked behind a statement that failed is told only that one did: whoever awaits it hears why. */
  const because = (error: unknown): never => {
    first ??= error
    throw isBehindAFailure(error) ? first : error
  }
  const tx: Tx = {
    providerId,
    unsealed: [],
    beside: [],
    async query<Row extends object>(sql: string, values: readonly unknown[]) {
      const question = { name: statementName(sql), text: sql, values: [...values] }
      return (await connection().query<Row>(question).catch(because)).rows
    },
    async queryPlanned<Row extends object>(sql: string, values: readonly unknown[]) {
      return (
        await connection()
          .query<Row>(sql, [...values])
          .catch(because)
      ).rows
    },
    async queryOnce(sql: string, values: readonly unknown[]) {
      await connection()
        .query(sql, [...values])
        .catch(because)
    },
    async queryLast(sql: string, values: readonly unknown[]) {
      const asked = tx.query(sql, values)
      end()
      await asked
    },
  }
  const end = () => {
    isOver = true
  }
  return { tx, end }
}

const isBehindAFailure = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === '25P02'

/** From here on the transaction sees and writes only this provider's rows (R6). */
export async function turnTo(tx: Tx, providerId: string): Promise<void> {
  await tx.queryOnce(setTenant(providerId), [])
}

/**
 * The same transaction for another provider, while `work` goes on: what two providers write together is there for both or for
 * neither. Meanwhile nothing is asked for the first one. The line stands in the other provider's audit, as that of the act
 * stands in the first one's (docs/decisions/0046).
 */
export async function besideOf<T>(
  tx: Tx,
  providerId: string,
  work: (other: Tx) => Promise<{ readonly answer: T; readonly line: string }>,
): Promise<T> {
  await turnTo(tx, providerId)
  const other: Tx = { ...tx, providerId, unsealed: [], beside: [] }
  const { answer, line } = await work(other)
  await turnTo(tx, tx.providerId)
  tx.beside.push({ tx: other, line })
  return answer
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What the work answers, and whether what it wrote shall stay. */
export type Ending<T> =
  | { readonly keep: false; readonly answer: T }
  | {
      readonly keep: true
      readonly answer: T
      /**
       * One statement that is sent in one breath with the commit, so that the lock it takes is held no longer than
       * that. Should it fail, the commit rolls back.
       */
      readonly last?: (tx: Tx) => Promise<void>
    }

/**
 * Begins a transaction of one provider. The tenant is set by SET LOCAL alone in its own message (R6); it cannot take
 * a parameter, hence the check of its form. Statements are sent without waiting for the answers to those before them;
 * were one of these two to fail, row-level security would let the rest see and write nothing.
 */
function open(client: PoolClient, providerId: string): readonly Promise<unknown>[] {
  return [client.query('begin'), client.query(setTenant(providerId))]
}

function setTenant(providerId: string): string {
  if (!UUID.test(providerId)) throw new RangeError('a provider id must be a lower-case UUID')
  return `set local app.provider_id = '${providerId}'`
}

/** Runs the work in one transaction that sees and writes only this provider's rows. */
export async function inTransaction<T>(
  pool: Pool,
  providerId: string,
  work: (tx: Tx) => Promise<Ending<T>>,
): Promise<T> {
  const client = await pool.connect()
  const { tx, end } = openTx(client, providerId)
  try {
    const opened = open(client, providerId)
    const [ending] = await Promise.all([work(tx), ...opened])
    await close(client, tx, ending)
    end()
    client.release()
    return ending.answer
  } catch (error) {
    end()
    await abandon(client)
    throw error
  }
}

/**
 * Asks questions of one provider's rows that do not wait for one another: they, the beginning and the end of their
 * transaction go to the server in one breath. What is asked after the first answer is refused.
 */
export async function inOneBreath<T>(
  pool: Pool,
  providerId: string,
  ask: (tx: Tx) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  const { tx, end } = openTx(client, providerId)
  try {
    const opened = open(client, providerId)
    const asked = ask(tx)
    end()
    const [answer] = await Promise.all([asked, ...opened, client.query('rollback')])
    client.release()
    return answer
  } catch (error) {
    end()
    await abandon(client)
    throw error
  }
}

/** From here on the transaction sees the rows as they are now, whatever is committed meanwhile; asked before anything else. */
export async function seeOneMoment(tx: Tx): Promise<void> {
  await tx.query('set transaction isolation level repeatable read', [])
}

async function close<T>(client: PoolClient, tx: Tx, ending: Ending<T>): Promise<void> {
  if (!ending.keep) {
    await client.query('rollback')
    return
  }
  const last = ending.last?.(tx)
  if (tx.unsealed.length > 0) throw new Error('written without a line in the audit that seals it')
  const [, { command }] = await Promise.all([last, client.query('commit')])
  // The commit of a transaction in which something failed that nobody awaited rolls back, and is no error.
  if (command !== 'COMMIT')
    throw new Error('rolled back: a statement that nobody awaited has failed')
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

/** For a long statement that is asked of few rows, where planning takes longer than asking: a connection plans it once, whatever the values. */
export async function queryByOnePlan<Row extends object>(
  tx: Tx,
  sql: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const [, rows] = await Promise.all([
    tx.queryOnce('set local plan_cache_mode = force_generic_plan', []),
    tx.query<Row>(sql, values),
    tx.queryOnce('set local plan_cache_mode = auto', []),
  ])
  return rows
}
