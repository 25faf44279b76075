import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PROTOCOL_CARDS } from '#clinical/protocols.ts'
import { type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

for (const { id, kind, name, tables } of PROTOCOL_CARDS) {
  test(`H10: ${id} has its page with its source, its tables and its graph, for a start a graph of steps for each table`, async () => {
    const visitor = await signedInAs(clinic, 'clinical-lead')
    const { status, text } = await visitor.get(`/service/protocols/${id}`)
    assert.equal(status, 200)
    assert.ok(text.includes(`<h1 class="nhsuk-heading-l">${name}</h1>`))
    assert.equal(text.includes('id="protocol-graph-title"'), kind === 'maintenance')
    const steps = text.match(/id="step-graph-\d+-title"/g) ?? []
    assert.equal(steps.length, kind === 'initiation' ? tables.length : 0)
  })
}

test('a protocol that there is not has no page', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  assert.equal((await visitor.get('/service/protocols/my-own')).status, 404)
})
