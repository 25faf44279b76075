import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type Migration, migrate, readMigrations } from '#store/migrate.ts'
import { type TestDatabase, testDatabase } from '#test/database.ts'

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const known = readMigrations()
const further = (sql: string): Migration => ({
  version: known.length + 1,
  name: 'further',
  sql,
  sha256: `hash of ${sql}`,
  worksFrom: known.length + 1,
})

test('a database at this version takes nothing', async () => {
  assert.deepEqual(await migrate(database.migratorUrl), {
    kind: 'migrated',
    applied: [],
    version: known.length,
  })
})

test('a migration that fails leaves nothing behind and may be tried again', async () => {
  const broken = further('create table half (n int); select 1 / 0')
  await assert.rejects(migrate(database.migratorUrl, [...known, broken]), /\(further\) failed/)
  const { rows } = await database.migratorPool.query(`select to_regclass('half') as half`)
  assert.deepEqual(rows, [{ half: null }])
})

test('two that start together take a migration once; older code is then refused', async () => {
  const next = [...known, further('create table whole (n int)')]
  const both = await Promise.all([
    migrate(database.migratorUrl, next),
    migrate(database.migratorUrl, next),
  ])
  assert.deepEqual(
    both.map((outcome) => (outcome.kind === 'migrated' ? outcome.applied.length : outcome)).sort(),
    [0, 1],
  )
  const older = await migrate(database.migratorUrl, known)
  assert.ok(older.kind === 'refused')
  assert.match(older.message, /Start the newer version/)
})

test('a migration beside which an older version works on lets it start; one after it that does not, refuses it again', async () => {
  const beside = { ...further('create table beside (n int)'), worksFrom: known.length }
  const after = { ...further('select 1'), version: known.length + 2, worksFrom: known.length + 1 }
  const fresh = await testDatabase()
  try {
    assert.equal((await migrate(fresh.migratorUrl, [...known, beside])).kind, 'migrated')
    assert.deepEqual(await migrate(fresh.migratorUrl, known), {
      kind: 'migrated',
      applied: [],
      version: known.length + 1,
    })
    assert.equal((await migrate(fresh.migratorUrl, [...known, beside, after])).kind, 'migrated')
    const refused = await migrate(fresh.migratorUrl, known)
    assert.ok(refused.kind === 'refused')
    assert.match(refused.message, new RegExp(`work that know schema ${known.length + 1}; this one`))
    const newer = await migrate(fresh.migratorUrl, [...known, beside])
    assert.equal(newer.kind, 'migrated')
  } finally {
    await fresh.drop()
  }
})

test('a database that noted nothing of older versions yet is given the column, and lets none of them work on', async () => {
  const fresh = await testDatabase()
  try {
    await fresh.migratorPool.query('alter table schema_migration drop column works_from')
    const older = known.slice(0, -1)
    const refused = await migrate(fresh.migratorUrl, older)
    assert.ok(refused.kind === 'refused')
    assert.equal((await migrate(fresh.migratorUrl)).kind, 'migrated')
    const { rows } = await fresh.migratorPool.query(
      'select distinct works_from from schema_migration',
    )
    assert.deepEqual(rows, [{ works_from: null }])
  } finally {
    await fresh.drop()
  }
})

test('a file says from which schema on versions work beside it, else from its own', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'evenkeel-migrations-'))
  t.after(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, '0001-first.sql'), 'select 1;\n')
  writeFileSync(
    join(folder, '0002-second.sql'),
    '-- A list.\n-- For versions from schema 0001 on.\n',
  )
  assert.deepEqual(
    readMigrations(folder).map(({ worksFrom }) => worksFrom),
    [1, 1],
  )
  writeFileSync(join(folder, '0002-second.sql'), '-- A list, for versions from schema 0001 on.\n')
  assert.equal(readMigrations(folder)[1]?.worksFrom, 2)
})

test('a file that changed after it was taken is refused', async () => {
  const changed = [{ ...known[0], sha256: 'another' } as Migration, ...known.slice(1), further('')]
  const outcome = await migrate(database.migratorUrl, changed)
  assert.ok(outcome.kind === 'refused')
  assert.match(outcome.message, /Migration 1 .* Put the file back/)
})

const faultyFolders = [
  { files: ['0001-first.sql', '0003-third.sql'], says: /should have number 2/ },
  { files: ['1-first.sql'], says: /is not named like/ },
]

for (const { files, says } of faultyFolders) {
  test(`a folder with ${files.join(' and ')} is refused`, (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'evenkeel-migrations-'))
    t.after(() => rmSync(folder, { recursive: true }))
    for (const file of files) writeFileSync(join(folder, file), 'select 1')
    assert.throws(() => readMigrations(folder), says)
  })
}

test('H37: a migration writes a time as the application does, whatever zone the server is set to', async () => {
  await database.migratorPool.query(
    `do $$ begin execute format('alter database %I set timezone = ''Europe/London''', current_database()); end $$`,
  )
  const taken = await database.migratorPool.query('select max(version) as n from schema_migration')
  const sql = `create table as_text as select to_jsonb(timestamptz '2026-07-01T09:00:00Z') as at`
  const written = { ...further(sql), version: taken.rows[0].n + 1 }
  const next = [...known, further('create table whole (n int)'), written]
  assert.equal((await migrate(database.migratorUrl, next)).kind, 'migrated')
  const { rows } = await database.migratorPool.query('select at from as_text')
  assert.deepEqual(rows, [{ at: '2026-07-01T09:00:00+00:00' }])
})
