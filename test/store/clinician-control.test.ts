import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { addDays } from '#base/day.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { accepted, addPastResult, done, ROUTINE, TODAY } from '#test/store/visit-desk.ts'
import { clinicianControl } from '#workflow/clinician-control.ts'
import { countedPeople } from '#workflow/counted-people.ts'
import { providerControl } from '#workflow/provider-control.ts'

let clinic: TestClinic
let patientId: string
before(async () => {
  clinic = await testClinic()
  patientId = await clinic.addPatient()
  const episodeId = await clinic.addEpisode(patientId, { recordedAt: '2025-01-23T09:00:00Z' })
  await addPastResult(clinic, { patientId, episodeId }, 24, 28)
  // The nurse doses today; four weeks later there is another INR, and nobody has dosed on it.
  done(await accepted(clinic, clinic.callerOf('nurse'), { ...ROUTINE, patientId }))
  await addPastResult(clinic, { patientId, episodeId }, 40, -28)
  clinic.clock.set('2026-12-20T10:00:00Z')
})
after(() => clinic.drop())

async function clinicians() {
  const shown = await clinicianControl(clinic.house, clinic.callerOf('clinical-lead'), {})
  assert(shown.kind === 'clinician-control')
  return shown.clinicians
}

test('the days after a dose, and the next INR, are of who decided it; the rest of nobody here', async () => {
  const figures = await clinicians()
  const [nurse, nobody] = figures
  assert.equal(figures.length, 2)
  assert.equal(nurse?.name, 'Test nurse')
  assert.equal(nobody?.accountId, null)
  assert.deepEqual([nurse?.methods[0]?.pooled.of, nobody?.methods[0]?.pooled.of], [28, 28])
  assert.deepEqual([nurse?.methods[2]?.pooled.of, nobody?.methods[2]?.pooled.of], [1, 2])
  assert.equal(nurse?.methods[2]?.pooled.percents.above, 10_000)
  assert.equal(nobody?.methods[0]?.pooled.percents.inRange, 10_000)
})

test('all clinicians together, nobody included, are the clinic', async () => {
  const whole = await providerControl(clinic.house, clinic.callerOf('nurse'), {})
  assert(whole.kind === 'provider-control')
  for (const [nth, { pooled }] of whole.nice.methods.entries()) {
    const each = (await clinicians()).map(({ methods }) => methods[nth]?.pooled.of ?? 0)
    assert.equal(
      each.reduce((sum, of) => sum + of, 0),
      pooled.of,
    )
  }
})

test('a clinician opens the list of the people counted', async () => {
  const { accountId } = clinic.callerOf('nurse')
  const question = { figure: `clinician.${accountId}`, page: null, asked: {} }
  const list = await countedPeople(clinic.house, clinic.callerOf('practice-manager'), question)
  assert(list.kind === 'counted-people')
  assert.deepEqual(
    list.people.map(({ id }) => id),
    [patientId],
  )
})

test('what was decided later than the record of a day is of nobody yet', async () => {
  const until = addDays(TODAY, -1)
  const asked = { until, recordedBy: until }
  const shown = await clinicianControl(clinic.house, clinic.callerOf('nurse'), asked)
  assert(shown.kind === 'clinician-control')
  assert.equal(
    shown.clinicians.some(({ accountId }) => accountId !== null),
    false,
  )
})
