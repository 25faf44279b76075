import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { addDays, londonDay } from '#base/day.ts'
import { inTransaction } from '#store/tx.ts'
import { SECRET, testClinic } from '#test/clinic.ts'
import { testDatabase } from '#test/database.ts'
import { type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'
import { soundDose, writeDose } from '#test/store/written-dose.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { isUnavailable } from '#workflow/is-unavailable.ts'
import { newId } from '#workflow/new-id.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'

// A live installation: nobody pretends a day here, and the clock is that of the machine.

const ADD = '/service/staff/add'

let ahead = 0
let clinic: ServedClinic
before(async () => {
  const made = await testClinic({ installation: 'live' })
  const house = { ...made.house, machineClock: () => Date.now() + ahead }
  clinic = await servedClinic({ clinic: { ...made, house } })
})
after(() => clinic.close())

test('D2.71, H13: an application five seconds ahead of its database saves nothing and keeps what was typed', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const typed = {
    csrf: await administrator.csrf(),
    'request-key': crypto.randomUUID(),
    username: 'by.the.clock',
    name: 'Tim Early',
    role: 'receptionist',
    dosing: 'none',
  }
  const accounts = async () =>
    (await clinic.pool.query(`select 1 from account where username = 'by.the.clock'`)).rowCount

  ahead = 5000
  const refused = await administrator.post(ADD, typed)
  assert.equal(refused.status, 503)
  assert.match(refused.text, /We cannot confirm that what you sent is saved/)
  assert.match(refused.text, /value="Tim Early"/)
  assert.equal(await accounts(), 0)

  ahead = 0
  assert.equal((await administrator.post(ADD, typed)).status, 200)
  assert.equal(await accounts(), 1)
})

/** What the database says to a statement of the application, of which nothing stays. */
const answerTo = (sql: string, values: readonly unknown[] = []) =>
  inTransaction(clinic.pool, clinic.providerId, async (tx) => ({
    keep: false,
    answer: await tx.query(sql, values).then(
      () => 'written',
      (error: Error) => error.message,
    ),
  }))

const REFUSED = /time refused: .* is not the time of the database$/

test('H13: the clock of the database is held against each row, and only a demonstration is let off, which no right of the application makes of another', async () => {
  for (const [at, expected] of [
    ['transaction_timestamp()', /^written$/],
    [`transaction_timestamp() - interval '2 seconds'`, /^written$/],
    [`transaction_timestamp() - interval '2.001 seconds'`, REFUSED],
    [`clock_timestamp() + interval '1.9 seconds'`, /^written$/],
    [`clock_timestamp() + interval '1 minute'`, REFUSED],
    [`clock_timestamp() - interval '1 day'`, REFUSED],
  ] as const) {
    const row = `($1, 'a night', '2026-11-22', ${at})`
    const insert = `insert into nightly_run (provider_id, job, on_date, at) values ${row}`
    assert.match(await answerTo(insert, [clinic.providerId]), expected, at)
  }
  const late = `is_written_now(transaction_timestamp(), interval '10 milliseconds')`
  assert.match(await answerTo(`select pg_sleep(0.02), ${late}`), REFUSED, 'kept open')
  for (const sql of [
    `update installation set kind = 'demonstration'`,
    'delete from installation',
    `insert into installation (id, kind, secret, created_at) values (2, 'demonstration', '', now())`,
  ]) {
    assert.match(await answerTo(sql), /permission denied|check constraint/, sql)
  }
  const unsaid = await testDatabase()
  const old = `select is_written_now(clock_timestamp() - interval '1 day') as is_let_off`
  await assert.rejects(unsaid.appPool.query(old), REFUSED)
  const { rows } = await (await testClinic({ database: unsaid })).pool.query(old)
  assert.deepEqual(rows, [{ is_let_off: true }])
  await unsaid.drop()
})

test('H05: a dose that is dated back or ahead is refused by the database, by SQL past the act', async () => {
  const { patientId } = await visitOfToday()
  const { rows } = await clinic.database.migratorPool.query<{ id: string }>(
    'select id from episode where patient_id = $1',
    [patientId],
  )
  const course = { patientId, episodeId: rows[0]?.id ?? '' }
  const dated = (byMs: number) =>
    inTransaction(clinic.pool, clinic.providerId, async (tx) => {
      const [visitAt, sampled] = [new Date().toISOString(), Date.now() - 2 * 3_600_000]
      const [sampledOn, sampledAt] = [londonDay(sampled), new Date(sampled).toISOString()]
      const visitOn = londonDay(Date.now())
      const decidedAt = new Date(Date.now() + byMs).toISOString()
      const rest = { sampledOn, sampledAt, visitOn, visitAt, decidedAt }
      const answer = await writeDose(tx, clinic, course, { ...soundDose(clinic), ...rest }).then(
        () => 'written',
        (error: Error) => error.message,
      )
      return { keep: false, answer }
    })
  assert.equal(await dated(0), 'written')
  for (const byMs of [-3_600_000, -60_000, 60_000]) assert.match(await dated(byMs), REFUSED)
})

/** Somebody in treatment whose last INR is not on record here, and today's visit. */
async function visitOfToday() {
  const today = londonDay(Date.now())
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId, {
    startedOn: addDays(today, -300),
    duration: { kind: 'long-term', reviewOn: addDays(today, 60) },
    lastTestedOn: addDays(today, -28),
    nextTestOn: today,
  })
  return {
    patientId,
    identity: 'MH 1942',
    nothingToReport: 'yes',
    inr: '2.5',
    method: 'provider-meter',
    meter: 'CoaguChek 4417',
    stripLot: 'L 62210',
    sampledOn: today,
    currentDose: '5',
  }
}

async function rowsOf(patientId: string): Promise<readonly number[]> {
  const { rows } = await clinic.database.migratorPool.query<{ saved: number[] }>(
    `select array[(select count(*) from inr_result where patient_id = $1)::int,
                  (select count(*) from visit where patient_id = $1)::int,
                  (select count(*) from dose_decision where patient_id = $1)::int] as saved`,
    [patientId],
  )
  return rows[0]?.saved ?? []
}

test('H05, H13: a clock that is stepped under a save, between its time and the look at the clocks, saves nothing; the database refuses', async () => {
  const visit = await visitOfToday()
  const nurse = clinic.callerOf('nurse')
  const key = newId(Date.now())
  const suggested = await suggestDose.run(clinic.house, nurse, newId(Date.now()), visit)
  assert.equal(suggested.kind, 'done', JSON.stringify(suggested))
  const { token } = suggested as Extract<typeof suggested, { kind: 'done' }>
  const saved = (byMs: number) => {
    const house = { ...clinic.house, clock: () => Date.now() + byMs }
    return acceptDose.run(house, nurse, key, { ...visit, slot: 'none', token })
  }
  for (const byMs of [-300_000, -60_000, 60_000, 300_000]) {
    await assert.rejects(saved(byMs), (error) => {
      assert.match(String(error), /time refused: .* is not the time of the database/)
      return isUnavailable(error)
    })
    assert.deepEqual(await rowsOf(visit.patientId), [0, 0, 0], `${byMs} ms`)
  }
  assert.equal((await saved(0)).kind, 'done')
  assert.equal((await saved(0)).kind, 'done', 'the same key again')
  assert.deepEqual(await rowsOf(visit.patientId), [1, 1, 1])
})

test('H05, H13: an application process whose clock is shifted while it runs doses nobody and loses nothing: the same save is done when the clock is right', async () => {
  const loaded = ['tools/tsx-hook.mjs', 'test/http/shifted-clock.ts'].map((file) =>
    join(import.meta.dirname, '../..', file),
  )
  const given = [clinic.database.appUrl, SECRET.toString('hex')]
  const child = fork(join(import.meta.dirname, 'shifted-app.ts'), given, {
    execArgv: loaded.flatMap((file) => ['--import', file]),
  })
  const answered = async () =>
    z.looseObject({ kind: z.string() }).parse((await once(child, 'message'))[0])
  const ask = async (act: string, key: string, fields: object) => {
    const answer = answered()
    child.send({ act, caller: clinic.callerOf('nurse'), key, fields })
    return await answer
  }
  try {
    assert.deepEqual(await answered(), { kind: 'ready' })
    const visit = await visitOfToday()
    const { token } = await ask('suggest-dose', newId(Date.now()), visit)
    const save = [newId(Date.now()), { ...visit, slot: 'none', token }] as const
    for (const byMs of [-300_000, -60_000, 60_000, 300_000]) {
      child.send(byMs)
      assert.deepEqual(await ask('accept-dose', ...save), { kind: 'unavailable' })
      assert.deepEqual(await rowsOf(visit.patientId), [0, 0, 0], `${byMs} ms`)
    }
    child.send(0)
    const saved = await ask('accept-dose', ...save)
    assert.equal(saved.kind, 'done', JSON.stringify(saved))
    assert.deepEqual(await ask('accept-dose', ...save), saved)
    assert.deepEqual(await rowsOf(visit.patientId), [1, 1, 1])
  } finally {
    child.kill('SIGKILL')
  }
})
