import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testClinic } from '#test/clinic.ts'
import { type ServedClinic, servedClinic, signedInAs } from '#test/http/served-clinic.ts'

const ADD = '/service/staff/add'

let ahead = 0
let clinic: ServedClinic
before(async () => {
  const made = await testClinic()
  const house = { ...made.house, machineClock: () => Date.now() + ahead }
  clinic = await servedClinic({ clinic: { ...made, house } })
})
after(() => clinic.close())

test('D2.71, H13: an application five seconds ahead of its database saves nothing and keeps what was typed', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const typed = {
    csrf: await administrator.csrf(),
    'request-key': crypto.randomUUID(),
    username: 'by.the.clock',
    name: 'Tim Early',
    role: 'receptionist',
    dosing: 'none',
  }
  const accounts = async () =>
    (await clinic.pool.query(`select 1 from account where username = 'by.the.clock'`)).rowCount

  ahead = 5000
  const refused = await administrator.post(ADD, typed)
  assert.equal(refused.status, 503)
  assert.match(refused.text, /What you sent is not saved/)
  assert.match(refused.text, /value="Tim Early"/)
  assert.equal(await accounts(), 0)

  ahead = 0
  assert.equal((await administrator.post(ADD, typed)).status, 200)
  assert.equal(await accounts(), 1)
})
