import assert from 'node:assert/strict'
import { appendFileSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { type Journal, JournalAway, type JournalEntry, openJournal } from '#store/journal.ts'
import { newestEntries } from '#store/journal-newest.ts'
import { unknownHere } from '#store/unknown-here.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { type FakeGateway, fakeGateway } from '#test/gateway.ts'
import {
  type Answer,
  type ServedClinic,
  servedClinic,
  signedInAs,
} from '#test/http/served-clinic.ts'
import { formFields } from '#test/http/visit-forms.ts'
import { scratchFolder } from '#test/scratch.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { findUnknown, whyNoJournal } from '#workflow/after-restore.ts'
import { clearUnknown } from '#workflow/clear-unknown.ts'
import { isUnavailable } from '#workflow/is-unavailable.ts'
import { newId } from '#workflow/new-id.ts'
import { printDose } from '#workflow/print-dose.ts'
import { sendMessages } from '#workflow/send-messages.ts'
import { sendText } from '#workflow/send-text.ts'
import { gatewayAt } from '#workflow/text-gateway.ts'
import {
  accepted,
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from './visit-desk.ts'

// What is written down outside the database, and what a database that does not know it does.

const MOBILE = '07700 900123'
const NEVER = new AbortController().signal

const CONTACT = {
  mobile: MOBILE,
  contactVerifiedOn: day('2026-11-01'),
  preferredChannel: 'text-message',
} as const

let folder: string
let journal: Journal
let gateway: FakeGateway
let clinic: TestClinic
let served: ServedClinic
before(async () => {
  folder = scratchFolder('journal')
  journal = openJournal(join(folder, 'own'))
  gateway = await fakeGateway()
  const made = await testClinic()
  clinic = { ...made, house: { ...made.house, journal, gateway: gatewayAt(gateway) } }
  served = await servedClinic({ clinic })
})
after(async () => {
  await journal.close()
  await gateway.close()
  await served.close()
  rmSync(folder, { recursive: true, force: true })
})

function answered(answer: Answer, status: number): Answer {
  assert.equal(answer.status, status, answer.text.slice(-2000))
  return answer
}

const nurse = () => clinic.callerOf('nurse')
const lead = () => clinic.callerOf('clinical-lead')
const [own, nowhere] = ['own', 'nowhere'].map((name) => () => join(folder, name))

const entryOf = (rest: Partial<JournalEntry>): JournalEntry => ({
  kind: 'act',
  provider: clinic.providerId,
  at: '2026-11-22T10:00:00.000Z',
  reference: freshKey(clinic),
  act: 'accept-dose',
  by: nurse().accountId,
  ...rest,
})

async function entriesIn(path: string): Promise<readonly JournalEntry[]> {
  const found: JournalEntry[] = []
  for await (const block of newestEntries(path)) found.unshift(...block)
  return found
}

/** A journal of another day with these entries, and what an application that opens on it finds. */
let journals = 0
async function openedWith(entries: readonly JournalEntry[], rest = '') {
  journals += 1
  const path = join(folder, `other-${journals}`)
  const other = openJournal(path)
  await Promise.all(entries.map(other.write))
  await other.close()
  for (const file of globSync(`${path}/*.jsonl`)) appendFileSync(file, rest)
  return findUnknown(clinic.house, path, nowhere?.() ?? '')
}

const linesHere = () => clinic.inTx(unknownHere)
const openLines = async () => (await linesHere()).filter(({ outcome }) => outcome === null)

async function clearAll(): Promise<void> {
  for (const { id } of await openLines()) {
    const typed = { id, outcome: 'not-needed', reason: 'Nothing was given.' }
    done(await clearUnknown.run(clinic.house, lead(), freshKey(clinic), typed))
  }
}

test('H28: each acknowledged act, message and print is on the disk outside the database, by ids alone, and an opening finds nothing missing', async () => {
  const { patientId } = await dosablePatient(clinic, { managementPlan: 'As before' }, CONTACT)
  const { decisionId } = done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  const asking = { decisionId, number: MOBILE }
  done(await sendText.run(clinic.house, nurse(), freshKey(clinic), asking))
  await sendMessages(clinic.house, NEVER)
  const printed = await printDose(clinic.house, nurse(), { decisionId, copyOfSuperseded: false })
  assert.equal(printed.kind, 'printed')
  const entries = await entriesIn(own?.() ?? '')
  assert.deepEqual(
    entries.map(({ kind, act, patient }) => [kind, act, patient]),
    [
      ['act', 'suggest-dose', patientId],
      ['act', 'accept-dose', patientId],
      ['act', 'send-text', patientId],
      ['message', undefined, patientId],
      ['print', undefined, patientId],
    ],
  )
  assert.equal(entries[1]?.subject, decisionId)
  const written = globSync(`${own?.()}/*.jsonl`)
    .map((file) => readFileSync(file, 'utf8'))
    .join('')
  assert.doesNotMatch(written, /Hargreaves|Margaret|1942|999\d{7}|07700/)
  assert.deepEqual(await findUnknown(clinic.house, own?.() ?? '', nowhere?.() ?? ''), [])
  assert.deepEqual(await linesHere(), [])
})

test('an act is acknowledged when its line is on the disk; where none can be written it is not, and asked again it is done once', async () => {
  const { patientId } = await dosablePatient(clinic)
  const { token } = await suggested(clinic, nurse(), { ...ROUTINE, patientId })
  const fields = { slot: 'none', ...ROUTINE, patientId, token }
  const blocked = join(folder, 'blocked')
  writeFileSync(blocked, '')
  const key = freshKey(clinic)
  const away = { ...clinic.house, journal: openJournal(join(blocked, 'journal')) }
  const asked = acceptDose.run(away, nurse(), key, fields)
  await assert.rejects(asked, (error) => error instanceof JournalAway && isUnavailable(error))
  assert.match(whyNoJournal(join(blocked, 'journal')).join(), /Set EVENKEEL_JOURNAL/)
  const once = done(await acceptDose.run(clinic.house, nurse(), key, fields))
  const entries = (await entriesIn(own?.() ?? '')).filter(({ reference }) => reference === key)
  assert.deepEqual(
    entries.map(({ subject }) => subject),
    [once.decisionId],
  )
})

test('many lines at once are each on the disk, in order, and a torn last line spoils no other', async () => {
  const path = join(folder, 'many')
  const some = Array.from({ length: 3000 }, () => entryOf({}))
  const first = openJournal(path)
  await Promise.all(some.map(first.write))
  await first.close()
  for (const file of globSync(`${path}/*.jsonl`)) appendFileSync(file, '{"kind":"act","prov')
  const second = openJournal(path)
  await second.write(entryOf({ reference: 'after-the-power-cut' }))
  await second.close()
  const read = (await entriesIn(path)).map(({ reference }) => reference)
  assert.deepEqual(read, [...some.map(({ reference }) => reference), 'after-the-power-cut'])
})

test('H28: an opening on a journal that is ahead lists exactly what the database does not have, once, and goes back as far as it must', async () => {
  const known = await entriesIn(own?.() ?? '')
  const [missing, print, message] = [
    Array.from({ length: 2500 }, () => entryOf({ act: 'record-contact' })),
    entryOf({
      kind: 'print',
      reference: 'a print',
      at: '2026-11-22T11:00:00.000Z',
      patient: newId(0),
    }),
    entryOf({ kind: 'message', reference: newId(0) }),
  ]
  const notes = await openedWith([...known, ...missing, print, message])
  assert.match(notes.join(), /^2502 acknowledged entries of the journal are not in this database/)
  const lines = await openLines()
  assert.deepEqual(
    [lines.length, new Set(lines.map(({ kind }) => kind))],
    [2502, new Set(['act', 'print', 'message'])],
  )
  assert.deepEqual(await openedWith([...known, ...missing, print, message]), [])
  assert.equal((await openLines()).length, 2502)
  await clinic.inTx((tx) =>
    tx.query(
      `insert into unknown_cleared (provider_id, unknown_id, outcome, reason, by, at)
       select provider_id, id, 'not-needed', 'Rehearsed.', $2, $3 from unknown_here where provider_id = $1`,
      [tx.providerId, lead().accountId, '2026-11-22T12:00:00Z'],
    ),
  )
})

test('entries of a provider that the database does not have are told to whoever starts it', async () => {
  const notes = await openedWith([entryOf({ provider: newId(0) })])
  assert.match(
    notes.join(),
    /1 acknowledged entries .* of a provider that this database does not have/,
  )
  assert.deepEqual(await openLines(), [])
})

test('H28: until the list is cleared nobody is dosed, no text goes and no page is printed, and the database refuses what came between', async () => {
  const { patientId } = await dosablePatient(clinic, { managementPlan: 'As before' }, CONTACT)
  const { decisionId } = done(await accepted(clinic, nurse(), { ...ROUTINE, patientId }))
  const asking = { decisionId, number: MOBILE }
  done(await sendText.run(clinic.house, nurse(), freshKey(clinic), asking))
  const { patientId: other } = await dosablePatient(clinic)
  const { token } = await suggested(clinic, nurse(), { ...ROUTINE, patientId: other })
  await openedWith([entryOf({ patient: patientId })])
  const fields = { slot: 'none', ...ROUTINE, patientId: other, token }
  const dose = () => acceptDose.run(clinic.house, nurse(), freshKey(clinic), fields)
  assert.deepEqual(refusal(await dose()), [409, 'reconciling'])
  const wanted = { decisionId, copyOfSuperseded: false }
  assert.deepEqual(refusal(await printDose(clinic.house, nurse(), wanted)), [409, 'reconciling'])
  const visitor = await signedInAs(served, 'nurse')
  const page = answered(await visitor.get(`/patients/${other}`), 200)
  assert.match(page.text, /Nobody is dosed at the moment/)
  const offers = gateway.offers.length
  await sendMessages(clinic.house, NEVER)
  assert.equal(gateway.offers.length, offers)
  const { rows } = await clinic.database.migratorPool
    .query('select dose_is_after_reconciling(d) as may from dose_decision d where d.id = $1', [
      decisionId,
    ])
    .catch((error: Error) => ({ rows: [error.message] }))
  assert.match(String(rows[0]), /dose refused: the list after a restore is not cleared/)
  await clearAll()
  done(await dose())
  await sendMessages(clinic.house, NEVER)
  assert.equal(gateway.offers.length, offers + 1, 'the text that waited goes')
})

test('H28: whoever leads the clinic clears each line with what became of it and why, and what is to be entered stays on the page', async () => {
  const { patientId } = await dosablePatient(clinic)
  await openedWith([entryOf({ patient: patientId })])
  const [line] = await openLines()
  assert.ok(line)
  const path = `/service/after-restore/${line.id}`
  answered(await (await signedInAs(served, 'nurse')).get('/service/after-restore'), 403)
  const visitor = await signedInAs(served, 'practice-manager')
  const list = answered(await visitor.get('/service/after-restore'), 200).text
  assert.match(list, /Accept a suggested dose/)
  assert.match(list, /HARGREAVES, (<!-- -->)?Margaret/)
  const form = formFields(await visitor.get(path), path)
  answered(await visitor.post(path, { ...form, outcome: 'to-enter', reason: '' }), 422)
  const typed = { ...form, outcome: 'to-enter', reason: 'Takes 5 mg a day; sheet seen.' }
  assert.equal((await visitor.post(path, typed)).location, '/service/after-restore')
  const after = answered(await visitor.get('/service/after-restore'), 200).text.replaceAll(
    '<!-- -->',
    '',
  )
  assert.match(after, /Doses can be given/)
  assert.match(after, /To be entered now \(1\)/)
  const again = formFields(await visitor.get(path), path)
  const entered = { ...again, outcome: 'entered-again', reason: 'Entered from the sheet.' }
  assert.equal((await visitor.post(path, entered)).location, '/service/after-restore')
  const id = line.id
  const late = await clearUnknown.run(clinic.house, lead(), freshKey(clinic), { ...typed, id })
  assert.deepEqual(refusal(late), [409, 'cleared'])
})

test('H28: a restored database is on the list of each provider, even where no journal tells what is missing', async () => {
  const mark = { until: '2026-11-22T08:30:00.000Z', restoredAt: '2026-11-22T08:45:00.000Z' }
  writeFileSync(join(folder, 'restored.json'), JSON.stringify(mark))
  await findUnknown(clinic.house, nowhere?.() ?? '', folder)
  assert.deepEqual(
    (await openLines()).map(({ kind }) => kind),
    ['restore'],
  )
  await findUnknown(clinic.house, nowhere?.() ?? '', folder)
  assert.equal((await openLines()).length, 1, 'the mark is read once')
  await clearAll()
})
