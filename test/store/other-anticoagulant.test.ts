import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { IMPORT_KINDS } from '#interchange/import-finding.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { spoilt } from '#test/import/small-export.ts'
import { commitImport } from '#workflow/commit-import.ts'
import { importWaitingRows } from '#workflow/import-waiting-rows.ts'
import { patientPlans } from '#workflow/patient-plans.ts'
import { planEpisode } from '#workflow/plan-episode.ts'
import { settleHeldRow } from '#workflow/settle-held-row.ts'
import { stageImport } from '#workflow/stage-import.ts'
import { done, freshKey, refusal } from './visit-desk.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const manager = () => clinic.callerOf('practice-manager')

/** An export in which one of four people is on apixaban. */
async function imported(): Promise<string> {
  const files = spoilt('episodes', '7-0003,warfarin', '7-0003,Apixaban')
  const uploads = IMPORT_KINDS.map((kind) => {
    const base64 = Buffer.from(files[kind]).toString('base64')
    return [kind, { name: `${kind}.csv`, type: 'text/csv', base64 }]
  })
  const upload = { ...Object.fromEntries(uploads), dateFormat: 'yyyy-mm-dd' }
  const { batchId } = done(await stageImport.run(clinic.house, manager(), freshKey(clinic), upload))
  const taking = { batchId, sampleConfirmed: 'yes' }
  done(await commitImport.run(clinic.house, manager(), freshKey(clinic), taking))
  const [found] = await clinic.inTx((tx) =>
    tx.query<{ id: string }>(
      `select id from patient where provider_id = $1 and family_name = 'Rivelin'`,
      [tx.providerId],
    ),
  )
  return found?.id ?? ''
}

test('H18: an import says which other anticoagulant is recorded, at the patient, and whoever plans warfarin answers it', async () => {
  const patientId = await imported()
  const pharmacist = clinic.callerOf('pharmacist')
  const recorded = async () => {
    const plans = await patientPlans(clinic.house, pharmacist, { patientId })
    assert(plans.kind === 'plans')
    return plans.recorded
  }
  const plan = (fields: Readonly<Record<string, string>>) =>
    planEpisode.run(clinic.house, pharmacist, freshKey(clinic), {
      patientId,
      medicine: 'warfarin',
      ...fields,
    })
  const [line, ...more] = await recorded()
  assert.match(line ?? '', /^Other anticoagulant recorded: the other product has apixaban for this/)
  assert.deepEqual(more, [])
  assert.deepEqual(refusal(await plan({})), [422, 'other-anticoagulant-recorded'])

  const seen = { warningReason: 'other', warningsSeen: 'other-anticoagulant-recorded' }
  assert.deepEqual(refusal(await plan(seen)), [422, 'required'], 'in words too')

  const waiting = await importWaitingRows(clinic.house, manager(), { page: 1 })
  assert(waiting.kind === 'waiting-rows')
  const row = waiting.rows.find(({ kind }) => kind === 'episodes')
  assert.match(JSON.stringify(row?.findings), /Other anticoagulant recorded: apixaban/)
  const settling = { rowId: row?.id ?? '', how: 'not-needed' }
  done(await settleHeldRow.run(clinic.house, manager(), freshKey(clinic), settling))
  assert.deepEqual(await recorded(), [])
  done(await plan({}))
})
