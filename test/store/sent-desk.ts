import assert from 'node:assert/strict'
import type { Role } from '#access/policy.ts'
import { findPatient } from '#store/patients.ts'
import type { TestClinic } from '#test/clinic.ts'
import { bundleOf, sentObservation } from '#test/import/sent-bundle.ts'
import { bringInResults } from '#workflow/bring-in-results.ts'
import { takeInResult } from '#workflow/take-in-result.ts'
import { done, freshKey } from './visit-desk.ts'

export const valued = (value: number, comparator?: string) => ({
  valueQuantity: {
    value,
    ...(comparator && { comparator }),
    system: 'http://unitsofmeasure.org',
    code: '{INR}',
  },
})

export async function nhsNumberOf(clinic: TestClinic, patientId: string): Promise<string> {
  const patient = await clinic.inTx((tx) => findPatient(tx, patientId))
  assert(patient?.details.nhs.kind === 'number')
  return patient.details.nhs.number
}

/** Brings in a file and takes in its first result, whatever became of it before; answers what becomes of it. */
export async function sendFile(
  clinic: TestClinic,
  text: string,
  by: Role = 'healthcare-assistant',
) {
  const file = { file: { base64: Buffer.from(text).toString('base64') } }
  const caller = clinic.callerOf(by)
  const brought = done(await bringInResults.run(clinic.house, caller, freshKey(clinic), file))
  const [sentId = ''] = brought.sentIds
  return { ...brought, sentId, ...(await takeIn(clinic, sentId, by)) }
}

export async function takeIn(
  clinic: TestClinic,
  sentId: string,
  by: Role = 'healthcare-assistant',
) {
  const caller = clinic.callerOf(by)
  return done(await takeInResult.run(clinic.house, caller, freshKey(clinic), { sentId }))
}

/** An INR of a laboratory, of today, that waits at this patient. */
export async function sentInr(clinic: TestClinic, patientId: string, inr: number): Promise<void> {
  const observation = sentObservation(await nhsNumberOf(clinic, patientId), {
    identifier: [{ system: 'https://lab.example.nhs.uk/report', value: freshKey(clinic) }],
    ...valued(inr),
  })
  assert.equal((await sendFile(clinic, bundleOf(observation))).step, 'waits')
}
