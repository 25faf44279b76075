import type { Pool } from 'pg'
import { type Migration, readMigrations } from './migrate.ts'
import { standingOf, type Taken, tooNew, WHAT_WAS_TAKEN } from './schema-standing.ts'

/**
 * What must be true of the database before anything is saved in it (safety case, start-up gate). A broken promise
 * here is not seen by anybody until the day it costs a record, so Evenkeel does not serve at all.
 */
export type GateCode =
  | 'role-is-superuser'
  | 'role-bypasses-row-security'
  | 'role-owns-tables'
  | 'setting-unsafe'
  | 'providers-not-apart'
  | 'key-missing'
  | 'schema-differs'
  | 'clock-differs'
  | 'pretended-day-outside-demonstration'

export type GateReason = { readonly code: GateCode; readonly message: string }
export type Gate =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly reasons: readonly GateReason[] }

export const LARGEST_CLOCK_DIFFERENCE_MS = 2000

const always = (...allowed: readonly string[]) => ({
  isSafe: (setting: string) => allowed.includes(setting),
  should: allowed.join(' or '),
})
const atMostSeconds = (seconds: number) => ({
  isSafe: (setting: string) => Number(setting) > 0 && Number(setting) <= seconds * 1000,
  should: `at most ${seconds} s, and not 0`,
})
const SAFE_SETTINGS: Readonly<
  Record<string, { isSafe: (setting: string) => boolean; should: string }>
> = {
  fsync: always('on'),
  full_page_writes: always('on'),
  data_checksums: always('on'),
  synchronous_commit: always('on', 'remote_write', 'remote_apply'),
  zero_damaged_pages: always('off'),
  ignore_checksum_failure: always('off'),
  data_sync_retry: always('off'),
  TimeZone: always('UTC'),
  statement_timeout: atMostSeconds(15),
  lock_timeout: atMostSeconds(5),
  idle_in_transaction_session_timeout: atMostSeconds(30),
}

type Surroundings = {
  readonly now: () => number
  readonly pretendsToday: boolean
  readonly migrations?: readonly Migration[]
}

/** Looks through the application's own connection, because that is what it must be safe for. */
export async function lookAtGate(appPool: Pool, surroundings: Surroundings): Promise<Gate> {
  const schema = await schemaReasons(appPool, surroundings.migrations ?? readMigrations())
  const reasons = [
    ...(await roleReasons(appPool)),
    ...(await settingReasons(appPool)),
    ...(await clockReasons(appPool, surroundings.now)),
    ...(await tableReasons(appPool)),
    ...schema,
    ...(schema.length === 0 && surroundings.pretendsToday ? await dayReasons(appPool) : []),
  ]
  return reasons.length === 0 ? { kind: 'open' } : { kind: 'closed', reasons }
}

type Role = { name: string; superuser: boolean; bypasses: boolean; owns: boolean }

async function roleReasons(pool: Pool): Promise<readonly GateReason[]> {
  const { rows } = await pool.query<Role>(
    `select rolname as name, rolsuper as superuser, rolbypassrls as bypasses,
            exists (select 1 from pg_class
                     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                       and pg_has_role(current_user, relowner, 'member')) as owns
       from pg_roles where rolname = current_user`,
  )
  return rows.flatMap(({ name, superuser, bypasses, owns }) => [
    ...(superuser ? [roleReason('role-is-superuser', name, 'is a superuser')] : []),
    ...(bypasses ? [roleReason('role-bypasses-row-security', name, 'has BYPASSRLS')] : []),
    ...(owns ? [roleReason('role-owns-tables', name, 'owns tables')] : []),
  ])
}

const roleReason = (code: GateCode, role: string, fault: string): GateReason => ({
  code,
  message:
    `The database role ${role} ${fault}, so it could see every provider's patients. ` +
    'Let DATABASE_URL name the role evenkeel_app.',
})

async function settingReasons(pool: Pool): Promise<readonly GateReason[]> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [Object.keys(SAFE_SETTINGS)],
  )
  return rows.flatMap(({ name, setting }) => {
    const rule = SAFE_SETTINGS[name]
    if (rule === undefined || rule.isSafe(setting)) return []
    return [
      {
        code: 'setting-unsafe' as const,
        message: `The database setting ${name} is ${setting}; it must be ${rule.should}.`,
      },
    ]
  })
}

type Table = { name: string; keyless: boolean; isOpen: boolean }

/** What only somebody who owns the tables can take away, and no number of the schema would show. */
async function tableReasons(pool: Pool): Promise<readonly GateReason[]> {
  const { rows } = await pool.query<Table>(
    `select c.relname as name, k.indexrelid is null as keyless,
            coalesce(a.attname = 'provider_id', false)
              and not (c.relrowsecurity and exists (select 1 from pg_policy where polrelid = c.oid)) as "isOpen"
       from pg_class c
       left join pg_index k on k.indrelid = c.oid and k.indisprimary and k.indisvalid
       left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.indkey[0]
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      order by c.relname`,
  )
  return rows.flatMap(({ name, keyless, isOpen }): readonly GateReason[] => [
    ...(keyless ? [{ code: 'key-missing' as const, message: withoutKey(name) }] : []),
    ...(isOpen ? [{ code: 'providers-not-apart' as const, message: openToAll(name) }] : []),
  ])
}

const withoutKey = (table: string): string =>
  `The table ${table} has lost its primary key, so the same save could be in it twice. ` +
  'Find out who changed the database, and restore it or add the key again.'

const openToAll = (table: string): string =>
  `The table ${table} does not keep providers apart: its row-level security is off or has no policy. ` +
  'Find out who changed the database, and restore it or switch row-level security on again.'

async function clockReasons(pool: Pool, now: () => number): Promise<readonly GateReason[]> {
  const client = await pool.connect()
  try {
    const before = now()
    const { rows } = await client.query<{ ms: number }>(
      'select (extract(epoch from clock_timestamp()) * 1000)::float8 as ms',
    )
    const middle = (before + now()) / 2
    const differs = Math.abs((rows[0]?.ms ?? Number.NaN) - middle)
    if (differs <= LARGEST_CLOCK_DIFFERENCE_MS) return []
    const seconds = (differs / 1000).toFixed(1)
    const message = `The clocks of the application and the database differ by ${seconds} s. Put them right.`
    return [{ code: 'clock-differs', message }]
  } finally {
    client.release()
  }
}

const HOW_TO_MIGRATE = 'Set MIGRATION_DATABASE_URL and run: npm run evenkeel -- migrate'

async function schemaReasons(
  pool: Pool,
  migrations: readonly Migration[],
): Promise<readonly GateReason[]> {
  const differs = (message: string) => [{ code: 'schema-differs' as const, message }]
  const { rows: found } = await pool.query<{ there: boolean }>(
    `select to_regclass('public.schema_migration') is not null as there`,
  )
  if (found[0]?.there !== true) return differs(`The database is empty. ${HOW_TO_MIGRATE}`)

  const { rows } = await pool.query<Taken>(WHAT_WAS_TAKEN)
  const standing = standingOf(rows, migrations)
  if (standing.kind === 'same' || standing.kind === 'ahead') return []
  if (standing.kind === 'too-new') {
    return differs(tooNew(rows.length, standing.worksFrom, migrations.length))
  }
  return differs(
    `The database is at schema ${rows.length} and this version of Evenkeel needs ${migrations.length}, ` +
      `with the same migrations. ${HOW_TO_MIGRATE}`,
  )
}

async function dayReasons(pool: Pool): Promise<readonly GateReason[]> {
  const { rows } = await pool.query<{ kind: string }>('select kind from installation')
  const kind = rows[0]?.kind ?? 'demonstration'
  if (kind === 'demonstration') return []
  const message = `EVENKEEL_PRETEND_TODAY is set, but this installation is ${kind}. Unset it.`
  return [{ code: 'pretended-day-outside-demonstration', message }]
}
