import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import {
  done,
  dosablePatient,
  freshKey,
  ROUTINE,
  refusal,
  suggested,
} from '#test/store/visit-desk.ts'
import { raiseAlarm } from '#workflow/raise-alarm.ts'
import { agreeToAlarmText, writeAlarmText } from '#workflow/write-alarm-text.ts'
import { hiddenField, type ServedClinic, servedClinic, signedInAs } from './served-clinic.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const CODE = 'inr-5-to-8'
const SAYS = 'Telephone the duty doctor on 4417.\nVitamin K <is> in the blue cupboard.'

const write = (fields: Readonly<Record<string, string>>, role: Role = 'clinical-lead') =>
  writeAlarmText.run(clinic.house, clinic.callerOf(role), freshKey(clinic), {
    code: CODE,
    seen: '0',
    says: SAYS,
    ...fields,
  })
const agree = (seen: string, role: Role) =>
  agreeToAlarmText.run(clinic.house, clinic.callerOf(role), freshKey(clinic), { code: CODE, seen })

/** What stands beside an INR of 5.6, for whoever enters it. */
async function beside(): Promise<readonly string[]> {
  const { patientId } = await dosablePatient(clinic)
  const fields = { ...ROUTINE, patientId, inr: '5.6', inrAgain: '5.6' }
  const { siteTexts } = await suggested(clinic, clinic.callerOf('nurse'), fields)
  return siteTexts.map(({ says }) => says)
}

test('H17: what a site writes beside an alarm is shown when a second person has agreed, and not before', async () => {
  done(await write({}))
  assert.deepEqual(await beside(), [])
  assert.deepEqual(refusal(await agree('1', 'clinical-lead')), [403, 'second-person'])
  assert.deepEqual(refusal(await agree('1', 'pharmacist')), [403, 'not-permitted-role'])
  done(await agree('1', 'prescriber'))
  assert.deepEqual(refusal(await agree('1', 'prescriber')), [409, 'agreed-already'])
  assert.deepEqual(await beside(), [SAYS])

  done(await write({ seen: '1', says: 'Another text' }))
  assert.deepEqual(await beside(), [SAYS], 'the older one stands until somebody agrees')
  assert.deepEqual(refusal(await agree('1', 'prescriber')), [412, 'changed-meanwhile'])
})

const REFUSED = [
  [{ seen: '0' }, 412, 'changed-meanwhile'],
  [{ seen: '2', says: 'Another text' }, 422, 'nothing-new'],
  [{ seen: '2', says: 'x'.repeat(1001) }, 422, 'too-long'],
  [{ code: 'no-such-alarm' }, 404, 'not-found'],
] as const
for (const [fields, status, code] of REFUSED) {
  test(`a text of an alarm is refused: ${code}`, async () => {
    assert.deepEqual(refusal(await write(fields)), [status, code])
  })
}

test('H17: on the task the text stands beside the published action, never in its place, as plain text', async () => {
  const { patientId } = await dosablePatient(clinic)
  const fields = { ...ROUTINE, patientId, inr: '5.6', inrAgain: '5.6' }
  const nurse = clinic.callerOf('nurse')
  const { taskId } = done(await raiseAlarm.run(clinic.house, nurse, freshKey(clinic), fields))
  const { text } = await (await signedInAs(clinic, 'nurse')).get(`/tasks/${taskId}`)
  assert(text.includes('withhold 1 or 2 doses and reduce the maintenance dose'), 'published')
  assert(text.includes('Telephone the duty doctor on 4417.'))
  assert(text.includes('Vitamin K &lt;is&gt; in the blue cupboard.'))
  assert(/Version <!-- -->1|Version 1/.test(text) && text.includes('agreed by'))
})

test('the page writes a text, and another prescriber agrees to it there', async () => {
  const page = '/service/alarm-texts/inr-above-8'
  const lead = await signedInAs(clinic, 'clinical-lead')
  const shown = (await lead.get(page)).text
  const main = shown.slice(shown.indexOf('<main'))
  const guard = { csrf: await lead.csrf(), 'request-key': hiddenField(main, 'request-key') }
  const posted = await lead.post(page, { ...guard, step: 'write', seen: '0', says: 'Ring 999.' })
  assert.equal(posted.location, page, posted.text.slice(posted.text.indexOf('<main')))
  assert(!(await lead.get(page)).text.includes('I have read it and agree'))
  const other = await signedInAs(clinic, 'prescriber')
  const theirs = (await other.get(page)).text
  assert(theirs.includes('I have read it and agree') && theirs.includes('Ring 999.'))
  const key = hiddenField(theirs.slice(theirs.indexOf('<main')), 'request-key')
  const agreed = { csrf: await other.csrf(), 'request-key': key, step: 'agree', seen: '1' }
  assert.equal((await other.post(page, agreed)).status, 303)
  assert((await other.get(page)).text.includes('In force at this site'))
  assert((await other.get('/service/alarm-texts')).text.includes('version 1'))
})

test('while a newer text waits the one in force is shown beside it; a refused agreement empties no box', async () => {
  const code = 'inr-above-8'
  const page = `/service/alarm-texts/${code}`
  done(await write({ code, seen: '1', says: 'Ring 4417.' }))
  const other = await signedInAs(clinic, 'prescriber')
  const shown = (await other.get(page)).text
  assert.match(shown, /In force at this site[\s\S]*?Ring 999\.[\s\S]*?Waits for a second person/)
  assert.match(
    shown,
    /Waits for a second person[\s\S]*?Ring 4417\.[\s\S]*?I have read it and agree/,
  )
  const versions = shown.slice(shown.indexOf('I have read it and agree'))
  assert.match(versions, /Version[\s\S]*?Ring 4417\.[\s\S]*?Version[\s\S]*?Ring 999\./)

  const lead = await signedInAs(clinic, 'clinical-lead')
  const theirs = (await lead.get(page)).text
  const main = theirs.slice(theirs.indexOf('<main'))
  const guard = { csrf: await lead.csrf(), 'request-key': hiddenField(main, 'request-key') }
  const refused = await lead.post(page, { ...guard, step: 'agree', seen: '1' })
  assert.equal(refused.status, 412)
  assert.match(refused.text, /<textarea[^>]*>Ring 4417\.<\/textarea>/)
})
