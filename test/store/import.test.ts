import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { IMPORT_KINDS, type ImportKind } from '#interchange/import-finding.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { filesIn } from '#test/import/import-files.ts'
import { smallExport, spoilt } from '#test/import/small-export.ts'
import { abandonImport } from '#workflow/abandon-import.ts'
import { commitImport } from '#workflow/commit-import.ts'
import { importDryRun } from '#workflow/import-dry-run.ts'
import { importList } from '#workflow/import-list.ts'
import { importWaitingRows } from '#workflow/import-waiting-rows.ts'
import { indicationsToMap } from '#workflow/indications-to-map.ts'
import { mapIndication } from '#workflow/map-indication.ts'
import { newId } from '#workflow/new-id.ts'
import { reverseImport } from '#workflow/reverse-import.ts'
import { settleHeldRow } from '#workflow/settle-held-row.ts'
import { stageImport } from '#workflow/stage-import.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const manager = () => clinic.callerOf('practice-manager')
const key = () => newId(clinic.clock.now())

const uploadOf = (files: Record<ImportKind, string | Uint8Array>) => ({
  ...Object.fromEntries(
    IMPORT_KINDS.map((kind) => [
      kind,
      {
        name: `${kind}.csv`,
        type: 'text/csv',
        base64: Buffer.from(files[kind]).toString('base64'),
      },
    ]),
  ),
  dateFormat: 'yyyy-mm-dd',
})

async function stage(files: Record<ImportKind, string | Uint8Array>, caller = manager()) {
  return stageImport.run(clinic.house, caller, key(), uploadOf(files))
}

async function staged(files: Record<ImportKind, string | Uint8Array>): Promise<string> {
  const outcome = await stage(files)
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  return outcome.kind === 'done' ? outcome.batchId : ''
}

const commit = (batchId: string, more: object = {}) =>
  commitImport.run(clinic.house, manager(), key(), { batchId, sampleConfirmed: 'yes', ...more })

const reverse = (batchId: string) =>
  reverseImport.run(clinic.house, manager(), key(), { batchId, reason: 'The wrong practice' })

type Counts = Record<'patients' | 'episodes' | 'results' | 'batches', number>

async function counts(): Promise<Counts> {
  const [row] = await clinic.inTx((tx) =>
    tx.query<Counts>(
      `select (select count(*)::int from patient where provider_id = $1 and standing <> 'withdrawn') as patients,
              (select count(*)::int from episode where provider_id = $1 and phase <> 'ended') as episodes,
              (select count(*)::int from inr_result r join patient p using (provider_id)
                where r.provider_id = $1 and p.id = r.patient_id and p.standing <> 'withdrawn') as results,
              (select count(*)::int from import_batch where provider_id = $1) as batches`,
      [tx.providerId],
    ),
  )
  return row ?? assert.fail('no counts')
}

test('H34, D5.90: only a manager or the clinical lead imports; a healthcare assistant is refused with 403', async () => {
  const before = await counts()
  for (const role of ['healthcare-assistant', 'nurse', 'receptionist'] as const) {
    const outcome = await stage(smallExport(), clinic.callerOf(role))
    assert.equal(outcome.kind === 'refused' && outcome.status, 403, role)
  }
  assert.deepEqual(await counts(), before)
})

test('a refused file leaves nothing behind: D5.33 PDF, D5.40 picture type, D5.35 malware', async () => {
  const before = await counts()
  const pdf = await stage({ ...smallExport(), results: '%PDF-1.7' })
  assert.equal(pdf.kind === 'refused' && pdf.status, 415)
  const upload = uploadOf(smallExport())
  const picture = { ...upload, results: { name: 'a.png', type: 'image/png', base64: '' } }
  const other = await stageImport.run(clinic.house, manager(), key(), picture)
  assert.equal(other.kind === 'refused' && other.status, 415)
  const malware = await stage(spoilt('patients', 'Marsden', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE'))
  assert.equal(malware.kind === 'refused' && malware.findings[0]?.code, 'malware')
  assert.deepEqual(await counts(), before)
})

test('D5.37, D5.38, D3.67: the name of a file is a label: shortened, without hidden characters, never a number', async () => {
  const { labelOf } = await import('#workflow/import-upload.ts')
  assert.equal(labelOf('patients', 'x'.repeat(4000)).length, 100)
  assert.equal(labelOf('patients', 'export\u202evsc.exe'), 'exportvsc.exe')
  assert.equal(labelOf('patients', '999 025 9003.csv'), 'patients.csv')
})

test('H31: migration-a is taken whole: 320 patients, 320 unverified plans, 7,420 results with what the file knew', async () => {
  const before = await counts()
  const batchId = await staged(filesIn('data/migration-a'))
  assert.deepEqual({ ...(await counts()), batches: 0 }, { ...before, batches: 0 })

  const dryRun = await importDryRun(clinic.house, manager(), { batchId, headingsConfirmed: false })
  assert.equal(dryRun.kind, 'dry-run')
  if (dryRun.kind !== 'dry-run') return
  assert.deepEqual([dryRun.findings, dryRun.sample.length], [[], 10])

  const unconfirmed = await commitImport.run(clinic.house, manager(), key(), { batchId })
  assert.equal(unconfirmed.kind, 'refused')
  const outcome = await commit(batchId)
  assert.deepEqual(outcome.kind === 'done' && outcome.taken, {
    patients: 320,
    episodes: 320,
    results: 7420,
    held: 0,
  })
  const [first] = await clinic.inTx((tx) =>
    tx.query<
      Record<
        'standing' | 'phase' | 'indication' | 'how' | 'next_test_on' | 'results' | 'dose',
        unknown
      >
    >(
      `select e.standing, e.phase, e.indication, e.next_test_on, e.last_tested_on, e.plan ->> 'howStarted' as how,
              (select count(*)::int from inr_result r where r.provider_id = e.provider_id and r.episode_id = e.id) as results,
              (select max(dose_before_ug) from inr_result r where r.provider_id = e.provider_id and r.episode_id = e.id) as dose
         from episode e join patient p on p.provider_id = e.provider_id and p.id = e.patient_id
        where e.provider_id = $1 and p.nhs_number = '9990259003'`,
      [tx.providerId],
    ),
  )
  assert.ok(first)
  assert.deepEqual(
    [first.standing, first.phase, first.indication, first.how],
    ['unverified', 'maintaining', null, 'imported'],
  )
  assert.ok(Number(first.results) > 10 && Number(first.dose) >= 500)
  assert.match(String(first.next_test_on), /^2026-/)
})

test('H31, D5.44: the same file again is refused with 409 and says when and by whom; nothing is taken twice', async () => {
  const before = await counts()
  const again = await stage(filesIn('data/migration-a'))
  assert.equal(again.kind === 'refused' && again.status, 409)
  if (again.kind === 'refused') {
    assert.match(again.findings[0]?.message ?? '', /22-Nov-2026 at 09:00 by Test practice-manager/)
  }
  const oneSame = await stage({ ...smallExport(), patients: filesIn('data/migration-a').patients })
  assert.equal(oneSame.kind === 'refused' && oneSame.status, 409)
  assert.deepEqual(await counts(), before)
})

test('patients on the register already are not created again; the new ones of the file are', async () => {
  const before = await counts()
  const newcomer = spoilt('patients', '9990259003', '9990000018')
  const batchId = await staged(newcomer)
  const outcome = await commit(batchId)
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  const later = await counts()
  assert.equal(later.patients, before.patients + 1)
  assert.equal(later.results, before.results + 3)
  const reversed = await reverse(batchId)
  assert.equal(reversed.kind, 'done', JSON.stringify(reversed))
})

test('the words of the other product are offered a concept, and take it only when a person says so', async () => {
  const nurse = clinic.callerOf('nurse')
  const shown = await indicationsToMap(clinic.house, nurse, {})
  assert.equal(shown.kind, 'indications')
  if (shown.kind !== 'indications') return
  assert.deepEqual(
    shown.texts
      .map(({ sourceText, unmapped, chosen }) => [sourceText, unmapped, chosen])
      .slice(0, 2),
    [
      ['Atrial fibrillation', 239, null],
      ['Deep vein thrombosis', 32, null],
    ],
  )
  assert.ok(shown.texts.every(({ offered }) => offered !== null))

  const mapped = await mapIndication.run(clinic.house, nurse, key(), {
    sourceText: 'Atrial fibrillation',
    indication: 'atrial-fibrillation',
  })
  assert.equal(mapped.kind === 'done' && mapped.episodes, 239)
  const rest = await indicationsToMap(clinic.house, nurse, {})
  assert.equal(rest.kind, 'indications')
  if (rest.kind !== 'indications') return
  const text = rest.texts.find(({ sourceText }) => sourceText === 'Atrial fibrillation')
  assert.deepEqual([text?.unmapped, text?.chosen?.id], [0, 'atrial-fibrillation'])
  const unknown = await mapIndication.run(clinic.house, nurse, key(), {
    sourceText: 'Deep vein thrombosis',
    indication: 'no-such-concept',
  })
  assert.equal(unknown.kind === 'refused' && unknown.status, 422)
})

test('an import is taken back whole until a visit binds it, and its files may then come again', async () => {
  const list = await importList(clinic.house, manager(), {})
  assert.equal(list.kind, 'imports')
  if (list.kind !== 'imports') return
  const big = list.batches.find(
    ({ summary, state }) => summary.results === 7420 && state === 'committed',
  )
  assert.ok(big)
  const outcome = await reverse(big.id)
  assert.equal(outcome.kind, 'done', JSON.stringify(outcome))
  assert.deepEqual(
    { ...(await counts()), batches: 0 },
    { patients: 0, episodes: 0, results: 0, batches: 0 },
  )
  const twice = await reverse(big.id)
  assert.equal(twice.kind === 'refused' && twice.status, 409)

  const batchId = await staged(filesIn('data/migration-a'))
  const again = await commit(batchId)
  assert.equal(again.kind === 'done' && again.taken.patients, 320)
  const [mapped] = await clinic.inTx((tx) =>
    tx.query<{ count: number }>(
      `select count(*)::int as count from episode where provider_id = $1 and import_batch_id = $2 and indication is not null`,
      [tx.providerId, batchId],
    ),
  )
  assert.equal(mapped?.count, 239)
})

test('H31: once a visit is recorded the import stays', async () => {
  const list = await importList(clinic.house, manager(), {})
  assert.equal(list.kind, 'imports')
  if (list.kind !== 'imports') return
  const newest = list.batches.find(({ state }) => state === 'committed')
  assert.ok(newest)
  await clinic.inTx(async (tx) => {
    const [one] = await tx.query<{ result_id: string; patient_id: string; episode_id: string }>(
      `select id as result_id, patient_id, episode_id from inr_result where provider_id = $1 and import_batch_id = $2 limit 1`,
      [tx.providerId, newest.id],
    )
    assert.ok(one)
    await tx.query(
      `insert into visit (provider_id, id, patient_id, episode_id, result_id, on_date, answers, recorded_by, recorded_at)
       values ($1, $2, $3, $4, $5, '2026-11-22', '{}', $6, '2026-11-22T09:00:00Z')`,
      [tx.providerId, key(), one.patient_id, one.episode_id, one.result_id, manager().accountId],
    )
  })
  const outcome = await reverse(newest.id)
  assert.equal(outcome.kind === 'refused' && outcome.findings[0]?.code, 'in-use')
})

test('rows that cannot be taken wait with their findings until somebody settles them', async () => {
  const clinicOfDirt = await testClinic({ database: clinic.database, prefix: 'dirt-' })
  const caller = clinicOfDirt.callerOf('practice-manager')
  const { house } = clinicOfDirt
  const laid = await stageImport.run(house, caller, key(), uploadOf(filesIn('test/import/dirty')))
  assert.equal(laid.kind, 'done', JSON.stringify(laid))
  if (laid.kind !== 'done') return
  const done = await commitImport.run(house, caller, key(), {
    batchId: laid.batchId,
    sampleConfirmed: 'yes',
  })
  assert.equal(done.kind, 'done', JSON.stringify(done))
  if (done.kind !== 'done') return
  const waiting = await importWaitingRows(house, caller, { page: 1 })
  assert.equal(waiting.kind, 'waiting-rows')
  if (waiting.kind !== 'waiting-rows') return
  assert.equal(waiting.count, done.taken.held)
  const [row] = waiting.rows
  assert.ok(row && row.findings.length > 0 && row.kind === 'patients')
  const settled = await settleHeldRow.run(house, caller, key(), {
    rowId: row.id,
    how: 'not-needed',
  })
  assert.equal(settled.kind, 'done')
  const after = await importWaitingRows(house, caller, { page: 1 })
  assert.equal(after.kind === 'waiting-rows' && after.count, waiting.count - 1)
})

test('headings to confirm keep an import out until they are confirmed; an abandoned one is never taken', async () => {
  const files = spoilt('results', ',inr,', ', INR ,')
  const other = { ...files, patients: files.patients.replaceAll('99902', '99902') }
  const batchId = await staged({ ...other, patients: `${other.patients}\r\n` })
  const open = await commit(batchId)
  assert.equal(open.kind === 'refused' && open.findings[0]?.code, 'headings-to-confirm')
  const abandoned = await abandonImport.run(clinic.house, manager(), key(), { batchId })
  assert.equal(abandoned.kind, 'done')
  const late = await commit(batchId, { headingsConfirmed: 'yes' })
  assert.equal(late.kind === 'refused' && late.status, 409)
})
