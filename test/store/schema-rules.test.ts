import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Pool } from 'pg'
import { type TestDatabase, testDatabase } from '#test/database.ts'

// The rules R1-R16 of docs/decisions/0003-schema-rules.md, read from the catalogue of a migrated database
// and, where the catalogue cannot know, from the text of the store itself.

/** Tables that belong to no provider: who may sign in, and the installation. */
const OUTSIDE = [
  'account',
  'account_provider',
  'installation',
  'nhs_identity',
  'passkey',
  'recovery_code',
  'schema_migration',
  'second_step',
  'second_step_reset_asked',
  'service_offer',
  'session',
]

let database: TestDatabase
let pool: Pool
before(async () => {
  database = await testDatabase()
  pool = database.migratorPool
})
after(() => database.drop())

async function rows<Row extends object>(sql: string): Promise<readonly Row[]> {
  return (await pool.query<Row>(sql)).rows
}

async function tenantTables(): Promise<readonly string[]> {
  const tables = await rows<{ relname: string }>(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  return tables.map(({ relname }) => relname).filter((name) => !OUTSIDE.includes(name))
}

test('there are tenant tables to hold to the rules', async () => {
  assert.ok((await tenantTables()).length > 20)
})

test('R1: the provider leads every primary key, unique and exclusion index of a tenant table', async () => {
  const indexes = await rows<{ table: string; index: string; first: string }>(
    `select t.relname as table, i.relname as index, a.attname as first
       from pg_index x
       join pg_class i on i.oid = x.indexrelid
       join pg_class t on t.oid = x.indrelid
       join pg_attribute a on a.attrelid = t.oid and a.attnum = x.indkey[0]
      where t.relnamespace = 'public'::regnamespace and (x.indisunique or x.indisexclusion)`,
  )
  const tenant = await tenantTables()
  const wrong = indexes.filter(
    ({ table, first }) => tenant.includes(table) && first !== 'provider_id',
  )
  assert.deepEqual(wrong, [])
  assert.deepEqual(
    tenant.filter((table) => !indexes.some((index) => index.table === table)),
    [],
    'each tenant table has a key',
  )
})

test('R1: provider_id is a uuid that is never null and that the application may not update', async () => {
  const columns = await rows<{ table_name: string; data_type: string; is_nullable: string }>(
    `select table_name, data_type, is_nullable from information_schema.columns
      where table_schema = 'public' and column_name = 'provider_id'`,
  )
  for (const table of await tenantTables()) {
    const column = columns.find(({ table_name }) => table_name === table)
    assert.deepEqual(column, { table_name: table, data_type: 'uuid', is_nullable: 'NO' })
  }
  const updatable = await rows(
    `select table_name from information_schema.column_privileges
      where grantee = 'evenkeel_app' and privilege_type = 'UPDATE' and column_name = 'provider_id'
        and table_name not in ('session')`,
  )
  assert.deepEqual(updatable, [])
})

type ForeignKey = {
  name: string
  from: string
  to: string
  columns: string[]
  targets: string[]
  deltype: string
}

const foreignKeys = () =>
  rows<ForeignKey>(
    `select c.conname as name, f.relname as from, t.relname as to, c.confdeltype as deltype,
            array(select a.attname::text from unnest(c.conkey) k join pg_attribute a on a.attrelid = f.oid and a.attnum = k) as columns,
            array(select a.attname::text from unnest(c.confkey) k join pg_attribute a on a.attrelid = t.oid and a.attnum = k) as targets
       from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
      where c.contype = 'f'`,
  )

test('R2 and R11: keys between tenant tables hold the provider on both sides', async () => {
  const tenant = await tenantTables()
  const between = (await foreignKeys()).filter(
    ({ from, to }) => tenant.includes(from) && tenant.includes(to),
  )
  assert.ok(between.length > 20)
  const wrong = between.filter(
    ({ columns, targets }) => !columns.includes('provider_id') || !targets.includes('provider_id'),
  )
  assert.deepEqual(wrong, [])
})

test('R2: no key sets null or a default on delete, and none goes from outside to a tenant table', async () => {
  const tenant = await tenantTables()
  const keys = await foreignKeys()
  assert.deepEqual(
    keys.filter(({ deltype }) => deltype === 'n' || deltype === 'd'),
    [],
  )
  assert.deepEqual(
    keys.filter(({ from, to }) => OUTSIDE.includes(from) && tenant.includes(to)),
    [],
  )
})

test('R3: no serial and no identity column', async () => {
  const made = await rows(
    `select table_name, column_name from information_schema.columns
      where table_schema = 'public' and (is_identity = 'YES' or column_default like 'nextval%')`,
  )
  assert.deepEqual(made, [])
})

test('R4: no triggers', async () => {
  assert.deepEqual(await rows('select tgname from pg_trigger where not tgisinternal'), [])
})

test('R4: history has no right of UPDATE or DELETE for the application', async () => {
  const history = [
    'patient_version',
    'episode_version',
    'inr_result',
    'visit',
    'dose_decision',
    'told',
    'contact',
    'task_event',
    'audit_line',
    'rule_set',
    'rule_shadow_run',
    'trial_asked',
    'trial_ended',
    'protocol_check',
    'site_setting',
    'indication_mapping',
    'clinic_pack',
    'score_record',
    'measurement',
    'genotype_report',
    'reassessment_event',
    'medicine_switch_event',
    'annual_review',
    'education',
    'self_test_check',
    'nightly_run',
    'doac_review',
    'doac_told',
    'dose_question',
    'sent_result_step',
    'dose_forecast',
    'forecast_accuracy',
    'encounter',
    'meter_record',
    'strip_lot_record',
    'meter_control',
    'meter_file_columns',
    'emergency_try',
    'emergency_look',
    'emergency_seen',
    'contract',
    'monthly_return',
    'published_figures',
    'quarterly_claim',
    'claim_fact',
    'transfer',
    'transfer_step',
    'licence_record',
    'eqa_survey',
    'eqa_action',
    'service_offer',
    'contract_offer',
    'contract_offer_end',
    'specification_draft',
    'specification_issued',
    'claim_step',
    'claim_payment',
    'remittance_file',
    'remittance_row',
    'remittance_settled',
    'emergency_review',
    'emergency_escalation',
    'unknown_here',
    'unknown_cleared',
    'pack_passphrase',
    'pack_copy',
    'paper_entry',
    'paper_check',
    'paper_escalation',
    'paper_day',
    'paper_sheet',
    'paper_no_visit',
  ]
  const rights = await rows<{ table_name: string }>(
    `select table_name, privilege_type from information_schema.column_privileges
      where grantee in ('evenkeel_app', 'PUBLIC') and privilege_type = 'UPDATE'
      union select table_name, privilege_type from information_schema.table_privileges
      where grantee in ('evenkeel_app', 'PUBLIC') and privilege_type in ('UPDATE', 'DELETE', 'TRUNCATE')`,
  )
  assert.deepEqual(
    rights.filter(({ table_name }) => history.includes(table_name)),
    [],
  )
})

test('R4: the application cannot rewrite or remove a result, and the database says so', async () => {
  for (const sql of [
    'update inr_result set tenths = 25',
    'delete from dose_decision',
    'truncate audit_line',
  ]) {
    await assert.rejects(database.appPool.query(sql), /permission denied/)
  }
})

test('R5: one policy template: every tenant table is forced, compares with current_setting, and has no sub-select', async () => {
  const tables = await rows<{ name: string; enabled: boolean; forced: boolean }>(
    `select relname as name, relrowsecurity as enabled, relforcerowsecurity as forced from pg_class
      where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  )
  const all = await policiesOf('PERMISSIVE')
  const policies = all.filter(({ tablename }) => !OUTSIDE.includes(tablename))
  const texts = new Set(policies.flatMap(({ qual, with_check }) => [qual, with_check]))
  assert.equal(texts.size, 1, 'all policies are the same')
  const directory = all.filter(({ tablename }) => OUTSIDE.includes(tablename))
  assert.deepEqual(
    directory.map(({ tablename, qual, with_check }) => [tablename, qual, with_check]).toSorted(),
    [
      ['service_offer', 'true', null],
      ['service_offer', null, [...texts][0]],
    ].toSorted(),
    'the directory is read by everybody, and each provider writes its own rows alone',
  )
  assert.doesNotMatch([...texts].join(), /select/i)
  for (const table of await tenantTables()) {
    assert.deepEqual(
      tables.find(({ name }) => name === table),
      { name: table, enabled: true, forced: true },
    )
    assert.equal(policies.filter(({ tablename }) => tablename === table).length, 1)
  }
})

/** Times that are not those of the writing: of what is told, of what is to be, of what was before, and of a later change. */
const OTHER_TIMES = [
  'inr_result.sampled_at',
  'meter_control.done_at',
  'alarm_shown.due_at',
  'task.due_at',
  'task.opened_at',
  'unknown_here.done_at',
  'paper_entry.sampled_at',
  'outbox_message.expires_at',
  'outbox_message.next_at',
  'trial_place.held_until',
  'emergency_look.until_at',
  'sign_in_turn.left_started_at',
  'sign_in_turn.used_started_at',
  ...['answered_at', 'changed_at', 'closed_at', 'committed_at', 'escalated_at', 'reversed_at'],
  ...['settled_at', 'taken_at'],
]

test('R10, H05, H13: every row that the application writes has its time held to the clock of the database, by one policy', async () => {
  const policies = (await policiesOf('RESTRICTIVE')).filter(
    ({ policyname }) => policyname === 'written_now',
  )
  for (const { cmd, roles, qual, with_check } of policies) {
    assert.deepEqual([cmd, roles, qual], ['INSERT', '{public}', null])
    assert.match(with_check, /^is_written_now\(/)
  }
  const held = (table: string) => {
    const checks = policies.filter(({ tablename }) => tablename === table)
    assert.ok(checks.length <= 1, table)
    return /^is_written_now\(\(*([a-z_]+)/.exec(checks[0]?.with_check ?? '')?.[1]
  }
  const dose = policies.find(({ tablename }) => tablename === 'dose_decision')
  assert.equal(dose?.with_check, "is_written_now(decided_at, '00:00:30'::interval)")
  assert.equal(held('audit_line'), 'line', 'the line of an act holds the time of all that it wrote')
  const times = await rows<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and data_type = 'timestamp with time zone'`,
  )
  const tenant = await tenantTables()
  const loose = times.filter(
    ({ table, column }) =>
      tenant.includes(table) &&
      held(table) !== column &&
      !OTHER_TIMES.includes(column) &&
      !OTHER_TIMES.includes(`${table}.${column}`),
  )
  assert.deepEqual(loose, [])
  const ofWriting = times.filter(({ table }) => tenant.includes(table) && table !== 'trial_place')
  assert.deepEqual(
    [...new Set(ofWriting.map(({ table }) => table))].filter((one) => held(one) === undefined),
    ['import_held_row', 'task'],
  )
})

test('R5: what narrows it further is a restrictive policy for INSERT that asks functions about the new row, of a dose and of a result', async () => {
  const narrowing = (await policiesOf('RESTRICTIVE')).filter(
    ({ policyname }) => policyname !== 'written_now',
  )
  const forInsert = { cmd: 'INSERT', roles: '{public}', qual: null }
  assert.deepEqual(
    narrowing.toSorted((one, other) => one.tablename.localeCompare(other.tablename)),
    [
      {
        policyname: 'decided_soundly',
        tablename: 'dose_decision',
        ...forInsert,
        with_check:
          '(dose_is_decided_by_right(dose_decision.*) AND dose_rests_on_its_result(dose_decision.*) AND dose_is_of_a_sound_meter(dose_decision.*) AND dose_is_after_reconciling(dose_decision.*))',
      },
      {
        policyname: 'one_after_the_other',
        tablename: 'inr_result',
        ...forInsert,
        with_check: 'result_waits_for_its_course(inr_result.*)',
      },
    ],
  )
})

test('R5: three functions alone run with the rights of whoever made them: a look in an emergency is opened and read, and whoever claims waits for their turn, by the application', async () => {
  const definers = await rows<{ proname: string; proconfig: string[]; proacl: string }>(
    `select proname, proconfig, proacl::text from pg_proc
      where pronamespace in ('public'::regnamespace, 'shared_figures'::regnamespace) and prosecdef order by 1`,
  )
  assert.deepEqual(
    definers.map(({ proname }) => proname),
    ['open_emergency_look', 'read_emergency_look', 'take_turn_to_claim'],
  )
  for (const { proconfig, proacl } of definers) {
    assert.deepEqual(proconfig, ['search_path=public, pg_temp'])
    assert.equal(proacl, '{evenkeel_migrator=X/evenkeel_migrator,evenkeel_app=X/evenkeel_migrator}')
  }
})

const policiesOf = (kind: 'PERMISSIVE' | 'RESTRICTIVE') =>
  rows<{
    policyname: string
    tablename: string
    qual: string | null
    with_check: string
    cmd: string
    roles: string
  }>(
    `select policyname, tablename, qual, with_check, cmd, roles::text from pg_policies where permissive = '${kind}'`,
  )

test('R6: without a tenant, or with an empty one, the application sees nothing and writes nothing', async () => {
  for (const tenant of [undefined, '']) {
    const client = await database.appPool.connect()
    await client.query('begin')
    if (tenant === '') await client.query(`set local app.provider_id = ''`)
    assert.deepEqual((await client.query('select * from patient')).rows, [])
    await assert.rejects(
      client.query(`insert into audit_head values ('0195e000-0000-7000-8000-000000000001', 0, '')`),
      /row-level security/,
    )
    await client.query('rollback')
    client.release()
  }
})

function storeTexts(): readonly { readonly file: string; readonly text: string }[] {
  const folder = join(import.meta.dirname, '../../src/store')
  const read = (file: string) => ({ file, text: readFileSync(join(folder, file), 'utf8') })
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map(read)
}

const migrationTexts = () => {
  const folder = join(import.meta.dirname, '../../src/store/migrations')
  return readdirSync(folder).map((file) => ({
    file,
    text: readFileSync(join(folder, file), 'utf8'),
  }))
}

/** Every SQL statement in the store's files, with the name of the tables of tenants it reads or writes. */
function statements(): readonly { readonly file: string; readonly sql: string }[] {
  return storeTexts().flatMap(({ file, text }) =>
    [...text.matchAll(/[`'](\s*(?:with|select|insert|update|delete)\b[^`]*?)[`']\s*,?\s*\n/gi)].map(
      (match) => ({ file, sql: match[1] ?? '' }),
    ),
  )
}

test('R6: the tenant is set in one place, by SET LOCAL', () => {
  const setting = storeTexts().filter(({ text }) => /app\.provider_id/.test(text))
  assert.deepEqual(
    setting.map(({ file }) => file),
    ['tx.ts'],
  )
  assert.match(setting[0]?.text ?? '', /set local app\.provider_id/)
  assert.deepEqual(
    storeTexts().filter(({ text }) => /set_config/i.test(text)),
    [],
  )
})

test('R7: every statement on a tenant table binds the provider', async () => {
  const tenant = await tenantTables()
  const touches = (sql: string) =>
    tenant.some((table) => new RegExp(`\\b(from|join|into|update)\\s+${table}\\b`, 'i').test(sql))
  const found = statements().filter(({ sql }) => touches(sql))
  assert.ok(found.length > 15, `${found.length} statements were found`)
  assert.deepEqual(
    found.filter(({ sql }) => !/provider_id/.test(sql)),
    [],
  )
})

test('R8 and R11: no INSERT from unnest, no MERGE', () => {
  const texts = [...storeTexts(), ...migrationTexts()]
  assert.deepEqual(
    texts
      .filter(({ text }) => /select\s+\*?\s*from\s+unnest|\bmerge\s+into\b/i.test(text))
      .map(({ file }) => file),
    [],
  )
})

test('R9: the migrator bypasses row-level security; the application does not, owns nothing and is no superuser', async () => {
  const roles = await rows<{ rolname: string; rolsuper: boolean; rolbypassrls: boolean }>(
    `select rolname, rolsuper, rolbypassrls from pg_roles where rolname like 'evenkeel%' order by rolname`,
  )
  assert.deepEqual(roles, [
    { rolname: 'evenkeel_app', rolsuper: false, rolbypassrls: false },
    { rolname: 'evenkeel_commissioner', rolsuper: false, rolbypassrls: false },
    { rolname: 'evenkeel_commissioning', rolsuper: false, rolbypassrls: false },
    { rolname: 'evenkeel_lmc', rolsuper: false, rolbypassrls: false },
    { rolname: 'evenkeel_migrator', rolsuper: false, rolbypassrls: true },
  ])
  assert.deepEqual(
    await rows(`select relname from pg_class where relowner = 'evenkeel_app'::regrole`),
    [],
  )
})

test('R10: ids and times come from the application: no column has a default that makes one', async () => {
  const made = await rows(
    `select table_name, column_name, column_default from information_schema.columns
      where table_schema = 'public' and column_default ~* 'now|uuid|random|clock|timestamp'`,
  )
  assert.deepEqual(made, [])
  const conflicts = storeTexts().flatMap(({ text }) => [
    ...text.matchAll(/on conflict[^`]*?do update set[^`]*/gi),
  ])
  assert.deepEqual(
    conflicts.filter(([sql]) => /\w+\(/.test(sql.replace(/on conflict\s*\([^)]*\)/i, ''))),
    [],
  )
})

test('H13: every time in the catalogue bears its zone, and a day is a date', async () => {
  const columns = await rows<{ column: string; type: string }>(
    `select c.relname || '.' || a.attname as column, format_type(a.atttypid, null) as type
       from pg_attribute a
       join pg_class c on c.oid = a.attrelid
       join pg_type t on t.oid = a.atttypid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and a.attnum > 0
        and not a.attisdropped and t.typcategory = 'D'`,
  )
  assert.ok(columns.length > 100, `${columns.length} columns`)
  const others = columns.filter(
    ({ type }) => type !== 'timestamp with time zone' && type !== 'date',
  )
  assert.deepEqual(others, [])
  const byName = (ends: RegExp) => columns.filter(({ column }) => ends.test(column))
  assert.deepEqual(
    byName(/_at$/).filter(({ type }) => type !== 'timestamp with time zone'),
    [],
  )
  assert.deepEqual(
    byName(/_on$/).filter(({ type }) => type !== 'date'),
    [],
  )
})

test('R12: rows are locked only inside one provider', () => {
  const locking = statements().filter(({ sql }) => /for update|skip locked/i.test(sql))
  assert.deepEqual(
    locking.filter(({ sql }) => !/provider_id = \$\d/.test(sql)),
    [],
  )
})

test('R13: the application takes no advisory lock and listens to no NOTIFY', () => {
  const outsideMigration = storeTexts().filter(({ file }) => file !== 'migrate.ts')
  assert.deepEqual(
    outsideMigration
      .filter(({ text }) => /pg_(try_)?advisory|\blisten\b |pg_notify/i.test(text))
      .map(({ file }) => file),
    [],
  )
})

test('R14: nothing leaves by logical decoding', async () => {
  assert.deepEqual(await rows('select slot_name from pg_replication_slots'), [])
  assert.deepEqual(await rows('select pubname from pg_publication'), [])
})

test('R15: one constraint an ALTER', () => {
  const alters = migrationTexts().flatMap(({ text }) => text.match(/alter table[^;]*;/gi) ?? [])
  assert.deepEqual(
    alters.filter((sql) => (sql.match(/add constraint/gi) ?? []).length > 1),
    [],
  )
})

test('R16: a view, where there is one, runs with the rights of who asks', async () => {
  const views = await rows(
    `select relname from pg_class where relkind = 'v' and relnamespace = 'public'::regnamespace
        and not coalesce(reloptions::text ~ 'security_invoker=true', false)`,
  )
  assert.deepEqual(views, [])
})
