import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import process from 'node:process'
import { after, before, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { IMPORT_FILES, IMPORT_KINDS } from '#interchange/import-finding.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { filesIn } from '#test/import/import-files.ts'
import { importDryRun } from '#workflow/import-dry-run.ts'
import { newId } from '#workflow/new-id.ts'
import { reverseImport } from '#workflow/reverse-import.ts'
import { stageImport } from '#workflow/stage-import.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const KILLED_AFTER_MS = [5, 60, 120, 180, 240, 300, 400, 600]
const ALL = { patients: 320, episodes: 320, results: 7420 }
const NONE = { patients: 0, episodes: 0, results: 0 }

const caller = () => clinic.callerOf('practice-manager')
const key = () => newId(clinic.clock.now())

async function staged(): Promise<string> {
  const files = filesIn('data/migration-a')
  const sent = IMPORT_KINDS.map((kind) => {
    const base64 = Buffer.from(files[kind]).toString('base64')
    return [kind, { name: IMPORT_FILES[kind], type: 'text/csv', base64 }]
  })
  const upload = { ...Object.fromEntries(sent), dateFormat: 'yyyy-mm-dd' }
  const outcome = await stageImport.run(clinic.house, caller(), key(), upload)
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  return outcome.kind === 'done' ? outcome.batchId : ''
}

/** Starts taking the import in a process of its own and kills that process in the middle. */
async function killedWhileTaking(batchId: string, afterMs: number): Promise<boolean> {
  const program = join(import.meta.dirname, 'import-crash-child.ts')
  const { providerId, accountId } = caller()
  const args = [...process.execArgv.filter((arg) => !arg.startsWith('--test')), program]
  const child = spawn(
    process.execPath,
    [...args, clinic.database.appUrl, providerId, accountId, batchId, key()],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  let said = ''
  child.stdout.on('data', (text) => {
    said += text
  })
  await once(child.stdout, 'data')
  child.stdin.write('go')
  await setTimeout(afterMs)
  await killed(child)
  return said.includes('acknowledged')
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}

async function onRegister() {
  const [counts] = await clinic.inTx((tx) =>
    tx.query<typeof ALL>(
      `select (select count(*)::int from patient where provider_id = $1 and standing = 'live') as patients,
              (select count(*)::int from episode where provider_id = $1 and phase <> 'ended') as episodes,
              (select count(*)::int from inr_result r join patient p on p.provider_id = r.provider_id and p.id = r.patient_id
                where r.provider_id = $1 and p.standing = 'live') as results`,
      [tx.providerId],
    ),
  )
  return counts
}

/** The server rolls back what a dead client has left; until then its locks stand. */
async function stateOf(batchId: string): Promise<string> {
  await clinic.inTx((tx) =>
    tx.query('select provider_id from provider where provider_id = $1 for update', [tx.providerId]),
  )
  const shown = await importDryRun(clinic.house, caller(), { batchId, headingsConfirmed: false })
  return shown.kind === 'dry-run' ? shown.batch.state : shown.kind
}

test('H31, D5.86: an import that is killed in the middle is taken whole or not at all, and says which', async () => {
  let batchId = await staged()
  const seen = new Set<string>()
  for (const afterMs of KILLED_AFTER_MS) {
    const acknowledged = await killedWhileTaking(batchId, afterMs)
    const state = await stateOf(batchId)
    seen.add(state)
    assert.deepEqual(await onRegister(), state === 'committed' ? ALL : NONE, `after ${afterMs} ms`)
    if (acknowledged) assert.equal(state, 'committed')
    if (state === 'committed') {
      const reason = 'Again from the start'
      await reverseImport.run(clinic.house, caller(), key(), { batchId, reason })
      batchId = await staged()
    }
  }
  assert.ok(seen.has('staged'), 'no kill was early enough to interrupt')
})
