import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'pg'
import { addressNow } from './hosts.ts'
import { standingOf, type Taken, tooNew, WHAT_WAS_TAKEN } from './schema-standing.ts'

/**
 * The schema is a row of plain SQL files, each taken once, in order, in its own transaction. What was taken is
 * written down with its hash: a file that changed afterwards is refused, because nobody could then say what the
 * schema is.
 */
export type Migration = {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
  /** The oldest schema whose version of Evenkeel works on beside this one: its own, unless its file says another. */
  readonly worksFrom: number
}

export type Migrated =
  | { readonly kind: 'migrated'; readonly applied: readonly string[]; readonly version: number }
  | { readonly kind: 'refused'; readonly message: string }

const FOLDER = join(import.meta.dirname, 'migrations')
const FILE_NAME = /^(\d{4})-([a-z0-9-]+)\.sql$/
/** A line of a migration's file (docs/decisions/0041). */
const WORKS_FROM = /^-- For versions from schema (\d{4}) on\.$/m
/** Any number, as long as it is the same one wherever the product migrates. */
const ADVISORY_LOCK = 7_263_001

/** Where each migration that was taken is written down. */
export const TAKEN_TABLE = `
  create table if not exists schema_migration (
    version    int primary key,
    name       text not null,
    sha256     text not null,
    applied_at timestamptz not null
  );
  alter table schema_migration add column if not exists works_from int;
  grant select on schema_migration to evenkeel_app`

/** The migrations of this version of the code, oldest first. */
export function readMigrations(folder: string = FOLDER): readonly Migration[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file, index) => readMigration(folder, file, index + 1))
}

function readMigration(folder: string, file: string, expectedVersion: number): Migration {
  const [, digits, name] = FILE_NAME.exec(file) ?? []
  if (digits === undefined || name === undefined) {
    throw new Error(`${file} is not named like 0001-what-it-adds.sql.`)
  }
  if (Number(digits) !== expectedVersion) {
    throw new Error(`${file} should have number ${expectedVersion}: the numbers have no gaps.`)
  }
  const sql = readFileSync(join(folder, file), 'utf8')
  const sha256 = createHash('sha256').update(sql).digest('hex')
  const worksFrom = Number(WORKS_FROM.exec(sql)?.[1] ?? expectedVersion)
  return { version: expectedVersion, name, sql, sha256, worksFrom }
}

/** Brings the database to this version of the code. Two that start together wait for each other. */
export async function migrate(
  migratorUrl: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<Migrated> {
  const client = new Client({ connectionString: await addressNow(migratorUrl) })
  await client.connect()
  try {
    // As the application's connections: a migration that writes a time as text writes it as they do.
    await client.query(`set timezone to 'UTC'`)
    await client.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    if (!(await hasTakenTable(client))) await client.query(TAKEN_TABLE)
    return await applyMissing(client, migrations)
  } finally {
    await client.end()
  }
}

/** Asked first: a database that takes no changes does not even let a table be made that is there. */
async function hasTakenTable(client: Client): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null
        and (current_setting('transaction_read_only') = 'on'
             or exists (select from pg_attribute
                         where attrelid = to_regclass('public.schema_migration') and attname = 'works_from')) as there`,
  )
  return rows[0]?.there === true
}

async function applyMissing(client: Client, migrations: readonly Migration[]): Promise<Migrated> {
  const taken = await client.query<Taken>(WHAT_WAS_TAKEN)
  const message = whyNot(taken.rows, migrations)
  if (message !== undefined) return { kind: 'refused', message }

  const missing = migrations.slice(taken.rows.length)
  for (const migration of missing) await apply(client, migration)
  await giveToReaders(client)
  return {
    kind: 'migrated',
    applied: missing.map(({ name }) => name),
    version: Math.max(taken.rows.length, migrations.length),
  }
}

/** The roles that read shared figures may have been made since the migration that gives them theirs (docs/operations.md). */
async function giveToReaders(client: Client): Promise<void> {
  const found = await client.query<{ there: boolean }>(
    `select to_regprocedure('shared_figures.give_to_readers()') is not null
        and current_setting('transaction_read_only') = 'off' as there`,
  )
  if (found.rows[0]?.there === true) await client.query('select shared_figures.give_to_readers()')
}

function whyNot(taken: readonly Taken[], migrations: readonly Migration[]): string | undefined {
  const standing = standingOf(taken, migrations)
  if (standing.kind === 'too-new')
    return tooNew(taken.length, standing.worksFrom, migrations.length)
  if (standing.kind !== 'changed') return undefined
  return (
    `Migration ${standing.version} (${standing.name}) is not the one that this database took. ` +
    'Put the file back as it was and add a new migration for the change.'
  )
}

async function apply(
  client: Client,
  { version, name, sql, sha256, worksFrom }: Migration,
): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query(
      `insert into schema_migration (version, name, sha256, works_from, applied_at)
       values ($1, $2, $3, $4, statement_timestamp())`,
      [version, name, sha256, worksFrom],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${version} (${name}) failed.`, { cause: error })
  }
}
