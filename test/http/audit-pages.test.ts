import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, test } from 'node:test'
import { addAuditLine } from '#store/audit.ts'

import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'

// Who did and looked at what: the pages for whoever answers for information at the provider, the sheet for the patient, and the
// file for an inspector, checked here as the page says that it is checked.

let clinic: ServedClinic
let patientId = ''
before(async () => {
  clinic = await servedClinic()
  patientId = await clinic.addPatient()
  await clinic.addEpisode(patientId)
})
after(() => clinic.close())

const looked = () => `/patients/${patientId}/looked-at`

test('H34, H37: whoever opens a record stands on its page of looks, with role and time, and on the sheet for the patient', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  assert.equal((await nurse.get(`/patients/${patientId}`)).status, 200)
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.match((await lead.get(`/patients/${patientId}`)).text, /Who looked at this record/)
  const page = await lead.get(looked())
  assert.equal(page.status, 200)
  assert.match(page.text, /Test nurse/)
  assert.match(page.text, /Looked: Open a patient&#x27;s page/)
  assert.match(page.text, /22 November 2026|22 Nov 2026|22-Nov-2026/)
  const sheet = await lead.get(`${looked()}/sheet`)
  assert.match(sheet.text, /Who looked at your record/)
  assert.match(sheet.text, /Test nurse/)
  const again = await lead.get(looked())
  assert.match(again.text, /Looked: See who looked at a record/, 'looking at the looks is a look')
})

test('H34, H37: who looked, the audit and the file are for those alone who answer for them', async () => {
  for (const role of ['nurse', 'receptionist', 'system-administrator'] as const) {
    const visitor = await signedInAs(clinic, role)
    for (const path of [looked(), '/service/audit', '/service/audit/export']) {
      assert.equal((await visitor.get(path)).status, 403, `${role} ${path}`)
    }
  }
  const manager = await signedInAs(clinic, 'practice-manager')
  assert.equal((await manager.get(looked())).status, 200)
  const audit = await manager.get('/service/audit')
  assert.equal(audit.status, 200)
  assert.doesNotMatch(audit.text, /Take lines out/)
  assert.equal((await manager.get('/service/audit/export')).status, 403)
  assert.equal((await manager.get('/patients/xyz/looked-at')).status, 404)
})

const rowsOf = (text: string) => text.split('<tr').length - 2

test('H37: the audit is narrowed by day, person and act, and goes on page by page to its first line', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const nurse = clinic.callerOf('nurse').accountId
  for (let line = 0; line < 60; line += 1) await oneMore(nurse)
  const all = await lead.get('/service/audit')
  assert.equal(rowsOf(all.text), 50)
  const older = /href="(\/service\/audit\?[^"]*before=\d+)"/.exec(all.text)?.[1] ?? ''
  const next = await lead.get(older.replaceAll('&amp;', '&'))
  assert.ok(rowsOf(next.text) > 10 && rowsOf(next.text) < 50)
  assert.match(next.text, /Newest/)

  const hers = await lead.get(`/service/audit?by=${nurse}&did=take-task`)
  assert.equal(rowsOf(hers.text), 50)
  assert.doesNotMatch(hers.text, /Test clinical-lead<\/td>/)
  const none = await lead.get('/service/audit?from=2026-11-01&until=2026-11-20')
  assert.match(none.text, /Nothing that fits was done/)
  const long = await lead.get('/service/audit?from=2026-01-01&until=2026-11-20')
  assert.equal(long.status, 422)
  assert.match(long.text, /At most 92 days/)
})

async function oneMore(by: string): Promise<void> {
  const at = new Date(clinic.clock.now()).toISOString()
  await clinic.inTx((tx) => addAuditLine(tx, JSON.stringify({ act: 'take-task', at, by })))
}

async function taken(lead: Visitor, fields: Readonly<Record<string, string>>) {
  const form = await lead.get('/service/audit/export')
  const hidden = (name: string) =>
    new RegExp(`name="${name}" value="([^"]*)"`).exec(form.text)?.[1] ?? ''
  return lead.post('/service/audit/export', {
    csrf: hidden('csrf'),
    'request-key': hidden('request-key'),
    ...fields,
  })
}

test('H37: the file for an inspector can be checked as the page says, and that it was taken stands in it the next time', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const without = await taken(lead, { format: 'jsonl', reason: '' })
  assert.equal(without.status, 422)
  assert.match(without.text, /Say for whom and why/)

  await taken(lead, { format: 'jsonl', reason: 'Visit of the inspector' })
  const file = await taken(lead, { format: 'jsonl', reason: 'Second copy' })
  assert.equal(file.status, 200)
  const [first, ...lines] = file.text.trimEnd().split('\n')
  let before = Buffer.from(JSON.parse(first ?? '').before, 'hex')
  let number = JSON.parse(lines[0] ?? '').seq
  for (const text of lines) {
    const { seq, line, hash } = JSON.parse(text)
    assert.equal(seq, number)
    const counted = Buffer.alloc(8)
    counted.writeBigInt64BE(BigInt(seq))
    const digest = createHash('sha256')
      .update(Buffer.from([1]))
      .update(before)
      .update(counted)
    before = digest.update(line, 'utf8').digest()
    assert.equal(before.toString('hex'), hash)
    number += 1
  }
  assert.match(file.text, /Visit of the inspector/)
})

test('H37: in the table for a spreadsheet nothing that was typed runs as a formula', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const at = new Date(clinic.clock.now()).toISOString()
  const subject = '=HYPERLINK("x")'
  await clinic.inTx((tx) => addAuditLine(tx, JSON.stringify({ act: 'take-task', at, subject })))
  const file = await taken(lead, { format: 'csv', reason: 'Visit of the inspector' })
  assert.equal(file.status, 200)
  assert.match(file.text, /^"line","time","name","role","what","patient","subject","hash"\r\n/)
  assert.match(file.text, /"'=HYPERLINK\(""x""\)"/)
  assert.match(file.text, /"Test nurse","Nurse","Looked: Open a patient's page"/)
})

test('H01, H37: what was refused before it was an act is told by what it was, and the page of looks claims no refusals', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const at = new Date(clinic.clock.now()).toISOString()
  const by = clinic.callerOf('nurse').accountId
  for (const code of ['budget-export', 'other-patients-form']) {
    const line = JSON.stringify({ at, by, refused: [code] })
    await clinic.inTx((tx) => addAuditLine(tx, line))
  }
  const { text } = await lead.get(`/service/audit?by=${by}`)
  assert.match(text, /Refused: Too much in a short time \(taken out many files\)/)
  assert.equal(text.split('Refused: A form of another patient').length, 2)
  assert.doesNotMatch((await lead.get(looked())).text, /in it or was refused/)
})

test('H37: a line whose time was changed to no time is shown as one that cannot be read, on the page and in the file', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const by = clinic.callerOf('nurse').accountId
  await oneMore(by)
  await clinic.database.migratorPool.query(
    `update audit_line set line = replace(line, '"at":"2026-11-22T', '"at":"2026-11-22, about ')
      where seq = (select max(seq) from audit_line)`,
  )
  const page = await lead.get(`/service/audit?by=${by}`)
  assert.equal(page.status, 200)
  assert.match(page.text, /Cannot be read/)
  assert.match(page.text, /A line that cannot be read: it was changed/)
  const file = await taken(lead, { format: 'csv', reason: 'Visit of the inspector' })
  assert.match(file.text, /\d+,"","Cannot be read","","A line that cannot be read/)
})
