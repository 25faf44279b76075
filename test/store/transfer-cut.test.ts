import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptTransfer } from '#workflow/accept-transfer.ts'
import { newId } from '#workflow/new-id.ts'
import { verify } from '#workflow/verify.ts'
import { somebodyWaits } from './somebody-waits.ts'
import {
  answering,
  codeOf,
  done,
  nextPerson,
  numberOf,
  secondClinic,
  seenBy,
  sent,
  step,
} from './transfer-desk.ts'
import { dosablePatient } from './visit-desk.ts'

// An acceptance that is cut off when everything of it is written and nothing committed (S4): the patient is where they were.

let here: TestClinic
let there: TestClinic
before(async () => {
  here = await testClinic()
  there = await secondClinic(here)
})
after(() => here.drop())

/** Cuts the connection that waits for a lock of this database. */
async function cutWhoWaits(): Promise<void> {
  await somebodyWaits(here)
  await here.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  )
}

for (const [which, headOf] of [
  ['the first', () => [here, there].map(({ providerId }) => providerId).sort()[0]],
  ['the second', () => [here, there].map(({ providerId }) => providerId).sort()[1]],
] as const) {
  test(`S4: cut off while it waits for ${which} of the two audits, nothing of an acceptance is kept at either; asked again it is done once`, async () => {
    const made = await dosablePatient(here, { nextTestOn: '2026-12-06' }, nextPerson())
    const nhs = await numberOf(here, made.patientId)
    const transferId = await sent(here, there, made.episodeId)
    const seen = await seenBy(there, transferId)
    const key = newId(there.clock.now())
    const accept = () =>
      acceptTransfer.run(there.house, there.callerOf('prescriber'), key, { transferId, seen })

    const blocker = await here.database.migratorPool.connect()
    await blocker.query('begin')
    await blocker.query('select from audit_head where provider_id = $1 for update', [headOf()])
    const cut = assert.rejects(accept())
    await somebodyWaits(here)
    assert.deepEqual(await answering(here, nhs), [here.providerId], 'written, not committed')
    await cutWhoWaits()
    await cut
    await blocker.query('rollback')
    blocker.release()
    assert.deepEqual(await answering(here, nhs), [here.providerId], 'cut off')

    const [first, again] = [done(await accept()), done(await accept())]
    assert.deepEqual(again, first)
    assert.deepEqual(await answering(here, nhs), [there.providerId])
    const { faults } = await verify(here.pool, here.clock.now())
    assert.deepEqual(faults, [])
  })
}

test('S4: two providers who accept from one another at once lock the audits in one order, and neither waits for the other for ever', async () => {
  const asked = async (from: TestClinic, to: TestClinic) => {
    const made = await dosablePatient(from, { nextTestOn: '2026-12-06' }, nextPerson())
    const transferId = await sent(from, to, made.episodeId)
    return { transferId, seen: await seenBy(to, transferId) }
  }
  const [out, back] = [await asked(here, there), await asked(there, here)]
  const blocker = await here.database.migratorPool.connect()
  await blocker.query('begin')
  const [first] = [here, there].map(({ providerId }) => providerId).sort()
  await blocker.query('select from audit_head where provider_id = $1 for update', [first])
  const both = [step(there, 'accept-transfer', out), step(here, 'accept-transfer', back)]
  await somebodyWaits(here, 2)
  await blocker.query('commit')
  blocker.release()
  assert.deepEqual((await Promise.all(both)).map(codeOf), ['done', 'done'])
})
