import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { READER_ROLES } from '#store/embedded/connections.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { serverAddress } from '#test/database.ts'
import { addPastResult, dosablePatient } from '#test/store/visit-desk.ts'

// What commissioners and the local medical committee may read by SQL: figures in which nobody is, and nothing besides (H36).

let clinic: TestClinic
let server: Client
before(async () => {
  clinic = await testClinic()
  const url = new URL(await serverAddress())
  url.pathname = new URL(clinic.database.appUrl).pathname
  server = new Client({ connectionString: url.href })
  await server.connect()
})
after(async () => {
  await server.end()
  await clinic.drop()
})

/** Asks as somebody of this role would; what is refused answers with the code of the refusal. */
async function askAs(role: string, sql: string): Promise<readonly object[] | string> {
  await server.query(`set role ${role}`)
  try {
    return (await server.query(sql)).rows
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown'
  } finally {
    await server.query('reset role')
  }
}

const NOT_PERMITTED = '42501'

type Column = { readonly table: string; readonly column: string; readonly isView: boolean }

for (const role of READER_ROLES) {
  test(`H36: ${role} is refused every column of every table, by the catalogue and by asking`, async (t) => {
    const { rows } = await server.query<Column>(
      `select c.relname as table, a.attname as column, c.relkind in ('v', 'm') as "isView"
         from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped
        order by 1, 2`,
    )
    assert.ok(rows.length > 500, `${rows.length}`)
    const { rows: rights } = await server.query(
      `select c.relname, a.attname, p.privilege
         from pg_class c join pg_attribute a on a.attrelid = c.oid
         cross join unnest(array['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) p(privilege)
        where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0
          and not a.attisdropped and has_column_privilege($1, c.oid, a.attnum, p.privilege)`,
      [role],
    )
    assert.deepEqual(rights, [])
    const tables = new Set(rows.map(({ table }) => table))
    const kept = new Set(rows.flatMap(({ table, isView }) => (isView ? [] : [table])))
    const tried = [
      ...rows.map(({ table, column }) => `select "${column}" from "${table}"`),
      ...[...tables].flatMap((table) => [
        `select count(*) from "${table}"`,
        `copy "${table}" to stdout`,
      ]),
      ...[...kept].flatMap((table) => [`delete from "${table}"`, `truncate "${table}"`]),
    ]
    let refused = 0
    for (const sql of tried) refused += (await askAs(role, sql)) === NOT_PERMITTED ? 1 : 0
    assert.equal(refused, tried.length)
    t.diagnostic(`${rows.length} columns of ${tables.size} tables: 100 % refused`)
  })

  test(`H36: ${role} reads no statistics, runs no function that reaches across, and makes nothing`, async () => {
    assert.deepEqual(
      await askAs(role, `select tablename from pg_stats where schemaname = 'public'`),
      [],
    )
    const id = clinic.providerId
    for (const sql of [
      `select open_emergency_look('${id}', '9990000018', '1942-09-04')`,
      `select read_emergency_look('${id}', '', now())`,
      'select shared_figures.give_to_readers()',
      'create table public.mine (x int)',
      'create table shared_figures.mine (x int)',
      'set role evenkeel_app',
    ]) {
      const isBack = sql.startsWith('set role')
        ? await cannotBecome(role, 'evenkeel_app')
        : undefined
      assert.equal(isBack ?? (await askAs(role, sql)), NOT_PERMITTED, sql)
    }
    const { rows } = await server.query(
      `select rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreaterole from pg_roles where rolname = $1`,
      [role],
    )
    assert.deepEqual(rows, [
      {
        rolname: role,
        rolcanlogin: false,
        rolsuper: false,
        rolbypassrls: false,
        rolcreaterole: false,
      },
    ])
  })
}

/** Whether a role is a member of another; asked of the catalogue, because a superuser's session may become anybody. */
async function cannotBecome(role: string, other: string): Promise<string> {
  const { rows } = await server.query<{ may: boolean }>('select pg_has_role($1, $2, $3) as may', [
    role,
    other,
    'MEMBER',
  ])
  return rows[0]?.may ? 'may' : NOT_PERMITTED
}

const COMMISSIONER = 'evenkeel_commissioner'
const figures = (view: string) => askAs(COMMISSIONER, `select * from shared_figures.${view}`)

test('H36: a count of 1 to 7 is suppressed, every other is rounded to 5, and a share is made of rounded counts', async () => {
  const shown: Readonly<Record<number, string>> = {
    0: '0',
    1: '*',
    7: '*',
    8: '10',
    12: '10',
    13: '15',
  }
  for (const [count, says] of Object.entries(shown)) {
    const { rows } = await server.query('select shared_figures.shown($1) as says', [count])
    assert.deepEqual(rows, [{ says }], count)
  }
  const shares = [
    [9, 22, '50'],
    [3, 22, '*'],
    [9, 4, '*'],
    [0, 22, '0'],
    [0, 0, '*'],
  ] as const
  for (const [part, whole, says] of shares) {
    const { rows } = await server.query('select shared_figures.share($1, $2) as says', [
      part,
      whole,
    ])
    assert.deepEqual(rows, [{ says }], `${part} of ${whole}`)
  }
})

test('H36: a commissioner reads how many people each provider treats; few people show no figure at all', async () => {
  for (let people = 0; people < 7; people += 1) await dosablePatient(clinic)
  const few = [{ ods_code: 'C88999', medicine: 'warfarin', people: '*' }]
  assert.deepEqual(await figures('people_by_medicine'), few)
  assert.deepEqual(
    (await figures('results_by_quarter')) as object[],
    [],
    'a quarter that has not ended shows nothing',
  )
  for (let people = 0; people < 4; people += 1) {
    const who = await dosablePatient(clinic)
    await addPastResult(clinic, who, people === 0 ? 85 : 25, 300)
  }
  assert.deepEqual(await figures('people_by_medicine'), [{ ...few[0], people: '10' }])
  const [quarter] = (await figures('results_by_quarter')) as Record<string, unknown>[]
  const { ods_code, quarter: _of, ...counts } = quarter ?? {}
  assert.equal(ods_code, 'C88999')
  assert.deepEqual(counts, { people: '*', results: '*', above_8: '*', in_range_percent: '*' })

  for (let people = 0; people < 5; people += 1) {
    await addPastResult(clinic, await dosablePatient(clinic), 25, 300)
  }
  const [more] = (await figures('results_by_quarter')) as Record<string, unknown>[]
  const { ods_code: _site, quarter: _when, ...now } = more ?? {}
  const allButOne = { people: '10', results: '10', above_8: '*', in_range_percent: '*' }
  assert.deepEqual(now, allButOne, 'one is out of range: a share of 100 would tell how few')
})

test('H36: the local medical committee reads which providers there are, and no figure of their people', async () => {
  const lmc = 'evenkeel_lmc'
  assert.deepEqual(await askAs(lmc, 'select * from shared_figures.providers'), [
    { ods_code: 'C88999', name: 'Hallam Surgery', kind: 'gp-practice' },
  ])
  for (const view of ['people_by_medicine', 'results_by_quarter']) {
    assert.equal(await askAs(lmc, `select * from shared_figures.${view}`), NOT_PERMITTED)
  }
})

test('H36: no view of the shared figures has a column that could name or number a person', async () => {
  const { rows } = await server.query<{ column: string }>(
    `select distinct column_name as column from information_schema.columns where table_schema = 'shared_figures' order by 1`,
  )
  assert.deepEqual(
    rows.map(({ column }) => column),
    [
      'above_8',
      'in_range_percent',
      'kind',
      'medicine',
      'name',
      'ods_code',
      'people',
      'quarter',
      'results',
    ],
  )
})
