import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import process from 'node:process'
import { Client, type Pool } from 'pg'
import { APP_ROLE, MIGRATOR_ROLE } from '#store/embedded/connections.ts'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { ensureRolesAndDatabase } from '#store/embedded/roles.ts'
import { migrate, readMigrations, TAKEN_TABLE } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { SCRATCH } from '#test/scratch.ts'

/** A database of its own for one test file: migrated, empty, and gone after `drop`. */
export type TestDatabase = {
  readonly appUrl: string
  readonly migratorUrl: string
  readonly appPool: Pool
  readonly migratorPool: Pool
  readonly drop: () => Promise<void>
}

/** How many connections a test opens at most for each role; many databases share one server. */
const POOL_SIZE = 10
const ADVISORY_LOCK = 7_263_002
const PREFIX = 'evenkeel_test'

/**
 * Clones the migrated template. The server is the one named by EVENKEEL_TEST_DATABASE (a superuser's address), else an
 * embedded one that all test processes share and the last one stops.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const serverUrl = await serverAddress()
  const template = await ensureTemplate(serverUrl)
  const name = `${PREFIX}_${randomBytes(6).toString('hex')}`
  await onServer(serverUrl, (server) =>
    server.query(`create database ${name} template ${template} owner ${MIGRATOR_ROLE}`),
  )

  const appUrl = addressOf(serverUrl, APP_ROLE, name)
  const migratorUrl = addressOf(serverUrl, MIGRATOR_ROLE, name)
  const appPool = openPool(appUrl, POOL_SIZE)
  const migratorPool = openPool(migratorUrl, POOL_SIZE)
  const drop = async () => {
    await Promise.all([appPool.end(), migratorPool.end()])
    await onServer(serverUrl, (server) => server.query(`drop database ${name} with (force)`))
  }
  return { appUrl, migratorUrl, appPool, migratorPool, drop }
}

let embedded: Promise<string> | undefined

/** The superuser's address of the server that the tests use. */
export function serverAddress(): Promise<string> {
  const named = process.env['EVENKEEL_TEST_DATABASE']
  if (named !== undefined) return Promise.resolve(named)
  embedded ??= startShared()
  return embedded
}

async function startShared(): Promise<string> {
  const folder = join(SCRATCH, `evenkeel-test-${process.getuid?.()}-${hashOf(import.meta.dirname)}`)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)
  const server = await attachOrStart(folder)
  process.once('beforeExit', () => server.stop())
  return server.superuserUrl
}

const ready = new Map<string, Promise<string>>()

function ensureTemplate(serverUrl: string): Promise<string> {
  const hash = hashOf([...readMigrations().map(({ sha256 }) => sha256), TAKEN_TABLE].join())
  const template = `${PREFIX}_template_${hash}`
  const made = ready.get(template) ?? makeTemplate(serverUrl, template)
  ready.set(template, made)
  return made
}

/** Migrated once per schema; it gets its name when it is whole. Templates of older schemas go. */
async function makeTemplate(serverUrl: string, template: string): Promise<string> {
  const growing = `${PREFIX}_growing`
  await onServer(serverUrl, async (server) => {
    await server.query('select pg_advisory_lock($1)', [ADVISORY_LOCK])
    await dropForgottenClones(server)
    if (await exists(server, template)) return

    await ensureRolesAndDatabase(server)
    await dropTemplates(server)
    await server.query(`create database ${growing} owner ${MIGRATOR_ROLE}`)
    const outcome = await migrate(addressOf(serverUrl, MIGRATOR_ROLE, growing))
    if (outcome.kind === 'refused') throw new Error(outcome.message)
    await server.query(`alter database ${growing} rename to ${template}`)
  })
  return template
}

async function exists(server: Client, database: string): Promise<boolean> {
  const found = await server.query('select 1 from pg_database where datname = $1', [database])
  return found.rowCount !== 0
}

async function dropTemplates(server: Client): Promise<void> {
  const old = await server.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1) or datname = $2',
    [`${PREFIX}_template_`, `${PREFIX}_growing`],
  )
  for (const { datname } of old.rows) await server.query(`drop database ${datname} with (force)`)
}

/** A test process that was killed leaves its clone; an hour later nobody can still mean it. */
async function dropForgottenClones(server: Client): Promise<void> {
  const forgotten = await server.query<{ datname: string }>(
    `select datname from pg_database d
      where datname ~ $1
        and (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification
            < clock_timestamp() - interval '1 hour'
        and not exists (select 1 from pg_stat_activity a where a.datid = d.oid)`,
    [`^${PREFIX}_[0-9a-f]{12}$`],
  )
  for (const { datname } of forgotten.rows)
    await server.query(`drop database ${datname} with (force)`)
}

async function onServer<T>(serverUrl: string, work: (server: Client) => Promise<T>): Promise<T> {
  const server = new Client({ connectionString: serverUrl })
  await server.connect()
  try {
    return await work(server)
  } finally {
    await server.end()
  }
}

function addressOf(serverUrl: string, role: string, database: string): string {
  const url = new URL(serverUrl)
  url.username = role
  url.pathname = `/${database}`
  return url.href
}

const hashOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 12)
