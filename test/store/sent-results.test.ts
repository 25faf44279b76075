import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { findEpisode } from '#store/episodes.ts'
import { findPatient } from '#store/patients.ts'
import { findSent } from '#store/sent-results.ts'
import { openTasksOf } from '#store/tasks.ts'
import { coursePoints, waitingResult } from '#store/visits.ts'
import { nextNhsNumber, type TestClinic, testClinic } from '#test/clinic.ts'
import { bundleOf, sentObservation } from '#test/import/sent-bundle.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { bringInResults, sentResults } from '#workflow/bring-in-results.ts'
import { closeTask } from '#workflow/close-task.ts'
import { settleSentResult } from '#workflow/settle-sent-result.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { takeInResult } from '#workflow/take-in-result.ts'
import { worklist } from '#workflow/worklist.ts'
import {
  accepted,
  done,
  dosablePatient,
  type Fields,
  freshKey,
  ROUTINE,
  refusal,
} from './visit-desk.ts'

// Results that a laboratory sends as a file: they enter the record as a typed one does, or are held for a person (H03).

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

let reports = 0
type Changes = Readonly<Record<string, unknown>>

const named = (value: string) => ({
  identifier: [{ system: 'https://lab.example.nhs.uk/report', value }],
})
const valued = (value: number, comparator?: string) => ({
  valueQuantity: {
    value,
    ...(comparator && { comparator }),
    system: 'http://unitsofmeasure.org',
    code: '{INR}',
  },
})

async function nhsNumberOf(patientId: string): Promise<string> {
  const patient = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert(patient?.details.nhs.kind === 'number')
  return patient.details.nhs.number
}

/** Brings in one result of a patient and takes it in; answers what became of it. */
async function send(
  nhsNumber: string,
  changes: Changes = {},
  person: Changes = {},
  by: Role = 'healthcare-assistant',
) {
  reports += 1
  const observation = sentObservation(nhsNumber, { ...named(`R-${reports}`), ...changes }, person)
  return sendFile(bundleOf(observation), by)
}

async function sendFile(text: string, by: Role = 'healthcare-assistant') {
  const base64 = Buffer.from(text).toString('base64')
  const caller = clinic.callerOf(by)
  const file = { file: { base64 } }
  const brought = done(await bringInResults.run(clinic.house, caller, freshKey(clinic), file))
  const [sentId = ''] = brought.sentIds
  const { step, code } = done(
    await takeInResult.run(clinic.house, caller, freshKey(clinic), { sentId }),
  )
  return { sentId, step, code, known: brought.known }
}

const tasks = (episodeId: string) => clinic.inTx((tx) => openTasksOf(tx, episodeId))
const waiting = (episodeId: string) => clinic.inTx((tx) => waitingResult(tx, episodeId))
const points = (episodeId: string) => clinic.inTx((tx) => coursePoints(tx, episodeId, '2025-01-01'))
const nurse = () => clinic.callerOf('nurse')
const visit = (patientId: string, fields: Fields = {}) => ({
  ...ROUTINE,
  patientId,
  method: 'laboratory',
  meter: '',
  stripLot: '',
  ...fields,
})
const suggest = (patientId: string, fields: Fields = {}) =>
  suggestDose.run(clinic.house, nurse(), freshKey(clinic), visit(patientId, fields))

test('H03: a result that is sent waits for a decision with its task, counts nowhere yet, and is dosed on by a visit that enters just it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { step, sentId } = await send(await nhsNumberOf(patientId))
  assert.equal(step, 'waits')
  const [task] = await tasks(episodeId)
  assert.match(task?.title ?? '', /^INR 2\.6 of 22-Nov-2026 has come from Northern Pathology/)
  assert.equal(task?.kind, 'result-to-enter')
  assert.equal((await points(episodeId)).length, 1)

  assert.deepEqual(refusal(await suggest(patientId, { inr: '2.5' })), [409, 'result-waiting'])
  const byMeter = { inr: '2.6', method: 'provider-meter', meter: 'M', stripLot: 'L' }
  assert.deepEqual(refusal(await suggest(patientId, byMeter)), [409, 'result-waiting'])
  const entered = await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' }))
  done(entered)
  assert.deepEqual(await tasks(episodeId), [])
  assert.equal(await waiting(episodeId), undefined)
  assert.deepEqual(
    (await points(episodeId)).map(({ tenths, method }) => [tenths, method]),
    [
      [24, 'provider-meter'],
      [26, 'laboratory'],
    ],
  )
  const kept = await clinic.inTx((tx) => findSent(tx, sentId))
  assert.equal(kept?.patientId, patientId)
})

test('H03: the same file brought in again, and taken in again, records nothing a second time', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const text = bundleOf(sentObservation(await nhsNumberOf(patientId), named('again')))
  const first = await sendFile(text)
  const second = await sendFile(text, 'pharmacist')
  assert.deepEqual([second.sentId, second.known, second.step], [first.sentId, 1, 'waits'])
  assert.equal((await tasks(episodeId)).length, 1)
})

test('H03, H17: an INR of 9.4 that is sent alarms as a typed one: its clock, its action, no test date', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  assert.equal((await send(await nhsNumberOf(patientId), valued(9.4))).step, 'waits')
  const [task] = await tasks(episodeId)
  assert.ok(task)
  assert.ok(task.dueAt - task.openedAt <= 60 * 60_000)
  assert.match(task.title, /INR 9\.4 of 22-Nov-2026/)
  const episode = await clinic.inTx((tx) => findEpisode(tx, episodeId))
  assert.equal(episode?.nextTestOn, null)
})

const uncertain = [
  { says: 'nobody has', nhs: () => nextNhsNumber(), code: 'no-patient' },
  {
    says: 'another date of birth',
    person: { birthDate: '1942-09-05' },
    code: 'date-of-birth-differs',
  },
  {
    says: 'another family name',
    person: { name: [{ family: 'Hargraves' }] },
    code: 'family-name-differs',
  },
  { says: 'a sample of tomorrow', changes: { effectiveDateTime: '2026-11-23' }, code: 'in-future' },
  { says: 'a status of its own', changes: { status: 'preliminary' }, code: 'not-final' },
  {
    says: 'a result taken back that never came',
    changes: { status: 'cancelled' },
    code: 'nothing-to-void',
  },
] as const

for (const one of uncertain) {
  test(`H01, H03: a result with ${one.says} is held with its reason and is on no record`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    const changes = 'changes' in one ? one.changes : {}
    const person = 'person' in one ? one.person : {}
    const nhs = 'nhs' in one ? one.nhs() : await nhsNumberOf(patientId)
    const { step, code, sentId } = await send(nhs, changes, person)
    assert.deepEqual([step, code], ['held', one.code])
    assert.equal(await waiting(episodeId), undefined)
    assert.deepEqual(await tasks(episodeId), [])
    const shown = await sentResults(clinic.house, nurse(), {})
    assert(shown.kind === 'sent-results')
    assert(shown.inHand.some(({ id }) => id === sentId))
  })
}

test('H03: accents, hyphens and capitals of a family name make no difference', async () => {
  const { patientId } = await dosablePatient(clinic)
  const person = { name: [{ family: 'HARGREAVES' }], birthDate: undefined }
  assert.equal((await send(await nhsNumberOf(patientId), {}, person)).step, 'waits')
})

test('H03: a laboratory result that differs from the one of the same day on record is held; the same one is on record', async () => {
  const { patientId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.5' })))
  assert.equal((await send(nhs, valued(2.5))).step, 'on-record')
  assert.equal((await send(nhs, valued(5.2))).code, 'differs-from-record')
})

test('H05: a result that is too old to dose on is kept as an earlier one, without a visit', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const old = { effectiveDateTime: '2026-11-10' }
  assert.equal((await send(await nhsNumberOf(patientId), old)).step, 'earlier')
  assert.equal(await waiting(episodeId), undefined)
  assert.deepEqual(
    (await points(episodeId)).map(({ sampledOn }) => sampledOn),
    ['2026-10-25', '2026-11-10'],
  )
})

test('H03: a correction of a result that waits takes its place, and its task with it; a result taken back leaves a sample to take', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, { ...named('C-1'), ...valued(2.6) })
  const corrected = { ...named('C-1'), ...valued(6.2), status: 'corrected' }
  assert.equal((await send(nhs, corrected)).step, 'waits')
  assert.equal((await waiting(episodeId))?.tenths, 62)
  const open = await tasks(episodeId)
  assert.deepEqual(
    open.map(({ kind, title }) => [kind, /INR 6\.2/.test(title)]),
    [['result-to-enter', true]],
  )
  assert.equal((await send(nhs, { ...named('C-1'), status: 'entered-in-error' })).step, 'voided')
  assert.equal(await waiting(episodeId), undefined)
  assert.deepEqual(
    (await tasks(episodeId)).map(({ kind }) => kind),
    ['test-failed'],
  )
})

test('H03: a correction of a result that was dosed on goes the way of every correction, by who may correct', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, named('D-1'))
  done(await accepted(clinic, nurse(), visit(patientId, { inr: '2.6' })))
  const corrected = { ...named('D-1'), ...valued(6.2), status: 'amended' }
  assert.equal((await send(nhs, corrected)).code, 'needs-corrector')
  assert.equal((await send(nhs, corrected, {}, 'pharmacist')).step, 'corrected')
  assert.equal((await points(episodeId)).at(-1)?.tenths, 62)
  const kinds = (await tasks(episodeId)).map(({ kind }) => kind)
  assert(kinds.includes('result-corrected'), kinds.join())
})

test('H03: the same name with another content, without saying that it is a correction, is held', async () => {
  const { patientId } = await dosablePatient(clinic)
  const nhs = await nhsNumberOf(patientId)
  await send(nhs, named('E-1'))
  assert.equal((await send(nhs, { ...named('E-1'), ...valued(3.6) })).code, 'changed-unsaid')
  const moved = { ...named('E-1'), effectiveDateTime: '2026-11-21', status: 'corrected' }
  assert.equal((await send(nhs, moved)).code, 'sample-day-differs')
  const other = await nhsNumberOf((await dosablePatient(clinic)).patientId)
  assert.equal(
    (await send(other, { ...named('E-1'), status: 'corrected' })).code,
    'another-patient',
  )
})

const closings = [
  { code: 'not-this-patient', counted: 1, heldAgain: true },
  { code: 'contacted-and-advised', counted: 2, heldAgain: false },
] as const

for (const { code, counted, heldAgain } of closings) {
  test(`H03: a waiting result whose task is closed as ${code} waits no longer and is not lost`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    const { sentId } = await send(await nhsNumberOf(patientId))
    const [task] = await tasks(episodeId)
    assert.ok(task)
    const closing = {
      taskId: task.id,
      version: String(task.version),
      code,
      note: 'Rang the ward',
    }
    const by = clinic.callerOf('prescriber')
    const first = await closeTask.run(clinic.house, by, freshKey(clinic), closing)
    if (first.kind === 'refused') {
      const nextTest = { ...closing, nextTestOn: '2026-11-25', slot: 'none' }
      done(await closeTask.run(clinic.house, by, freshKey(clinic), nextTest))
    }
    assert.equal(await waiting(episodeId), undefined)
    assert.equal((await points(episodeId)).length, counted)
    const kept = await clinic.inTx((tx) => findSent(tx, sentId))
    assert.equal(kept?.step === 'held', heldAgain)
  })
}

test('H03: a held result is on the front page until it is taken in or settled with a reason', async () => {
  const { sentId } = await send(nextNhsNumber())
  const question = { kind: 'sent-result-held', risk: null, owner: null, page: null }
  const keys = async () => {
    const list = await worklist(clinic.house, nurse(), question)
    assert(list.kind !== 'refused', JSON.stringify(list))
    return list.lines.map(({ key }) => key)
  }
  assert((await keys()).includes(sentId))
  const settle = (fields: Fields) =>
    settleSentResult.run(clinic.house, nurse(), freshKey(clinic), { sentId, ...fields })
  assert.deepEqual(refusal(await settle({ how: '', reasonText: 'Asked' })), [422, 'required'])
  assert.deepEqual(refusal(await settle({ how: 'not-needed', reasonText: ' ' })), [422, 'required'])
  done(await settle({ how: 'another-service', reasonText: 'Told the hospital' }))
  assert(!(await keys()).includes(sentId))
  assert.deepEqual(refusal(await settle({ how: 'not-needed', reasonText: 'x' })), [409, 'not-held'])
})

test('H03: nobody doses on what was on the record while a newer result waits, whatever is typed', async () => {
  const { patientId } = await dosablePatient(clinic)
  const token = await suggest(patientId, { inr: '2.4' })
  assert(token.kind === 'done')
  await send(await nhsNumberOf(patientId))
  const fields = { ...visit(patientId, { inr: '2.4' }), token: token.token, slot: 'none' }
  const saved = await acceptDose.run(clinic.house, nurse(), freshKey(clinic), fields)
  assert.deepEqual(refusal(saved), [409, 'result-waiting'])
})

test('H34: a file is brought in by whoever may enter a result, and by nobody else', async () => {
  const file = { file: { base64: Buffer.from(bundleOf()).toString('base64') } }
  const by = clinic.callerOf('receptionist')
  const asked = await bringInResults.run(clinic.house, by, freshKey(clinic), file)
  assert.deepEqual(refusal(asked), [403, 'not-permitted-role'])
  const empty = await bringInResults.run(clinic.house, nurse(), freshKey(clinic), file)
  assert.deepEqual(refusal(empty), [422, 'no-results'])
})
