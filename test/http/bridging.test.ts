import assert from 'node:assert/strict'
import { after, afterEach, before, test } from 'node:test'
import { day } from '#base/day.ts'
import { typedBoxes } from '#register/patient-typed.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
} from '#test/http/served-clinic.ts'
import { bridgeDesk, HEPARIN } from '#test/store/bridge-desk.ts'
import { switchDesk } from '#test/store/switch-desk.ts'

let clinic: ServedClinic
let desk: ReturnType<typeof bridgeDesk>
before(async () => {
  clinic = await servedClinic()
  desk = bridgeDesk(clinic)
})
afterEach(() => clinic.clock.set('2026-11-22T09:00:00.000Z'))
after(() => clinic.close())

const guard = (page: string) => ({
  csrf: hiddenField(page, 'csrf'),
  'request-key': hiddenField(page, 'request-key'),
})
const versioned = (page: string) => ({ ...guard(page), version: hiddenField(page, 'version') })

test('H18: heparin is planned, made active and ended on its pages, each refusal in words at the field', async () => {
  const who = await desk.onWarfarin()
  const visitor = await signedInAs(clinic, 'prescriber')
  const plan = `/patients/${who.patientId}/plan`
  const start = await visitor.get(plan)
  assert.match(start.text, /Plan heparin beside it/)
  const form = await visitor.get(`${plan}/new`)
  const long = { ...HEPARIN, stopOn: '2027-11-22' }
  const refused = await visitor.post(`${plan}/new`, { ...guard(form.text), ...long })
  assert.equal(refused.status, 422)
  assert.match(
    refused.text,
    /href="#stopOn-day"[^>]*>Heparin goes beside another anticoagulant for 28 days at most: enter a last day by 20-Dec-2026/,
  )
  const typed = { ...guard(refused.text), ...HEPARIN }
  assert.equal((await visitor.post(`${plan}/new`, typed)).status, 303)

  const planned = await visitor.get(plan)
  assert.doesNotMatch(planned.text, /Plan heparin beside it/)
  const [, id = ''] =
    new RegExp(`${plan}/([0-9a-f-]+)/start"[^>]*>\\s*Make treatment active`).exec(planned.text) ??
    []
  const active = await visitor.get(`${plan}/${id}/start`)
  const first = { ...versioned(active.text), phase: 'initiating', nextTestOn: '2026-11-24' }
  assert.equal((await visitor.post(`${plan}/${id}/start`, first)).status, 303)

  const listed = await visitor.get('/worklists/bridging-not-ended')
  assert.match(
    listed.text,
    /Heparin is given beside another anticoagulant; its last day is 01-Dec-2026/,
  )
  assert.match((await visitor.get('/')).text, /heparin beside another anticoagulant, not ended/)

  const both = /Two anticoagulants: heparin beside another one until 01-Dec-2026 at the latest/
  for (const at of ['', '/plan', '/details', '/appointments', '/history']) {
    assert.match((await visitor.get(`/patients/${who.patientId}${at}`)).text, both, at)
  }
  const end = await visitor.get(`${plan}/${id}/end`)
  assert.match(
    end.text,
    /at least 5 days, and until the INR has been 2\.0 or above for at least 24 hours/,
  )
  assert.match(end.text, /heparin is given on 1 day; at least 5 are asked/)
  const now = { ...versioned(end.text), reason: 'course-complete', endedOn: '2026-11-22' }
  const early = await visitor.post(`${plan}/${id}/end`, now)
  assert.equal(early.status, 422)
  assert.match(early.text, /Choose why heparin ends earlier, or let it go on/)
  const why = { ...now, ...versioned(early.text), earlyReason: 'specialist-advice' }
  assert.equal((await visitor.post(`${plan}/${id}/end`, why)).status, 303)
  assert.match(
    (await visitor.get(plan)).text,
    /Heparin ends before its rule: Advice of a specialist/,
  )
})

test('H18: heparin beside a direct oral anticoagulant is refused with what to do instead', async () => {
  const { patientId } = await switchDesk(clinic).onDoac()
  const visitor = await signedInAs(clinic, 'prescriber')
  const plan = `/patients/${patientId}/plan`
  assert.doesNotMatch((await visitor.get(plan)).text, /Plan heparin beside it/)
  const form = await visitor.get(`${plan}/new`)
  const refused = await visitor.post(`${plan}/new`, { ...guard(form.text), ...HEPARIN })
  assert.equal(refused.status, 422)
  assert.match(refused.text, /href="#medicine"[^>]*>This patient takes apixaban, or is about to/)
  assert.match(refused.text, /write a plan around the procedure/)
})

test('H18: the end of heparin around a procedure asks nothing of a start; a task of it opens the plan', async () => {
  const who = await desk.onWarfarin({ phase: 'maintaining', startedOn: day('2026-03-01') })
  const id = await desk.given(who)
  const visitor = await signedInAs(clinic, 'prescriber')
  const page = await visitor.get(`/patients/${who.patientId}/plan/${id}/end`)
  assert.doesNotMatch(page.text, /earlyReason/)
  const [task] = await desk.tasks(id)
  const opened = await visitor.get(`/tasks/${task?.id}`)
  assert.equal(opened.status, 303)
  assert.equal(opened.location, `/patients/${who.patientId}/plan`)
})

test('H18: the last day of heparin is not moved beyond its limit on the page of the plan', async () => {
  const who = await desk.onWarfarin()
  const id = await desk.given(who)
  const visitor = await signedInAs(clinic, 'prescriber')
  const path = `/patients/${who.patientId}/plan/${id}/change`
  const page = await visitor.get(path)
  const { startedOn: _first, stopOn: _last, ...rest } = HEPARIN
  const typed = {
    ...versioned(page.text),
    ...rest,
    ...typedBoxes('startedOn', day('2026-11-22')),
    ...typedBoxes('stopOn', day('2026-12-21')),
    changeReason: 'The INR rises slowly',
  }
  const refused = await visitor.post(path, typed)
  assert.equal(refused.status, 422)
  assert.match(refused.text, /enter a last day by 20-Dec-2026/)
  assert.match(refused.text, /value="The INR rises slowly"/)
  const within = {
    ...typed,
    ...versioned(refused.text),
    ...typedBoxes('stopOn', day('2026-12-20')),
  }
  assert.equal((await visitor.post(path, within)).status, 303)
})
