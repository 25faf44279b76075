import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { routes } from '#src/routes.ts'
import {
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { newId } from '#workflow/new-id.ts'

let clinic: ServedClinic
let lead: Visitor
before(async () => {
  clinic = await servedClinic()
  lead = await signedInAs(clinic, 'clinical-lead')
})
after(() => clinic.close())

const ODD = ['x', '%27', '%C3%A9', '1'.repeat(300), '%00', '9990259003']

test('an address with something else than an id in it is no page, for any row of the table', async () => {
  const csrf = await lead.csrf()
  for (const { method, path } of routes.filter((route) => route.path.includes('/:'))) {
    for (const odd of ODD) {
      const address = path.replaceAll(/:\w+/g, odd)
      const form = { csrf, 'request-key': newId(Date.now()) }
      const { status } = await (method === 'GET' ? lead.get(address) : lead.post(address, form))
      assert.equal(status, 404, `${method} ${address}`)
    }
  }
})

test('an id that names nothing here is refused in words, for any row of the table', async () => {
  const csrf = await lead.csrf()
  for (const { method, path } of routes.filter((route) => route.path.includes('/:'))) {
    const address = path.replaceAll(/:\w+/g, newId(Date.now()))
    const form = { csrf, 'request-key': newId(Date.now()) }
    const { status } = await (method === 'GET' ? lead.get(address) : lead.post(address, form))
    assert.ok(status >= 303 && status < 500, `${method} ${address}: ${status}`)
  }
})
