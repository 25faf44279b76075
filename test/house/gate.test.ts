import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Pool } from 'pg'
import { attachOrStart } from '#store/embedded/embedded-postgres.ts'
import { lookAtGate } from '#store/gate.ts'
import { readMigrations } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { serverAddress, type TestDatabase, testDatabase } from '#test/database.ts'
import { eventually, newDataFolder } from './apps.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const asUsual = { now: () => Date.now(), pretendsToday: false }

async function reasonsFor(pool: Pool, surroundings: Parameters<typeof lookAtGate>[1] = asUsual) {
  const gate = await lookAtGate(pool, surroundings)
  return gate.kind === 'open' ? [] : gate.reasons
}

const codes = (reasons: readonly { code: string }[]) => reasons.map(({ code }) => code)

async function withPool<T>(connectionString: string, options: string, use: (pool: Pool) => T) {
  const pool = new Pool({ connectionString, options })
  // The server may end first.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  try {
    return await use(pool)
  } finally {
    await pool.end()
  }
}

const LIMITS =
  '-c statement_timeout=15s -c lock_timeout=5s -c idle_in_transaction_session_timeout=30s -c timezone=UTC'

test('the application as it is meant to connect is let in', async () => {
  assert.deepEqual(await reasonsFor(database.appPool), [])
})

test('a role that owns the tables and bypasses row security is not', async () => {
  const reasons = await reasonsFor(database.migratorPool)
  assert.deepEqual(codes(reasons), ['role-bypasses-row-security', 'role-owns-tables'])
  assert.match(reasons[0]?.message ?? '', /evenkeel_migrator has BYPASSRLS/)
})

test('a superuser is not', async () => {
  const url = new URL(await serverAddress())
  url.pathname = new URL(database.appUrl).pathname
  const reasons = await withPool(url.href, LIMITS, (pool) => reasonsFor(pool))
  assert.ok(codes(reasons).includes('role-is-superuser'))
})

const unsafe = [
  { option: 'synchronous_commit=off', says: /synchronous_commit is off; it must be on or/ },
  { option: 'statement_timeout=0', says: /statement_timeout is 0; it must be at most 15 s/ },
  { option: 'lock_timeout=6s', says: /lock_timeout is 6000; it must be at most 5 s/ },
  { option: 'timezone=Europe/London', says: /TimeZone is Europe\/London; it must be UTC/ },
]

for (const { option, says } of unsafe) {
  test(`a connection with ${option} is not`, async () => {
    const options = `${LIMITS} -c ${option}`
    const reasons = await withPool(database.appUrl, options, (pool) => reasonsFor(pool))
    assert.deepEqual(codes(reasons), ['setting-unsafe'])
    assert.match(reasons[0]?.message ?? '', says)
  })
}

/** The database as it is, but for one setting: what a server says that was set up in another way. */
function serverWith(name: string, setting: string): Pool {
  const query = async (sql: string, values?: readonly unknown[]) => {
    const answer = await database.appPool.query(sql, values === undefined ? [] : [...values])
    const rows = answer.rows.map((row) => (row.name === name ? { ...row, setting } : row))
    return { ...answer, rows }
  }
  return Object.assign(Object.create(database.appPool), { query })
}

const UNSAFE_SERVERS: readonly (readonly [name: string, setting: string])[] = [
  ['fsync', 'off'],
  ['full_page_writes', 'off'],
  ['data_checksums', 'off'],
  ['synchronous_commit', 'local'],
  ['zero_damaged_pages', 'on'],
  ['ignore_checksum_failure', 'on'],
  ['data_sync_retry', 'on'],
  ['idle_in_transaction_session_timeout', '0'],
]

for (const [name, setting] of UNSAFE_SERVERS) {
  test(`H27: a server with ${name}=${setting} is not`, async () => {
    const [reason, ...more] = await reasonsFor(serverWith(name, setting))
    assert.deepEqual([reason?.code, more], ['setting-unsafe', []])
    assert.match(reason?.message ?? '', new RegExp(`^The database setting ${name} is ${setting};`))
  })
}

/** A pool as the application opens it, whose connections are new. */
async function reasonsAnew(): Promise<readonly { code: string; message: string }[]> {
  const pool = openPool(database.appUrl, 1)
  try {
    return await reasonsFor(pool)
  } finally {
    await pool.end()
  }
}

for (const whose of ['database', 'role in the database'] as const) {
  test(`H27: synchronous_commit switched off for the ${whose}, by somebody who meant another one, is not`, async (t) => {
    const url = new URL(await serverAddress())
    const name = new URL(database.appUrl).pathname.slice(1)
    const altered =
      whose === 'database'
        ? `alter database ${name}`
        : `alter role evenkeel_app in database ${name}`
    await withPool(url.href, '', async (server) => {
      await server.query(`${altered} set synchronous_commit = off`)
    })
    t.after(() => withPool(url.href, '', (server) => server.query(`${altered} reset all`)))
    const [reason, ...more] = await reasonsAnew()
    assert.deepEqual([reason?.code, more], ['setting-unsafe', []])
    assert.match(reason?.message ?? '', /synchronous_commit is off/)
  })
}

test('H27: a server whose durability somebody switched off by ALTER SYSTEM is not, whatever its file says', async (t) => {
  const server = await attachOrStart(newDataFolder(t))
  t.after(server.stop)
  await withPool(server.superuserUrl, '', async (pool) => {
    await pool.query('alter system set fsync = off')
    await pool.query('alter system set full_page_writes = off')
    await pool.query('select pg_reload_conf()')
  })
  const reasons = await eventually(async () => {
    const found = await withPool(server.appUrl, LIMITS, (pool) => reasonsFor(pool))
    assert.equal(found.filter(({ code }) => code === 'setting-unsafe').length, 2)
    return found.map(({ message }) => message).join()
  })
  assert.match(reasons, /fsync is off.*full_page_writes is off/)
})

test('H36: a table whose row-level security was switched off, or has no policy any more, is not served', async (t) => {
  const undo = 'alter table patient enable row level security'
  t.after(() => database.migratorPool.query(undo))
  await database.migratorPool.query('alter table patient disable row level security')
  const [reason, ...more] = await reasonsFor(database.appPool)
  assert.deepEqual([reason?.code, more], ['providers-not-apart', []])
  assert.match(reason?.message ?? '', /^The table patient does not keep providers apart/)
  await database.migratorPool.query(undo)
  assert.deepEqual(await reasonsFor(database.appPool), [])
})

test('H26: a table that lost its primary key is not served', async (t) => {
  const definition = 'alter table request_key add primary key (provider_id, key)'
  t.after(() => database.migratorPool.query(definition))
  await database.migratorPool.query('alter table request_key drop constraint request_key_pkey')
  const [reason, ...more] = await reasonsFor(database.appPool)
  assert.deepEqual([reason?.code, more], ['key-missing', []])
  assert.match(reason?.message ?? '', /^The table request_key has lost its primary key/)
})

const clocks = [
  { aheadMs: 1500, expected: [] },
  { aheadMs: -1500, expected: [] },
  { aheadMs: 2500, expected: ['clock-differs'] },
  { aheadMs: -2500, expected: ['clock-differs'] },
]

for (const { aheadMs, expected } of clocks) {
  test(`with the clock ${aheadMs} ms ahead: ${expected.join() || 'let in'}`, async () => {
    const now = () => Date.now() + aheadMs
    assert.deepEqual(codes(await reasonsFor(database.appPool, { ...asUsual, now })), expected)
  })
}

test('a schema of another version is not served', async () => {
  const migrations = [
    ...readMigrations(),
    { version: 99, name: 'next', sql: 'select 1', sha256: 'its hash', worksFrom: 99 },
  ]
  const reasons = await reasonsFor(database.appPool, { ...asUsual, migrations })
  assert.deepEqual(codes(reasons), ['schema-differs'])
  assert.match(reasons[0]?.message ?? '', /npm run evenkeel -- migrate/)
})

test('a newer schema is served where it says that this version works on it, and no other', async (t) => {
  const known = readMigrations().length
  const take = async (worksFrom: number | null) => {
    await database.migratorPool.query('delete from schema_migration where version > $1', [known])
    await database.migratorPool.query(
      `insert into schema_migration (version, name, sha256, works_from, applied_at) values ($1, 'next', 'x', $2, now())`,
      [known + 1, worksFrom],
    )
    return await reasonsFor(database.appPool)
  }
  t.after(() =>
    database.migratorPool.query('delete from schema_migration where version > $1', [known]),
  )
  assert.deepEqual(codes(await take(known)), [])
  for (const worksFrom of [known + 1, null]) {
    const [reason, ...more] = await take(worksFrom)
    assert.deepEqual([reason?.code, more], ['schema-differs', []])
    assert.match(reason?.message ?? '', /work that know schema \d+; .* Start the newer version/)
  }
})

test('H13: only a demonstration may pretend another day', async () => {
  const pretending = { ...asUsual, pretendsToday: true }
  assert.deepEqual(codes(await reasonsFor(database.appPool, pretending)), [])
  await database.migratorPool.query(
    `insert into installation (id, kind, secret, created_at) values (1, 'live', '\\x00', now())`,
  )
  const reasons = await reasonsFor(database.appPool, pretending)
  assert.deepEqual(codes(reasons), ['pretended-day-outside-demonstration'])
})
