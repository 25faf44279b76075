import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { CONTROL_COLUMNS } from '#interchange/meter-control-row.ts'
import { METER_COLUMNS } from '#interchange/meter-file.ts'
import { controlsOfMeter, metersHere } from '#store/meters.ts'
import { findSent } from '#store/sent-results.ts'
import { openTasksOf } from '#store/tasks.ts'
import { waitingResult } from '#store/visits.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { bringInResults } from '#workflow/bring-in-results.ts'
import { registerMeter } from '#workflow/keep-meters.ts'
import { recordControl } from '#workflow/record-control.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'
import { takeInResult } from '#workflow/take-in-result.ts'
import { nhsNumberOf, takeIn } from './sent-desk.ts'
import { accepted, done, dosablePatient, freshKey, ROUTINE, refusal } from './visit-desk.ts'

// Internal controls in a meter's file: recorded by the rules of those that are typed, in the order in which they were measured (H03, H06).

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

let meters = 0
/** A meter of its own for each test. */
async function newMeter() {
  meters += 1
  const meter = { name: `Room ${meters}`, serial: `UQ 90${meters}`, model: 'coaguchek-xs-plus' }
  done(await registerMeter.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), meter))
  return meter
}

const COLUMNS = [...METER_COLUMNS, ...CONTROL_COLUMNS]
type Row = Partial<Record<(typeof COLUMNS)[number], string>>
const fileOf = (...rows: readonly Row[]) =>
  [COLUMNS, ...rows.map((row) => COLUMNS.map((column) => row[column] ?? ''))]
    .map((cells) => cells.join(','))
    .join('\n')

let tests = 0
const number = () => {
  tests += 1
  return `m${tests}`
}
const control = (serial: string, time: string, inr: string, row: Row = {}): Row => ({
  result_id: number(),
  type: 'control',
  inr,
  measured_at: `2026-11-22 ${time}`,
  meter_serial: serial,
  strip_lot: 'L 62210',
  control_level: '2',
  control_lot: 'C 2609',
  control_low: '2.1',
  control_high: '3.1',
  ...row,
})
const result = async (patientId: string, serial: string, time: string): Promise<Row> => ({
  result_id: number(),
  nhs_number: await nhsNumberOf(clinic, patientId),
  date_of_birth: '1942-09-04',
  inr: '2.6',
  measured_at: `2026-11-22 ${time}`,
  meter_serial: serial,
  strip_lot: 'L 62210',
})

/** Brings in a file as its page does; answers what became of each row, in the order of the file. */
async function bringIn(text: string) {
  const caller = clinic.callerOf('nurse')
  const file = { file: { base64: Buffer.from(text).toString('base64') } }
  const brought = done(await bringInResults.run(clinic.house, caller, freshKey(clinic), file))
  for (const sentId of brought.toTakeIn) {
    done(await takeInResult.run(clinic.house, caller, freshKey(clinic), { sentId }))
  }
  const kept = []
  for (const id of brought.sentIds) kept.push(await clinic.inTx((tx) => findSent(tx, id)))
  return { ...brought, became: kept.map((one) => [one?.step, one?.code]) }
}

const controlsOf = (name: string) =>
  clinic.inTx((tx) => controlsOfMeter(tx, name.toUpperCase().replace(' ', ''), 20))
const waiting = (episodeId: string) => clinic.inTx((tx) => waitingResult(tx, episodeId))

test('H03, H06: a control in a file is recorded with its lots, its level, its range and its time, once', async () => {
  const { name, serial } = await newMeter()
  const file = fileOf(control(serial, '08:00', '2.4'))
  assert.deepEqual((await bringIn(file)).became, [['settled', 'control-passed']])
  const again = await bringIn(`${file}\n`)
  assert.deepEqual([again.known, again.toTakeIn], [1, []])
  await takeIn(clinic, again.sentIds[0] ?? '')
  const [kept, ...others] = await controlsOf(name)
  assert.deepEqual(others, [])
  assert.deepEqual(
    [
      kept?.outcome,
      kept?.tenths,
      kept?.lowTenths,
      kept?.highTenths,
      kept?.controlLot,
      kept?.stripLot,
      kept?.note,
      kept?.doneOn,
    ],
    ['passed', 24, 21, 31, 'C 2609', 'L 62210', 'Level 2', '2026-11-22'],
  )
})

test('H06: a control in a file that is out of its range stops its meter, and what it measured is looked back at', async () => {
  const { name, serial } = await newMeter()
  const nurse = clinic.callerOf('nurse')
  const dosed = await dosablePatient(clinic)
  done(await accepted(clinic, nurse, { ...ROUTINE, patientId: dosed.patientId, meter: name }))
  const second = await dosablePatient(clinic)
  const { became } = await bringIn(fileOf(control(serial, '08:00', '3.4')))
  assert.deepEqual(became, [['settled', 'control-failed']])
  const tasks = await clinic.inTx((tx) => openTasksOf(tx, dosed.episodeId))
  assert.deepEqual(
    tasks.map(({ kind }) => kind),
    ['look-back'],
  )
  const visit = { ...ROUTINE, patientId: second.patientId, meter: name }
  const refused = await suggestDose.run(clinic.house, nurse, freshKey(clinic), visit)
  assert.equal(refusal(refused)[1], 'control-failed')
})

test('H06: a control that failed before a result of its file holds it, though one that passed after it is in the file too', async () => {
  const { serial } = await newMeter()
  const [held, waits] = [await dosablePatient(clinic), await dosablePatient(clinic)]
  const file = fileOf(
    await result(waits.patientId, serial, '08:40'),
    await result(held.patientId, serial, '08:15'),
    control(serial, '08:30', '2.6'),
    control(serial, '08:00', '3.4'),
  )
  const { became, sentIds } = await bringIn(file)
  assert.deepEqual(became, [
    ['waits', 'waits'],
    ['held', 'control-failed'],
    ['settled', 'control-passed'],
    ['settled', 'control-failed'],
  ])
  assert.equal((await takeIn(clinic, sentIds[1] ?? '')).code, 'control-failed', 'tried again')
  assert.deepEqual(await waiting(held.episodeId), undefined)
  const [task] = await clinic.inTx((tx) => openTasksOf(tx, held.episodeId))
  assert.match(task?.title ?? '', /is held\. The last control of this meter failed/)
})

test('H06: a control that passed in the morning and comes in late heals none that failed since', async () => {
  const { name, serial } = await newMeter()
  await bringIn(fileOf(control(serial, '08:20', '3.4')))
  await bringIn(fileOf(control(serial, '08:00', '2.6')))
  const [meter] = (await clinic.inTx((tx) => metersHere(tx, '2026-11-01'))).filter(
    (one) => one.name === name,
  )
  assert.deepEqual([meter?.newest?.outcome, meter?.failedOn], ['failed', ['2026-11-22']])
  const typed = { meter: name, stripLot: 'L 62210', controlLot: 'C 1', shown: 'passed' }
  done(await recordControl.run(clinic.house, clinic.callerOf('nurse'), freshKey(clinic), typed))
  const [healed] = await controlsOf(name)
  assert.equal(healed?.outcome, 'passed', 'one typed since does')
})

test('H03, H06: a control that is held holds the results of its meter after it, until somebody has settled it', async () => {
  const { serial } = await newMeter()
  const [before, since] = [await dosablePatient(clinic), await dosablePatient(clinic)]
  const { became } = await bringIn(
    fileOf(
      control(serial, '08:10', 'E-5'),
      await result(before.patientId, serial, '08:05'),
      await result(since.patientId, serial, '08:15'),
    ),
  )
  assert.deepEqual(became, [
    ['held', 'not-a-result'],
    ['waits', 'waits'],
    ['held', 'control-held'],
  ])
})

for (const { says, row, code } of [
  {
    says: 'of a meter that is not in the register',
    row: { meter_serial: 'UQ NONE' },
    code: 'meter-not-registered',
  },
  { says: 'without the lot of the control', row: { control_lot: '' }, code: 'required' },
  { says: 'of a value with a comma', row: { inr: '"2,6"' }, code: 'use-a-point' },
  { says: 'whose value and outcome differ', row: { control_outcome: 'failed' }, code: 'differs' },
  {
    says: 'of more than 31 days ago',
    row: { measured_at: '2026-10-21 08:00' },
    code: 'control-too-old',
  },
  { says: 'of tomorrow', row: { measured_at: '2026-11-23 08:00' }, code: 'in-future' },
]) {
  test(`H03: a control in a file ${says} is held with the reason, and nothing is recorded`, async () => {
    const { name, serial } = await newMeter()
    const { became } = await bringIn(fileOf(control(serial, '08:00', '2.6', row)))
    assert.deepEqual(became, [['held', code]])
    assert.deepEqual(await controlsOf(name), [])
  })
}

test('H03: another control under the number of one that was recorded is held', async () => {
  const { name, serial } = await newMeter()
  const first = control(serial, '08:00', '3.4')
  await bringIn(fileOf(first))
  assert.deepEqual((await bringIn(fileOf({ ...first, inr: '2.6' }))).became, [
    ['held', 'changed-unsaid'],
  ])
  assert.equal((await controlsOf(name)).length, 1)
})
