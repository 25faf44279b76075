import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PROTOCOL_CARDS } from '#clinical/protocols.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

for (const { id, kind, name } of PROTOCOL_CARDS) {
  test(`H10: ${id} has its page with its source, its tables and, for maintenance, its graph`, async () => {
    const visitor = await signedInAs(clinic, 'clinical-lead')
    const { status, text } = await visitor.get(`/service/protocols/${id}`)
    assert.equal(status, 200)
    assert.ok(text.includes(`<h1 class="nhsuk-heading-l">${name}</h1>`))
    assert.equal(text.includes('id="protocol-graph-title"'), kind === 'maintenance')
  })
}

test('a protocol that there is not has no page', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  assert.equal((await visitor.get('/service/protocols/my-own')).status, 404)
})
