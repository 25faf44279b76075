import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
} from '#test/http/served-clinic.ts'
import { OVERLAP } from '#test/store/overlap-fields.ts'
import { switchDesk } from '#test/store/switch-desk.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const guard = (page: string) => ({
  csrf: hiddenField(page, 'csrf'),
  'request-key': hiddenField(page, 'request-key'),
  version: hiddenField(page, 'version'),
})

test('H18: an overlap is planned and begun on its pages; then both medicines and its last day stand on every page and list', async () => {
  const { patientId, episodeId } = await switchDesk(clinic).onDoac()
  const visitor = await signedInAs(clinic, 'prescriber')
  const plan = `/patients/${patientId}/plan`
  assert.ok((await visitor.get(plan)).text.includes(`${plan}/${episodeId}/overlap`))

  const empty = await visitor.get(`${plan}/${episodeId}/overlap`)
  assert.match(empty.text, /taken just before the next dose/)
  const refused = await visitor.post(`${plan}/${episodeId}/overlap`, {
    ...guard(empty.text),
    ...OVERLAP,
    untilOn: '2026-12-24',
  })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /between 24-Nov-2026 and 06-Dec-2026/)
  assert.match(refused.text, /Interacting medicine started/)
  const typed = { ...guard(refused.text), ...OVERLAP }
  assert.equal((await visitor.post(`${plan}/${episodeId}/overlap`, typed)).status, 303)

  const planned = await visitor.get(plan)
  assert.match(planned.text, /pixaban 5 mg twice a day, changed to warfarin from 22-Nov-2026/)
  assert.ok(!planned.text.includes('Make treatment active'))
  const begin = await visitor.get(`${plan}/${episodeId}/begin`)
  const first = { ...guard(begin.text), nextTestOn: '2026-11-25' }
  assert.equal((await visitor.post(`${plan}/${episodeId}/begin`, first)).status, 303)

  const both =
    /Two anticoagulants: apixaban 5 mg twice a day and warfarin, 22-Nov-2026 to 04-Dec-2026 at the latest/
  for (const page of ['', '/plan', '/details', '/appointments', '/contacts', '/history']) {
    assert.match((await visitor.get(`/patients/${patientId}${page}`)).text, both, page)
  }
  const listed =
    /Two anticoagulants: apixaban and warfarin, 22-Nov-2026 to 04-Dec-2026 at the latest/
  assert.match((await visitor.get('/worklists/change-not-finished')).text, listed)
  assert.match((await visitor.get('/worklists/education-due')).text, both)
})
