import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMigrations } from '#store/migrate.ts'
import { migrationFaults, sealFaults } from './architecture/migration-rules.ts'

// A version of Evenkeel works on while the next one's schema is put under it, one process after another is replaced, and nobody waits
// (docs/decisions/0041). A migration that says so of itself is held to it here, as far as its text shows.

test('a migration beside which older versions work on takes nothing away, demands nothing new and refuses nothing that was taken', () => {
  assert.deepEqual(
    readMigrations().flatMap(({ name, sql }) => migrationFaults(name, sql)),
    [],
  )
})

const SO = '-- For versions from schema 0069 on.\n'
const trips = [
  'drop table patient',
  'alter table patient drop column sex',
  'alter table patient rename column sex to gender',
  'alter table patient alter column sex type int',
  'alter table patient alter sex set not null',
  'alter table patient add column pronouns text not null',
  'alter table patient add pronouns text not null',
  'alter table patient\n  add constraint short check (length(sex) < 9)',
  'create unique index one on patient (provider_id, sex)',
  'create policy later on patient as restrictive for insert with check (false)',
  'alter policy own_provider on patient using (false)',
  'alter table patient enable row level security',
  'create trigger later before insert on patient execute function later()',
  'create or replace function is_written_now(at timestamptz) returns boolean language sql as $$ select false; $$',
  "alter function is_written_now(timestamptz) set timezone = 'UTC'",
  'revoke insert on patient from evenkeel_app',
  "update patient set sex = 'x'",
  'do $$ begin drop table patient; end $$',
]
for (const sql of trips) {
  test(`is found, and only where older versions are to work on: ${sql}`, () => {
    assert.equal(migrationFaults('x', `${SO}select 1;\n${sql};`).length, 1)
    assert.deepEqual(migrationFaults('x', `${sql};`), [])
    const explained = `${SO}select 1;\n-- Older versions: none asks for it since 0060.\n${sql};`
    assert.deepEqual(migrationFaults('x', explained), [])
  })
}

test('is let through: a table of its own with its rules, columns that may be empty or have a default, an index, a right, a new function', () => {
  const sql = `${SO}
    create table fresh (provider_id uuid not null, id uuid not null, primary key (provider_id, id));
    alter table fresh enable row level security;
    create policy own_provider on fresh using (provider_id is not null);
    alter table patient add column pronouns text;
    alter table patient add column kind text not null default 'person; not named';
    create index by_kind on patient (provider_id, kind);
    grant select on fresh to evenkeel_app;
    create function later() returns int language sql as $$ select 1; drop table patient; $$;
    comment on table fresh is 'it''s new; drop nothing'`
  assert.deepEqual(migrationFaults('x', sql), [])
})

/** Seals came with the migration of this number. */
const SEALS = 61

test('no column with a default is added to a row that is sealed, unless the seal leaves it out', () => {
  const since = readMigrations().filter(({ version }) => version > SEALS)
  assert.deepEqual(
    since.flatMap(({ name, sql }) => sealFaults(name, sql)),
    [],
  )
  const adds = "alter table dose_decision add column kept text not null default 'no'"
  assert.deepEqual(sealFaults('x', adds), [`x: breaks seals: ${adds}`])
  assert.deepEqual(sealFaults('x', `${adds}; create or replace function rows_sealed() ...`), [])
  assert.deepEqual(sealFaults('x', 'alter table told add column kept text'), [])
})
