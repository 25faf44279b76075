import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Pool } from 'pg'
import { lookAtGate } from '#store/gate.ts'
import { readMigrations } from '#store/migrate.ts'
import { serverAddress, type TestDatabase, testDatabase } from '#test/database.ts'

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
    { version: 99, name: 'next', sql: 'select 1', sha256: 'its hash' },
  ]
  const reasons = await reasonsFor(database.appPool, { ...asUsual, migrations })
  assert.deepEqual(codes(reasons), ['schema-differs'])
  assert.match(reasons[0]?.message ?? '', /npm run evenkeel -- migrate/)
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
