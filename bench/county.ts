import { createHash } from 'node:crypto'
import { chmodSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { Client } from 'pg'
import { APP_ROLE, MIGRATOR_ROLE, SUPERUSER } from '#store/embedded/connections.ts'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { foundInstallation } from '#store/installation.ts'
import { migrate, readMigrations } from '#store/migrate.ts'
import { outside } from '#store/outside.ts'
import { openPool } from '#store/pool.ts'
import { PASSWORD } from '#test/clinic.ts'
import { hashPassword } from '#workflow/password-hash.ts'
import { type CountySize, TODAY, WHOLE_COUNTY, WHOLE_NATION } from './county-layout.ts'
import { fillCounty } from './fill-county.ts'

/** A database full of people on the bench's own server, which is the product's embedded one, settings and all. */
export type County = {
  readonly size: CountySize
  readonly appUrl: string
  readonly migratorUrl: string
  readonly superuserUrl: string
  /** Lets go of the server; the last to leave stops it. The database stays for the next bench. */
  readonly leave: () => Promise<void>
}

const PREFIX = 'county'
const NATION = 'nation'

/** EVENKEEL_BENCH_PATIENTS makes a smaller county, for a quick look. */
export function askedSize(): CountySize {
  const asked = process.env['EVENKEEL_BENCH_PATIENTS']
  if (asked === undefined) return WHOLE_COUNTY
  const patients = Number(asked)
  return { ...WHOLE_COUNTY, patients, providers: Math.max(1, Math.round(patients / 2000)) }
}

/** The county of this size: made once for this schema and this code, and found again by the next bench. */
export async function county(size: CountySize = askedSize()): Promise<County> {
  const server = await attachOrStart(benchFolder())
  const name = `${PREFIX}_${size.patients}_${hashOf(size, migrationHashes())}`
  await onServer(server.superuserUrl, async (superuser) => {
    if (!(await isThere(superuser, name))) {
      await grow(superuser, { size, serverUrl: server.superuserUrl, name, prefix: PREFIX })
    }
  })
  return { size, ...urlsOf(server.superuserUrl, name), leave: server.stop }
}

/**
 * A whole nation. It takes long to fill, so it is kept: a newer schema is brought to it by the product's own migrations, and
 * what a bench writes there stays. Only other code of the county, or a schema that this one does not follow from, fills it anew.
 * Each password is hashed as dearly as the product does it.
 */
export async function nation(): Promise<County & { readonly dataFolder: string }> {
  const size = nationSize()
  const server = await attachOrStart(benchFolder())
  const name = `${NATION}_${size.patients}_${hashOf(size, [])}`
  const urls = urlsOf(server.superuserUrl, name)
  const dataFolder = join(benchFolder(), name)
  await onServer(server.superuserUrl, async (superuser) => {
    if ((await isThere(superuser, name)) && (await isBroughtUp(urls.migratorUrl))) return
    rmSync(dataFolder, { recursive: true, force: true })
    await grow(superuser, { size, serverUrl: server.superuserUrl, name, prefix: NATION })
    const dear = await hashPassword(PASSWORD)
    await onServer(urls.superuserUrl, async (inside) => {
      await inside.query('update account set password_hash = $1', [dear])
    })
  })
  await onServer(urls.superuserUrl, async (inside) => {
    await inside.query(NIGHT_IS_DONE, [TODAY, NIGHT])
  })
  mkdirSync(dataFolder, { recursive: true })
  return { size, ...urls, dataFolder, leave: server.stop }
}

/** What goes through everybody at night is done before the clinics of the day open, as everywhere. */
const NIGHT = [
  'course-ends',
  'poor-control',
  'targets-in-doubt',
  'forecast-accuracy',
  'packed-results',
]
const NIGHT_IS_DONE = `
  insert into nightly_run (provider_id, job, on_date, at)
  select provider_id, job, $1::date, now() from provider, unnest($2::text[]) job on conflict do nothing`

function nationSize(): CountySize {
  const asked = process.env['EVENKEEL_BENCH_PATIENTS']
  if (asked === undefined) return WHOLE_NATION
  const patients = Number(asked)
  const share = patients / WHOLE_NATION.patients
  const providers = Math.max(2, Math.round(WHOLE_NATION.providers * share))
  const first = Math.round((WHOLE_NATION.first ?? 0) * share)
  return { ...WHOLE_NATION, patients, providers, first }
}

async function isBroughtUp(migratorUrl: string): Promise<boolean> {
  const migrated = await migrate(migratorUrl)
  if (migrated.kind === 'refused') console.error(`nation: ${migrated.message}`)
  return migrated.kind === 'migrated'
}

type Growing = {
  readonly size: CountySize
  readonly serverUrl: string
  readonly name: string
  readonly prefix: string
}

/** Fills a database beside, and gives it its name when it is whole; older ones of the same size go. */
async function grow(superuser: Client, { size, serverUrl, name, prefix }: Growing): Promise<void> {
  await dropOlder(superuser, `${prefix}_${size.patients}_`)
  const growing = `${name}_growing`
  await superuser.query(`create database ${growing} owner ${MIGRATOR_ROLE}`)
  await fill(size, serverUrl, growing)
  await superuser.query(`alter database ${growing} rename to ${name}`)
}

/** A copy for a bench that writes: it is gone afterwards, and the county is as it was. */
export async function copyOfCounty(size: CountySize): Promise<County> {
  const original = await county(size)
  const copy = `${PREFIX}_copy_${process.pid}`
  const from = new URL(original.appUrl).pathname.slice(1)
  await onServer(original.superuserUrl, (superuser) =>
    superuser.query(`create database ${copy} template ${from} owner ${MIGRATOR_ROLE}`),
  )
  const leave = async () => {
    await onServer(original.superuserUrl, (superuser) =>
      superuser.query(`drop database ${copy} with (force)`),
    )
    await original.leave()
  }
  return { size, ...urlsOf(original.superuserUrl, copy), leave }
}

/** Reads what pages look at into the server's memory, as a server has it that has run for a day; so it takes no part. */
export async function warm({ superuserUrl }: County): Promise<void> {
  await onServer(superuserUrl, async (superuser) => {
    await superuser.query('create extension if not exists pg_prewarm')
    await superuser.query(
      `select pg_prewarm(c.oid) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where n.nspname = 'public' and c.relkind in ('r', 'i')`,
    )
  })
}

function benchFolder(): string {
  const folder = join(tmpdir(), `evenkeel-bench-${process.getuid?.() ?? 0}`)
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o711)
  return folder
}

const migrationHashes = (): readonly string[] => readMigrations().map(({ sha256 }) => sha256)

/** Of everything that decides what is in the county. */
function hashOf(size: CountySize, schema: readonly string[]): string {
  const code = globSync(['county-*.ts', 'fill-county.ts'], { cwd: import.meta.dirname }).sort()
  const parts = [
    ...schema,
    ...code.map((file) => readFileSync(join(import.meta.dirname, file), 'utf8')),
    JSON.stringify(size),
  ]
  return createHash('sha256').update(parts.join()).digest('hex').slice(0, 12)
}

async function fill(size: CountySize, serverUrl: string, database: string): Promise<void> {
  const started = performance.now()
  const { appUrl, migratorUrl, superuserUrl } = urlsOf(serverUrl, database)
  const migrated = await migrate(migratorUrl)
  if (migrated.kind === 'refused') throw new Error(migrated.message)
  const pool = openPool(appUrl)
  const installation = { kind: 'demonstration', secret: Buffer.alloc(32, 1) } as const
  await foundInstallation(outside(pool), installation, new Date().toISOString())
  await fillCounty(size, superuserUrl, pool)
  await pool.end()
  await onServer(superuserUrl, async (superuser) => {
    await superuser.query('vacuum (freeze, analyze)')
    await superuser.query('checkpoint')
  })
  const seconds = Math.round((performance.now() - started) / 1000)
  console.error(`county: ${size.patients} patients and their results loaded in ${seconds} s`)
}

const urlsOf = (serverUrl: string, database: string) => ({
  appUrl: addressOf(serverUrl, APP_ROLE, database),
  migratorUrl: addressOf(serverUrl, MIGRATOR_ROLE, database),
  superuserUrl: addressOf(serverUrl, SUPERUSER, database),
})

function addressOf(serverUrl: string, role: string, database: string): string {
  const url = new URL(serverUrl)
  url.username = role
  url.pathname = `/${database}`
  return url.href
}

async function isThere(superuser: Client, database: string): Promise<boolean> {
  const found = await superuser.query('select 1 from pg_database where datname = $1', [database])
  return found.rowCount !== 0
}

async function dropOlder(superuser: Client, prefix: string): Promise<void> {
  const { rows } = await superuser.query<{ datname: string }>(
    'select datname from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { datname } of rows) await superuser.query(`drop database ${datname} with (force)`)
}

async function onServer<T>(url: string, work: (superuser: Client) => Promise<T>): Promise<T> {
  const superuser = new Client({ connectionString: url })
  await superuser.connect()
  try {
    return await work(superuser)
  } finally {
    await superuser.end()
  }
}
