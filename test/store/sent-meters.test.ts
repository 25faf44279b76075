import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { METER_COLUMNS } from '#interchange/meter-file.ts'
import { findResult } from '#store/results.ts'
import { findSent } from '#store/sent-results.ts'
import { openTasksOf } from '#store/tasks.ts'
import { waitingResult } from '#store/visits.ts'
import { nextNhsNumber, type TestClinic, testClinic } from '#test/clinic.ts'
import { bundleOf, ofMeter, sentObservation } from '#test/import/sent-bundle.ts'
import { registerMeter, withdrawMeter } from '#workflow/keep-meters.ts'
import { blockLot } from '#workflow/keep-strip-lots.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { nhsNumberOf, sendFile, takeIn, valued } from './sent-desk.ts'
import { accepted, done, dosablePatient, freshKey, ROUTINE, refusal } from './visit-desk.ts'

// Results that a meter exports as a file: each enters the record with its meter and its strips as a typed one does, or is held for a
// person with the reason (H03, H06).

const METER = { name: 'CoaguChek 4417', serial: 'UQ0012345', model: 'coaguchek-xs-plus' }
let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
  done(await registerMeter.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), METER))
})
after(() => clinic.drop())

let tests = 0
type Row = Partial<Record<(typeof METER_COLUMNS)[number], string>>

/** A file with one test of a patient. */
async function fileOf(patientId: string, row: Row = {}): Promise<string> {
  tests += 1
  const whole: Row = {
    result_id: `${tests}`,
    nhs_number: await nhsNumberOf(clinic, patientId),
    date_of_birth: '1942-09-04',
    family_name: 'Hargreaves',
    inr: '2.6',
    measured_at: '2026-11-22 08:10',
    meter_serial: 'uq 0012345',
    strip_lot: 'L 62210',
    ...row,
  }
  const cells = METER_COLUMNS.map((column) => whole[column] ?? '')
  return `${METER_COLUMNS.join(',')}\n${cells.join(',')}\n`
}

const openTasks = (episodeId: string) => clinic.inTx((tx) => openTasksOf(tx, episodeId))
const waiting = (episodeId: string) => clinic.inTx((tx) => waitingResult(tx, episodeId))
const kept = (id: string) => clinic.inTx((tx) => findSent(tx, id))

test('H03: a result of a meter in a file waits at its patient with its meter, its strips and its time, and a visit enters just it', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { step, sentId } = await sendFile(clinic, await fileOf(patientId))
  assert.equal(step, 'waits')
  const found = await waiting(episodeId)
  assert.deepEqual(
    [found?.method, found?.device?.meter, found?.device?.model, found?.device?.stripLot],
    ['provider-meter', METER.name, METER.model, 'L 62210'],
  )
  assert.equal(found?.sampledAt, Date.UTC(2026, 10, 22, 8, 10))
  const [task] = await openTasks(episodeId)
  assert.match(task?.title ?? '', /has come from the meter uq 0012345, strips of lot L 62210, sent/)

  const nurse = clinic.callerOf('nurse')
  const visit = { ...ROUTINE, patientId, inr: '2.6' }
  const suggest = (typed: Readonly<Record<string, string>>) =>
    suggestDose.run(clinic.house, nurse, freshKey(clinic), { ...visit, ...typed })
  for (const other of [
    { inr: '2.5' },
    { method: 'laboratory', meter: '', stripLot: '' },
    { meter: 'Another meter' },
    { stripLot: 'L 62211' },
  ]) {
    assert.deepEqual(refusal(await suggest(other)), [409, 'result-waiting'], JSON.stringify(other))
  }
  done(await accepted(clinic, nurse, visit))
  assert.deepEqual([await waiting(episodeId), await openTasks(episodeId)], [undefined, []])
  assert.equal((await kept(sentId))?.patientId, patientId)
})

test('H03: the same file of a meter brought in twice records nothing a second time; another value under its number is held', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const row = { result_id: 'memory 12' }
  const file = await fileOf(patientId, row)
  const first = await sendFile(clinic, file)
  const second = await sendFile(clinic, `${file}\n`, 'pharmacist')
  assert.deepEqual([second.sentId, second.known, second.step], [first.sentId, 1, 'waits'])
  assert.equal((await openTasks(episodeId)).length, 1)
  const other = await sendFile(clinic, await fileOf(patientId, { ...row, inr: '3.6' }))
  assert.deepEqual([other.step, other.code], ['held', 'changed-unsaid'])
})

test('H03, H04, H17: >8.0 of a meter in a file stays that, and alarms as a typed one', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { step } = await sendFile(clinic, await fileOf(patientId, { inr: '>8.0' }))
  assert.equal(step, 'waits')
  const found = await waiting(episodeId)
  assert.deepEqual([found?.comparator, found?.tenths], ['>', 80])
  const [task] = await openTasks(episodeId)
  assert.equal(task?.kind, 'alarm-to-enter')
})

for (const inr of ['HI', 'E-3', '']) {
  test(`H17: "${inr}" of a meter in a file is held, and an alarm of its patient: it may be any INR`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    const { step, sentId } = await sendFile(clinic, await fileOf(patientId, { inr }))
    assert.deepEqual([step, (await kept(sentId))?.patientId], ['held', patientId])
    const [alarm, ...others] = await openTasks(episodeId)
    assert.deepEqual([alarm?.kind, others], ['alarm', []])
    assert.match(
      alarm?.title ?? '',
      /has come from the meter uq 0012345.* and is held\. Line 2, inr: INR/,
    )
  })
}

test('H01, H17: "HI" of nobody who is sure is on the list of what is held, and on no record', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const file = await fileOf(patientId, { inr: 'HI', date_of_birth: '1942-09-05' })
  const { step, sentId } = await sendFile(clinic, file)
  assert.deepEqual([step, (await kept(sentId))?.patientId], ['held', null])
  assert.deepEqual(await openTasks(episodeId), [])
})

test('H03, H06: a meter that is not in the register is held with a task, and taken in once it is', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const row = { meter_serial: 'UQ 777' }
  const { step, code, sentId } = await sendFile(clinic, await fileOf(patientId, row))
  assert.deepEqual([step, code], ['held', 'meter-not-registered'])
  assert.equal((await openTasks(episodeId)).length, 1)
  const meter = { name: 'Room 7', serial: 'UQ-777', model: 'other' }
  done(await registerMeter.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), meter))
  assert.equal((await takeIn(clinic, sentId)).step, 'waits')
  assert.equal((await waiting(episodeId))?.device?.meter, 'Room 7')
})

test('H03: a value that the model of its meter cannot show is held, and an alarm where it would be one', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const { step, code } = await sendFile(clinic, await fileOf(patientId, { inr: '9.4' }))
  assert.deepEqual([step, code], ['held', 'above-range'])
  const [task] = await openTasks(episodeId)
  assert.equal(task?.kind, 'alarm')
  assert.match(task?.title ?? '', /INR 9\.4[\s\S]*is held\. INR 9\.4 on CoaguChek 4417: /)
})

test('H03, H06: no result of a blocked lot or a withdrawn meter is taken in from a file; each is held with the reason', async () => {
  const [manager, nurse] = [clinic.callerOf('clinical-lead'), clinic.callerOf('nurse')]
  const lot = { stripLot: 'L BAD', version: '0', reason: 'Recalled by the maker' }
  done(await blockLot.run(clinic.house, manager, freshKey(clinic), lot))
  const { patientId, episodeId } = await dosablePatient(clinic)
  const row = { strip_lot: 'L BAD' }
  const blocked = await sendFile(clinic, await fileOf(patientId, row))
  assert.deepEqual([blocked.step, blocked.code], ['held', 'lot-blocked'])
  assert.match((await kept(blocked.sentId))?.says ?? '', /may not be used.*Recalled by the maker/)
  assert.equal(await waiting(episodeId), undefined)

  const meter = { name: 'Room 8', serial: 'UQ 888', model: 'other' }
  done(await registerMeter.run(clinic.house, nurse, freshKey(clinic), meter))
  const withdrawn = { meter: 'ROOM8', version: '1', reason: 'Dropped' }
  done(await withdrawMeter.run(clinic.house, manager, freshKey(clinic), withdrawn))
  const second = await dosablePatient(clinic)
  const byIt = await sendFile(clinic, await fileOf(second.patientId, { meter_serial: 'UQ 888' }))
  assert.deepEqual([byIt.step, byIt.code], ['held', 'withdrawn'])
  assert.match((await kept(byIt.sentId))?.says ?? '', /This meter is withdrawn \(Dropped\)/)
})

test('H03: a patient in whom no meter may be used is held, whatever it showed', async () => {
  const { patientId } = await dosablePatient(clinic, {}, { meterUnsuitable: 'yes' })
  const { step, code } = await sendFile(clinic, await fileOf(patientId))
  assert.deepEqual([step, code], ['held', 'meter-unsuitable'])
})

test('H01, H03: a result of a meter of nobody here, or of another date of birth, is held and is on no record', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const nobody = await sendFile(clinic, await fileOf(patientId, { nhs_number: nextNhsNumber() }))
  assert.deepEqual([nobody.step, nobody.code], ['held', 'no-patient'])
  const born = await sendFile(clinic, await fileOf(patientId, { date_of_birth: '1943-09-04' }))
  assert.deepEqual([born.step, born.code], ['held', 'date-of-birth-differs'])
  assert.equal(await waiting(episodeId), undefined)
})

test('H05: a result of a meter that is too old to dose on is kept as an earlier one, with its meter', async () => {
  const { patientId } = await dosablePatient(clinic)
  const row = { measured_at: '2026-11-10 08:10' }
  const { step, sentId } = await sendFile(clinic, await fileOf(patientId, row))
  assert.equal(step, 'earlier')
  const resultId = (await kept(sentId))?.resultId ?? ''
  const result = await clinic.inTx((tx) => findResult(tx, resultId))
  assert.deepEqual([result?.method, result?.device?.meter], ['provider-meter', METER.name])
})

/** A Bundle with one result of a meter. */
async function bundleOfMeter(
  patientId: string,
  changes: Readonly<Record<string, unknown>> = {},
  meter: Readonly<Record<string, unknown>> = {},
  strips: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const { observation, devices } = ofMeter(meter, strips)
  const identifier = [{ system: 'https://hub.example.nhs.uk/meter', value: freshKey(clinic) }]
  const sent = { identifier, ...observation, ...changes }
  return bundleOf(sentObservation(await nhsNumberOf(clinic, patientId), sent), ...devices)
}

test('H03: a result of a meter within a Bundle waits as one of its file does, with its comparator', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const file = await bundleOfMeter(patientId, valued(8, '>'))
  assert.equal((await sendFile(clinic, file)).step, 'waits')
  const found = await waiting(episodeId)
  assert.deepEqual(
    [
      found?.method,
      found?.device?.meter,
      found?.device?.stripLot,
      found?.comparator,
      found?.tenths,
    ],
    ['provider-meter', METER.name, 'L 62210', '>', 80],
  )
  const [task] = await openTasks(episodeId)
  assert.equal(task?.kind, 'alarm-to-enter')
  const again = await sendFile(clinic, `${file} `)
  assert.deepEqual([again.known, again.step], [1, 'waits'])
})

for (const { says, changes, meter, strips, code, kind } of [
  {
    says: 'of a meter that is not in the register',
    meter: { serialNumber: 'UQ 404' },
    code: 'meter-not-registered',
    kind: 'result-corrected',
  },
  {
    says: 'of strips of a lot that is not said',
    strips: { lotNumber: '' },
    code: 'required',
    kind: 'result-corrected',
  },
  { says: 'that its model cannot show', changes: valued(9.4), code: 'above-range', kind: 'alarm' },
  {
    says: 'that is an error reading',
    changes: { valueQuantity: undefined, valueString: 'E-3' },
    code: 'no-value',
    kind: 'alarm',
  },
]) {
  test(`H03, H06, H17: a result of a meter within a Bundle ${says} is held, and a task of its patient`, async () => {
    const { patientId, episodeId } = await dosablePatient(clinic)
    const file = await bundleOfMeter(patientId, changes, meter, strips)
    const { step, code: found } = await sendFile(clinic, file)
    assert.deepEqual([step, found], ['held', code])
    const [task, ...others] = await openTasks(episodeId)
    assert.deepEqual([task?.kind, others], [kind, []])
    assert.equal(await waiting(episodeId), undefined)
  })
}

test('H06: a result of a meter within a Bundle of a blocked lot is held, and one that names no meter is on no record', async () => {
  const lot = { stripLot: 'L BAD 2', version: '0', reason: 'Recalled by the maker' }
  const lead = clinic.callerOf('clinical-lead')
  done(await blockLot.run(clinic.house, lead, freshKey(clinic), lot))
  const { patientId, episodeId } = await dosablePatient(clinic)
  const bad = await bundleOfMeter(patientId, {}, {}, { lotNumber: 'L BAD 2' })
  assert.deepEqual((await sendFile(clinic, bad)).code, 'lot-blocked')
  const second = await dosablePatient(clinic)
  const nameless = await sendFile(
    clinic,
    await bundleOfMeter(second.patientId, { device: undefined }),
  )
  assert.deepEqual([nameless.step, nameless.code], ['held', 'meter'])
  assert.deepEqual(await openTasks(second.episodeId), [])
  assert.equal(await waiting(episodeId), undefined)
})

test('H03: a result of a meter that its sender corrects or takes back is held for a person, and what waits stays', async () => {
  const { patientId, episodeId } = await dosablePatient(clinic)
  const identifier = [{ system: 'https://hub.example.nhs.uk/meter', value: freshKey(clinic) }]
  await sendFile(clinic, await bundleOfMeter(patientId, { identifier }))
  const before = await waiting(episodeId)
  for (const change of [{ status: 'corrected', ...valued(3.1) }, { status: 'entered-in-error' }]) {
    const sent = await sendFile(clinic, await bundleOfMeter(patientId, { identifier, ...change }))
    assert.deepEqual([sent.step, sent.code], ['held', 'meter-corrected'])
  }
  assert.deepEqual((await waiting(episodeId))?.id, before?.id)
})
