import assert from 'node:assert/strict'
import { chmodSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { readConfig } from '#src/config.ts'
import { attachOrStart, type EmbeddedPostgres } from '#store/embedded/embedded-postgres.ts'
import { layoutOf } from '#store/embedded/layout.ts'
import { stopPostmaster } from '#store/embedded/postmaster.ts'
import { openJournal } from '#store/journal.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { inTransaction } from '#store/tx.ts'
import { SECRET, type TestClinic, testClinic } from '#test/clinic.ts'
import { type Answer, servedClinic, signedInAs, type Visitor } from '#test/http/served-clinic.ts'
import { formFields } from '#test/http/visit-forms.ts'
import { scratchFolder } from '#test/scratch.ts'
import {
  accepted,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
  refusal,
} from '#test/store/visit-desk.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { journalOf } from '#workflow/after-restore.ts'
import { backUp, backUpLog, restoreBackup } from '#workflow/back-up.ts'
import { type OpenHouse, openHouse } from '#workflow/open-house.ts'
import { printDose } from '#workflow/print-dose.ts'
import { recordTold } from '#workflow/record-told.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'

// The drill of safety.md (T9): a clinic saves doses, is copied while it does, and is put back to an instant between two of them.

const PASSPHRASE = 'a passphrase of the practice'
const LIST = '/service/after-restore'

let root: string
const at = (name: string) => join(root, name)

/** A dose, told; each a moment apart, so that an instant lies between any two. */
type Dosed = { readonly patientId: string; readonly decisionId: string }
const dosedBefore: Dosed[] = []
const dosedAfter: Dosed[] = []
/** What was acknowledged after the instant: which act, on whose record. */
const acknowledgedAfter: string[] = []

before(async () => {
  root = scratchFolder('drill')
  chmodSync(root, 0o711)
})
after(async () => {
  for (const name of ['data', 'restored']) await stopPostmaster(layoutOf(at(name)))
  rmSync(root, { recursive: true, force: true })
})

async function clinicOn(server: EmbeddedPostgres) {
  await migrate(server.migratorUrl)
  const { appUrl, migratorUrl } = server
  const [appPool, migratorPool] = [openPool(appUrl), openPool(migratorUrl)]
  const journal = openJournal(journalOf(at('data-journal'), SECRET))
  const drop = async () => {
    await Promise.all([appPool.end(), migratorPool.end(), journal.close()])
    await server.stop()
  }
  const made = await testClinic({ database: { appUrl, migratorUrl, appPool, migratorPool, drop } })
  return { ...made, house: { ...made.house, journal } }
}

/** Somebody new is dosed and told, an hour after whoever came before. */
async function dosed(clinic: TestClinic): Promise<Dosed> {
  clinic.clock.advance(60_000)
  const { patientId } = await dosablePatient(clinic)
  const { decisionId } = done(
    await accepted(clinic, clinic.callerOf('nurse'), { ...ROUTINE, patientId }),
  )
  const told = { decisionId, how: 'handed-over', readBack: 'yes', answered: 'yes' }
  done(await recordTold.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), told))
  const wanted = { decisionId, copyOfSuperseded: false }
  assert.equal((await printDose(clinic.house, clinic.callerOf('nurse'), wanted)).kind, 'printed')
  await wait(10)
  return { patientId, decisionId }
}

/** Saves doses, is backed up, saves more; answers the instant between two acknowledged saves to which it is put back. */
async function aDayAtTheClinic(clinic: TestClinic): Promise<string> {
  const asked = {
    dataFolder: at('data'),
    journal: at('data-journal'),
    to: at('copies'),
    passphrase: PASSPHRASE,
  }
  dosedBefore.push(await dosed(clinic))
  assert.equal((await backUp(asked)).kind, 'backed-up')
  dosedBefore.push(await dosed(clinic), await dosed(clinic))
  await wait(10)
  const instant = new Date(Date.now()).toISOString()
  await wait(10)
  for (const _ of [1, 2]) {
    const one = await dosed(clinic)
    dosedAfter.push(one)
    const acts = [
      'Ask for a suggested dose',
      'Accept a suggested dose',
      'Record that the patient was told',
    ]
    acknowledgedAfter.push(...acts, "The patient's dose page was printed")
  }
  const once = { everySeconds: undefined, stop: new AbortController().signal }
  assert.equal((await backUpLog(asked, once, () => undefined)).kind, 'ended')
  return instant
}

async function opened(dataFolder: string): Promise<OpenHouse> {
  const read = readConfig({
    EVENKEEL_DATA: dataFolder,
    EVENKEEL_PRETEND_TODAY: '2026-11-22',
    EVENKEEL_ANCHORS: 'none',
  })
  assert.ok(read.kind === 'config')
  const open = await openHouse(read.config, 'application')
  assert.ok(open.kind === 'open', open.kind)
  return open
}

const plain = ({ text }: Answer) => text.replaceAll('<!-- -->', '').replaceAll('&#x27;', "'")
const linesIn = (page: string) => [
  ...page.matchAll(/<a href="(\/service\/after-restore\/[^"]+)">([^<]+)</g),
]

/** Clears each line on its own page, as a practice manager does. */
async function clearAll(visitor: Visitor): Promise<void> {
  const lines = linesIn(plain(await visitor.get(LIST)))
  for (const [, path = ''] of lines) {
    const form = formFields(await visitor.get(path), path)
    const typed = { ...form, outcome: 'not-needed', reason: 'The patient was asked.' }
    assert.match(plain(await visitor.get(LIST)), /Nobody is dosed until this list is cleared/)
    assert.equal((await visitor.post(path, typed)).location, LIST)
  }
}

const another = (patientId: string) => ({ ...ROUTINE, patientId, inr: '2.6' })
const suggestFor = (clinic: TestClinic, patientId: string) =>
  suggestDose.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), another(patientId))
const acceptFor = (clinic: TestClinic, patientId: string, token: string) =>
  acceptDose.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), {
    slot: 'none',
    ...another(patientId),
    token,
  })

async function dosesIn({ house, providerId }: TestClinic): Promise<readonly string[]> {
  const rows = await inTransaction(house.pool, providerId, async (tx) => ({
    keep: false,
    answer: await tx.query<{ id: string }>(
      'select id from dose_decision where provider_id = $1 order by decided_at',
      [providerId],
    ),
  }))
  return rows.map(({ id }) => id)
}

test('H28: a clinic is put back to an instant: its doses are those acknowledged by then, the list is exactly what came after, and nobody is dosed until it is cleared', async (t) => {
  const clinic = await clinicOn(await attachOrStart(at('data')))
  const instant = await aDayAtTheClinic(clinic)
  await clinic.drop()

  const asked = { from: at('copies'), into: at('restored'), until: instant, journal: undefined }
  const began = performance.now()
  assert.equal((await restoreBackup(asked, PASSPHRASE)).kind, 'restored')
  t.diagnostic(`restored in ${Math.round(performance.now() - began)} ms`)

  const open = await opened(at('restored'))
  const { pool } = open.house
  const restored = { ...clinic, pool, house: open.house, drop: open.close }
  const served = await servedClinic({ clinic: restored })
  try {
    assert.match(open.notes.join(), new RegExp(`^${acknowledgedAfter.length} acknowledged entries`))
    assert.deepEqual(
      await dosesIn(restored),
      dosedBefore.map(({ decisionId }) => decisionId),
    )
    const nurse = clinic.callerOf('nurse')
    const [known] = dosedBefore
    assert.ok(known)
    const { token } = done(await suggestFor(restored, known.patientId))
    const dose = () => acceptFor(restored, known.patientId, token)
    assert.deepEqual(refusal(await dose()), [409, 'reconciling'])
    const wanted = { decisionId: known.decisionId, copyOfSuperseded: false }
    assert.deepEqual(refusal(await printDose(open.house, nurse, wanted)), [409, 'reconciling'])

    const manager = await signedInAs(served, 'practice-manager')
    const lines = linesIn(plain(await manager.get(LIST))).map(([, , what]) => what)
    const [restore, ...rest] = lines.toSorted(
      (a, b) => Number(b?.startsWith('The database')) - Number(a?.startsWith('The database')),
    )
    assert.match(restore ?? '', /^The database was restored to/)
    assert.deepEqual(rest.toSorted(), acknowledgedAfter.toSorted())

    await clearAll(manager)
    assert.doesNotMatch(plain(await manager.get('/')), /Nobody is dosed at the moment/)
    done(await dose())
  } finally {
    await served.close()
  }
  const again = await opened(at('restored'))
  assert.deepEqual(again.notes, [], 'what was cleared is not asked again')
  await again.close()
})
