import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addMeasurements, type NewMeasurement, newestMeasurements } from '#store/measurements.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { newId } from '#workflow/new-id.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const measured = (patientId: string, known: Partial<NewMeasurement> = {}): NewMeasurement => ({
  id: newId(clinic.clock.now()),
  patientId,
  kind: 'weight',
  comparator: '=',
  value: 71_300,
  measuredOn: '2026-11-20',
  source: 'measured-here',
  status: 'final',
  replaces: null,
  reason: null,
  recordedBy: clinic.callerOf('nurse').accountId,
  recordedAt: new Date(clinic.clock.now()).toISOString(),
  ...known,
})

const add = (...rows: readonly NewMeasurement[]) => clinic.inTx((tx) => addMeasurements(tx, rows))
const newestOf = async (patientId: string) => {
  const newest = await clinic.inTx((tx) => newestMeasurements(tx, patientId))
  return newest.map(({ kind, value, measuredOn }) => `${kind} ${value} ${measuredOn}`)
}

test('H20: the newest of each kind is found with its day, in whatever order it was typed', async () => {
  const patient = await clinic.addPatient()
  await add(
    measured(patient, { value: 72_000, measuredOn: '2026-11-21' }),
    measured(patient, { value: 75_000, measuredOn: '2025-11-21' }),
    measured(patient, { kind: 'creatinine', value: 92, measuredOn: '2026-06-01' }),
  )
  await add(measured(patient, { value: 74_000, measuredOn: '2026-01-01' }))
  assert.deepEqual(await newestOf(patient), ['creatinine 92 2026-06-01', 'weight 72000 2026-11-21'])
})

test('H20: a figure that was taken back or corrected is not used', async () => {
  const patient = await clinic.addPatient()
  const wrong = measured(patient, { value: 171_000 })
  await add(wrong)
  await add(measured(patient, { value: 71_000, replaces: wrong.id, reason: 'Typed wrongly' }))
  assert.deepEqual(await newestOf(patient), ['weight 71000 2026-11-20'])

  const other = measured(patient, { kind: 'creatinine', value: 300 })
  await add(other)
  const back = { ...other, id: newId(clinic.clock.now()), status: 'void' as const }
  await add({ ...back, replaces: other.id, reason: 'Of another patient' })
  assert.deepEqual(await newestOf(patient), ['weight 71000 2026-11-20'])
})

test('a measurement is replaced once, has a reason, and a censored weight cannot be kept', async () => {
  const patient = await clinic.addPatient()
  const first = measured(patient)
  await add(first)
  await add(measured(patient, { replaces: first.id, reason: 'Once' }))
  await assert.rejects(add(measured(patient, { replaces: first.id, reason: 'Twice' })), /once/)
  await assert.rejects(add(measured(patient, { replaces: first.id })), /check/)
  await assert.rejects(add(measured(patient, { comparator: '>' })), /check/)
})

test('H36: the measurements of one provider are not there for another', async () => {
  const patient = await clinic.addPatient()
  await add(measured(patient))
  const other = await testClinic({ database: clinic.database, prefix: 'other-' })
  assert.deepEqual(await other.inTx((tx) => newestMeasurements(tx, patient)), [])
})
