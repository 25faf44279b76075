import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type TestDatabase, testDatabase } from '#test/database.ts'

// SR-01: which class of data each column of each table is, in docs/safety/data-classes.json, held against the database.

const CLASSES = ['patient', 'staff', 'secret', 'site', 'figures', 'public'] as const
type DataClass = (typeof CLASSES)[number]
type Classes = Readonly<Record<string, Readonly<Partial<Record<DataClass, readonly string[]>>>>>

const classes: Classes = JSON.parse(
  readFileSync(join(import.meta.dirname, '../docs/safety/data-classes.json'), 'utf8'),
)

let database: TestDatabase
before(async () => {
  database = await testDatabase()
})
after(() => database.drop())

const columns = async (): Promise<readonly string[]> => {
  const { rows } = await database.migratorPool.query<{ name: string }>(
    `select c.relname || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attnum > 0
        and not a.attisdropped`,
  )
  return rows.map(({ name }) => name).sort()
}

const classed = (of: (dataClass: string) => boolean): readonly string[] =>
  Object.entries(classes)
    .flatMap(([table, held]) =>
      Object.entries(held)
        .filter(([dataClass]) => of(dataClass))
        .flatMap(([, names]) => names.map((name) => `${table}.${name}`)),
    )
    .sort()

test('SR-01: each column of each table has one class of data in docs/safety/data-classes.json', async () => {
  assert.deepEqual(
    Object.values(classes).flatMap((held) =>
      Object.keys(held).filter((name) => !CLASSES.some((known) => known === name)),
    ),
    [],
  )
  const all = classed(() => true)
  assert.equal(new Set(all).size, all.length, 'no column has two classes')
  assert.deepEqual(
    (await columns()).filter((column) => !all.includes(column)),
    [],
  )
})

test('SR-01: what is of a patient lies only in tables of one provider, which the database keeps apart', async () => {
  const ofPatients = new Set(
    classed((name) => name === 'patient').map((column) => column.split('.')[0] ?? ''),
  )
  const { rows } = await database.migratorPool.query<{ name: string }>(
    `select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relrowsecurity and relforcerowsecurity`,
  )
  const keptApart = new Set(rows.map(({ name }) => name))
  assert.ok(ofPatients.size > 40, `${ofPatients.size} tables`)
  assert.deepEqual(
    [...ofPatients].filter((table) => !keptApart.has(table)),
    [],
  )
})

/** By its name a column of a patient, or a secret. */
const OF_A_PATIENT = /(?:^|\.)(?:patient_id|family_name|given_name|date_of_birth|nhs_number)$/
const A_SECRET = /password_hash|token|secret|sealed|private_key/

test('SR-01: a column that names a patient, or that a secret is in, is classed as what its name says', () => {
  const others = (named: RegExp, is: readonly string[]) =>
    classed((name) => !is.includes(name)).filter((column) => named.test(column))
  assert.deepEqual(others(OF_A_PATIENT, ['patient']), [])
  assert.deepEqual(others(A_SECRET, ['secret']), [])
})
