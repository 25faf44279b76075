import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { oneOfEveryAbsence } from '#test/every-absence.ts'
import { INSPECTION } from '#web/inspection/inspection.tsx'
import { type ServedClinic, servedClinic, signedInAs, type Visitor } from './served-clinic.ts'
import { unescaped } from './visit-forms.ts'
import { answered } from './walked-page.ts'

// The evidence for an inspection (F4): one step, from the records, without a patient's name.

let clinic: ServedClinic
let manager: Visitor
before(async () => {
  clinic = await servedClinic()
  await oneOfEveryAbsence(clinic)
  manager = await signedInAs(clinic, 'practice-manager')
})
after(() => clinic.close())

const PARTS = [
  'Contracts and levels',
  'Completeness of the register',
  'Call, recall and visits',
  'What is missing now',
  'Health reviews and education',
  'People, training and competence',
  'Licences and certificates',
  'Meters and internal controls',
  'External quality assessment',
  'Significant events',
  'Monthly returns',
  'Transfers between providers',
  'Audit',
] as const

const under = async () => {
  const { rows } = await clinic.database.migratorPool.query<{ count: number }>(
    `select count(*)::int as count from episode where phase in ('initiating', 'maintaining', 'suspended') and not bridging`,
  )
  return rows[0]?.count
}

test('F4: the page has each part of the evidence, with figures that are those of the record, and names no patient', async () => {
  const page = unescaped((await manager.get(INSPECTION)).text)
  for (const part of PARTS) assert.ok(page.includes(part), part)
  const count = await under()
  assert.match(page, new RegExp(`Under treatment</th>[\\s\\S]*?>${count}<`))
  for (const words of ['LCS-02/1', 'Meter 9', 'UK NEQAS, 4', 'Course', 'Test nurse', 'Bleeding']) {
    assert.ok(page.includes(words), words)
  }
  assert.doesNotMatch(page, /Hargreaves|Margaret|999 ?0\d\d ?\d{4}/i)
})

test('F4: the PDF is the same; taking it is a line of the audit, and nobody but a manager or the clinical lead may', async () => {
  const pdf = await manager.send(`${INSPECTION}.pdf`, { method: 'GET' })
  assert.equal(pdf.status, 200)
  assert.equal(pdf.headers.get('content-type'), 'application/pdf')
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    `select line from audit_line where provider_id = $1 order by seq desc limit 1`,
    [clinic.providerId],
  )
  const last = JSON.parse(rows[0]?.line ?? '{}')
  assert.deepEqual([last.act, last.page], ['take-file', `${INSPECTION}.pdf`])
  const nurse = await signedInAs(clinic, 'nurse')
  answered(await nurse.get(INSPECTION), 403)
  answered(await nurse.get(`${INSPECTION}.pdf`), 403)
})
