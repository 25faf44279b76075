import type { Pool } from 'pg'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import { insertRows } from '#store/insert-rows.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { filesIn } from '#test/import/import-files.ts'
import { commitImport } from '#workflow/commit-import.ts'
import { newId } from '#workflow/new-id.ts'
import { stageImport } from '#workflow/stage-import.ts'
import type { BenchRow } from './bench-row.ts'

const ASKED_SECONDS = 5
const ROUNDS = 3
const TABLES = ['patient', 'patient_version', 'episode', 'episode_version', 'inr_result'] as const

/** Seconds from three files to a committed register, beside the same rows written by bare multi-row VALUES. */
export async function run(): Promise<BenchRow[]> {
  const imports: number[] = []
  const bare: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const clinic = await testClinic()
    const empty = await testClinic()
    imports.push(await seconds(() => importAll(clinic)))
    const rows = await writtenRows(clinic)
    bare.push(await seconds(() => writeBare(empty, rows)))
    await clinic.drop()
    await empty.drop()
  }
  const measured = median(imports)
  const baseline = median(bare)
  const what = 'import of migration-a, seconds (baseline: its rows by bare multi-row VALUES)'
  return [
    {
      what,
      asked: ASKED_SECONDS,
      measured,
      baseline,
      ratio: measured / baseline,
      mustBe: 'at most',
    },
  ]
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now()
  await work()
  return Math.round(performance.now() - started) / 1000
}

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

/** Parsing, checking, staging, taking and the audit lines, by the product's own acts. */
async function importAll({ house, callerOf, clock }: TestClinic): Promise<void> {
  const caller = callerOf('practice-manager')
  const files = filesIn('data/migration-a')
  const sent = IMPORT_KINDS.map((kind) => {
    const base64 = Buffer.from(files[kind]).toString('base64')
    return [kind, { name: IMPORT_FILES[kind], type: 'text/csv', base64 }]
  })
  const upload = { ...Object.fromEntries(sent), dateFormat: 'yyyy-mm-dd' }
  const staged = await stageImport.run(house, caller, newId(clock.now()), upload)
  if (staged.kind === 'refused') throw new Error(JSON.stringify(staged.findings))
  const take = { batchId: staged.batchId, sampleConfirmed: 'yes' }
  const taken = await commitImport.run(house, caller, newId(clock.now()), take)
  if (taken.kind === 'refused') throw new Error(JSON.stringify(taken.findings))
}

type Written = {
  readonly table: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly unknown[])[]
}

/** What the import wrote, as text. */
async function writtenRows({ database, providerId }: TestClinic): Promise<readonly Written[]> {
  const written: Written[] = []
  for (const table of TABLES) {
    const columns = await columnsOf(database.migratorPool, table)
    const { rows } = await database.migratorPool.query<unknown[]>({
      text: `select ${columns.map((column) => `${column}::text`).join(', ')} from ${table} where provider_id = $1`,
      values: [providerId],
      rowMode: 'array',
    })
    written.push({ table, columns, rows })
  }
  return written
}

async function columnsOf(pool: Pool, table: string): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
      where table_name = $1 and is_generated = 'NEVER' order by 1`,
    [table],
  )
  return rows.map(({ name }) => name)
}

async function writeBare(clinic: TestClinic, tables: readonly Written[]): Promise<void> {
  await clinic.inTx(async (tx) => {
    for (const { table, columns, rows } of tables) {
      const moved = rows.map((row) => row.map((value, at) => movedTo(clinic, columns[at], value)))
      await insertRows(tx, table, columns, moved)
    }
  })
}

/** The same row at another provider, where there is no batch to point to. */
function movedTo({ providerId }: TestClinic, column: string | undefined, value: unknown): unknown {
  if (column === 'provider_id') return providerId
  return column === 'import_batch_id' ? null : value
}
