import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { CYP2C9_KNOWN, VKORC1_KNOWN } from '#kinetics/genotypes.ts'
import {
  addGenotypeReport,
  genotypeReportsOf,
  type NewGenotypeReport,
  standingGenotypes,
  type TakenBack,
} from '#store/genotype-reports.ts'
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

const reported = (patientId: string, known: Partial<NewGenotypeReport> = {}) => ({
  id: newId(clinic.clock.now()),
  patientId,
  cyp2c9: '*1/*2' as const,
  vkorc1: 'GA' as const,
  on: day('2026-11-20'),
  laboratory: 'St Elsewhere',
  recordedBy: clinic.callerOf('nurse').accountId,
  recordedAt: new Date(clinic.clock.now()).toISOString(),
  ...known,
})

const addReport = (report: NewGenotypeReport, back?: TakenBack) =>
  clinic.inTx((tx) => addGenotypeReport(tx, report, back))

test('H41: a report of genes that was taken back counts for nothing, once, with its reason, and stays to be read', async () => {
  const ids = [await clinic.addPatient(), await clinic.addPatient()]
  const [patient = '', other = ''] = ids.sort()
  const wrong = reported(patient)
  await addReport(wrong)
  await addReport(reported(other, { vkorc1: 'not-known' }))
  const standing = () =>
    clinic.inTx(async (tx) => {
      const found = await standingGenotypes(tx, [patient, other])
      const rows = found.map((one) => [one.patientId, one.cyp2c9, one.vkorc1, one.on])
      return rows.sort(([one = ''], [other = '']) => (one < other ? -1 : 1))
    })
  const ofOther = [other, '*1/*2', 'not-known', '2026-11-20']
  assert.deepEqual(await standing(), [[patient, '*1/*2', 'GA', '2026-11-20'], ofOther])

  const back = { replaces: wrong.id, reason: 'Of another patient' }
  await assert.rejects(addReport(reported(patient), { ...back, reason: '' }), /check/)
  await addReport(reported(patient), back)
  assert.deepEqual(await standing(), [ofOther])
  await assert.rejects(addReport(reported(patient), back), /once/)
  const [found] = await clinic.inTx((tx) => genotypeReportsOf(tx, patient))
  const { reason, byName, at } = found?.takenBack ?? assert.fail()
  assert.deepEqual([reason, byName, at], [back.reason, 'Test nurse', clinic.clock.now()])
})

test('H41: the database keeps no genes that the model does not know, and no report that says nothing', async () => {
  const patient = await clinic.addPatient()
  const other = '*1/*5' as NewGenotypeReport['cyp2c9']
  await assert.rejects(addReport(reported(patient, { cyp2c9: other })), /check/)
  const nothing = { cyp2c9: 'not-known', vkorc1: 'not-known' } as const
  await assert.rejects(addReport(reported(patient, nothing)), /check/)
  for (const cyp2c9 of CYP2C9_KNOWN) await addReport(reported(patient, { cyp2c9 }))
  for (const vkorc1 of VKORC1_KNOWN) await addReport(reported(patient, { vkorc1 }))
})

test('H36: the measurements of one provider are not there for another', async () => {
  const patient = await clinic.addPatient()
  await add(measured(patient))
  const other = await testClinic({ database: clinic.database, prefix: 'other-' })
  assert.deepEqual(await other.inTx((tx) => newestMeasurements(tx, patient)), [])
})
