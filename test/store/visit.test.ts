import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { ug } from '#clinical/dose.ts'
import { addClinicPattern } from '#store/clinics.ts'
import { addResults } from '#store/results.ts'
import { type TestClinic, testClinic } from '#test/clinic.ts'
import { acceptDose } from '#workflow/accept-dose.ts'
import { newId } from '#workflow/new-id.ts'
import { recordTold } from '#workflow/record-told.ts'
import { suggestDose } from '#workflow/suggest-dose.ts'

let clinic: TestClinic
before(async () => {
  clinic = await testClinic()
})
after(() => clinic.drop())

const key = () => newId(clinic.clock.now())

const ROUTINE = {
  identity: 'MH 1942',
  nothingToReport: 'yes',
  inr: '2.5',
  method: 'provider-meter',
  meter: 'CoaguChek 4417',
  stripLot: 'L 62210',
  sampledOn: '2026-11-22',
}

test('a routine visit is suggested, accepted and told', async () => {
  const patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId)
  const nurse = clinic.callerOf('nurse')
  const visit = { ...ROUTINE, patientId }

  const suggested = await suggestDose.run(clinic.house, nurse, key(), visit)
  assert.equal(suggested.kind, 'done', JSON.stringify(suggested))
  if (suggested.kind !== 'done') return
  assert.equal(suggested.suggestion.advice.kind, 'dose')

  const accepted = await acceptDose.run(clinic.house, nurse, key(), {
    ...visit,
    token: suggested.token,
    slot: 'none',
  })
  assert.equal(accepted.kind, 'done', JSON.stringify(accepted))
  if (accepted.kind !== 'done') return

  const told = await recordTold.run(clinic.house, nurse, key(), {
    decisionId: accepted.decisionId,
    how: 'handed-over',
  })
  assert.equal(told.kind, 'done', JSON.stringify(told))
})
