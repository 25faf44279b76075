import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const ADDRESSES = [
  '/patients/xyz',
  '/patients/xyz/appointments',
  '/patients/xyz/contacts',
  '/patients/xyz/non-attendance',
  '/patients/xyz/details',
  '/patients/xyz/plan',
  '/doses/xyz',
  '/doses/xyz/page.pdf',
  '/results/xyz/correct',
  '/tasks/xyz',
  '/service/clinic-packs/xyz',
]

for (const address of ADDRESSES) {
  test(`${address} names nothing, and is no fault`, async () => {
    const visitor = await signedInAs(clinic, 'clinical-lead')
    const { status } = await visitor.get(address)
    assert.equal(status, 404)
  })
}
