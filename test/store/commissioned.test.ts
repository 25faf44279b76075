import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { Client } from 'pg'
import { month } from '#contract/calendar-month.ts'
import {
  asCommissioner,
  commissionedVersions,
  mayReadAsCommissioner,
  returnsReceived,
  thisCommissioner,
} from '#store/commissioned.ts'
import { inTransaction, type Tx } from '#store/tx.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type TestCommissioner, testCommissioner } from '#test/commissioner.ts'
import { agreed, submitted } from '#test/store/contract-desk.ts'

// What the database itself lets a commissioner read: the contracts that name it and their returns, and of no person anything.

let clinic: TestClinic
let other: TestClinic
let rivers: TestCommissioner
let moors: TestCommissioner
let contractId: string
before(async () => {
  clinic = await testClinic()
  other = await testClinic({ database: clinic.database, prefix: 'other.' })
  rivers = await testCommissioner(clinic)
  moors = await testCommissioner(clinic, { name: 'Moors ICB', prefix: 'moors.', odsCode: 'QX998' })
  await clinic.addEpisode(await clinic.addPatient({ familyName: 'Quillfeather' }))
  contractId = await agreed(clinic, { commissioner: rivers.id })
  await submitted(clinic, contractId, '2026-10')
  await agreed(other, { reference: 'LCS-02/018' })
})
after(() => clinic.drop())

const readAs = <T>(id: string, read: (tx: Tx) => Promise<T>): Promise<T> =>
  inTransaction(clinic.pool, id, async (tx) => ({
    keep: false,
    answer: await asCommissioner(tx, read),
  }))

type Classes = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>
const classes: Classes = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/safety/data-classes.json'), 'utf8'),
)
/** What is of a patient, of a person who works somewhere, or secret: whatever could name somebody. */
const IDENTIFIABLE = ['patient', 'staff', 'secret']

/** Asks as the application does which has taken the role; answers the code of a refusal. */
async function codeOf(client: Pick<Client, 'query'>, sql: string): Promise<string> {
  return await client.query(sql).then(
    () => 'answered',
    (error: { code?: string }) => error.code ?? 'unknown',
  )
}

test('H36, S19: every identifiable column of the schema is refused to whoever reads as a commissioner, by the database itself', async (t) => {
  const columns = Object.entries(classes).flatMap(([table, held]) =>
    IDENTIFIABLE.flatMap((kind) => (held[kind] ?? []).map((column) => ({ table, column }))),
  )
  assert.ok(columns.length > 500, `${columns.length}`)
  const client = await clinic.pool.connect()
  await client.query(`begin; set local app.provider_id = '${rivers.id}'`)
  await client.query('set role evenkeel_commissioning; commit')
  const letThrough: string[] = []
  for (const { table, column } of columns) {
    const code = await codeOf(client, `select "${column}" from "${table}"`)
    if (code !== '42501') letThrough.push(`${table}.${column}: ${code}`)
  }
  await client.query('reset role')
  assert.equal(await codeOf(client, 'select family_name from patient'), 'answered')
  client.release()
  assert.deepEqual(letThrough, [])
  t.diagnostic(`${columns.length} identifiable columns: 100 % refused`)
})

/** Every column that a commissioner can read of providers: whoever adds one says here that nobody who is treated is in it. */
const SHOWN: Readonly<Record<string, string>> = {
  mine: 'provider_id contract_id',
  contract_version:
    'provider_id provider_name ods_code provider_kind contract_id version specification_id specification_version specification_hash reference from_on to_on levels effective_on agreed_with agreed_on period_confirmed_by recorded_at offer_id support_name support_pence',
  provider: 'id name ods_code kind',
  specification_issued: 'specification_id specification_version document hash',
  event_analysis:
    'provider_id contract_id provider_name event_id year_from nth kind severity related month_on aware_on due_on answers hash submitted_name submitted_role submitted_at is_withdrawn',
  event_statement:
    'provider_id contract_id month_on version events hash signed_name signed_role stated_at',
  action_plan: 'provider_id breach_id version actions by_name at',
  action_update: 'provider_id breach_id nth says by_name at',
  quarterly_claim:
    'provider_id id contract_id quarter_on version contract_version months sums recoveries not_paid total_pence reason hash signed_name signed_role submitted_at',
  claim_step: 'claim_id nth kind outcome reason by by_name by_role at',
  claim_payment: 'claim_id invoice_number amount_pence approved_at',
  claim_dispute: 'provider_id claim_id month paid_to patients',
  monthly_return:
    'provider_id id contract_id month_on version contract_version specification_id specification_version specification_hash figures adjustments reason hash signed_name signed_role submitted_at',
  published_figures: 'provider_id provider_name ods_code provider_kind month_on figures',
  claimed_of_quarter: 'provider_id quarter_on total_pence',
}

test('H36: what a commissioner reads of providers is named here column by column, without the records behind a figure', async () => {
  const { rows } = await clinic.database.migratorPool.query<{ view: string; columns: string }>(
    `select table_name as view, string_agg(column_name, ' ' order by ordinal_position) as columns
       from information_schema.columns where table_schema = 'commissioned' group by 1`,
  )
  assert.deepEqual(Object.fromEntries(rows.map(({ view, columns }) => [view, columns])), SHOWN)
  const named = Object.values(SHOWN).join(' ').replace(' paid_to patients', '')
  assert.doesNotMatch(named, /patient|facts|episode|family|birth|nhs_/)
})

test('S19, S30: a commissioner reads the contracts that name it and their returns, and another commissioner nothing of them', async () => {
  const [version, ...more] = await readAs(rivers.id, commissionedVersions)
  assert.deepEqual(more, [])
  assert.deepEqual(
    [version?.contractId, version?.providerName, version?.reference],
    [contractId, 'Hallam Surgery', 'LCS-02/017'],
  )
  const [received] = await readAs(rivers.id, (tx) => returnsReceived(tx, month('2026-10')))
  assert.equal(received?.figures['active-level-4'], 1)
  assert.ok(!('facts' in (received ?? {})))
  assert.deepEqual(await readAs(moors.id, commissionedVersions), [])
  assert.deepEqual(await readAs(moors.id, (tx) => returnsReceived(tx, month('2026-10'))), [])
  assert.deepEqual(await readAs(clinic.providerId, commissionedVersions), [], 'nor a provider')
})

test('S32: with the variation that names another commissioner the contract is that one’s, with all that was returned under it', async () => {
  const { rows } = await clinic.database.migratorPool.query(
    `insert into contract select (jsonb_populate_record(c, jsonb_build_object('version', 2, 'commissioner_id', $1::text))).*
       from contract c where id = $2 returning version`,
    [moors.id, contractId],
  )
  assert.equal(rows.length, 1)
  assert.deepEqual(await readAs(rivers.id, commissionedVersions), [])
  const versions = await readAs(moors.id, commissionedVersions)
  assert.deepEqual(
    versions.map((each) => each.version),
    [1, 2],
  )
  assert.equal((await readAs(moors.id, (tx) => returnsReceived(tx, month('2026-10')))).length, 1)
  await clinic.database.migratorPool.query('delete from contract where version = 2')
})

test('H36: without the role nothing of it can be read, and after it the transaction is the application’s own again', async () => {
  const outside = inTransaction(clinic.pool, rivers.id, async (tx) => ({
    keep: false,
    answer: await commissionedVersions(tx),
  }))
  await assert.rejects(outside, /permission denied/)
  const told = await inTransaction(clinic.pool, rivers.id, async (tx) => {
    const inside = await asCommissioner(tx, (reader) =>
      reader.query<{ who: string }>('select current_user as who', []),
    )
    const rows = await tx.query<{ who: string }>('select current_user as who', [])
    return { keep: false, answer: [inside[0]?.who, rows[0]?.who] }
  })
  assert.deepEqual(told, ['evenkeel_commissioning', 'evenkeel_app'])
})

test('a commissioner knows itself, a provider is none, and this server lets one read', async () => {
  const asked = (id: string) =>
    inTransaction(clinic.pool, id, async (tx) => ({
      keep: false,
      answer: [(await thisCommissioner(tx))?.name, await mayReadAsCommissioner(tx)],
    }))
  assert.deepEqual(await asked(rivers.id), ['Five Rivers ICB', true])
  assert.deepEqual(await asked(clinic.providerId), [undefined, true])
})
