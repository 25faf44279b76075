import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { permission, ROLES, type Role } from '#access/policy.ts'
import { day } from '#base/day.ts'
import { auditLinesAfter } from '#store/audit.ts'
import { toldOf } from '#store/told.ts'
import { COMPETENCE } from '#test/clinic.ts'
import {
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'
import { accepted, done, dosablePatient, ROUTINE } from '#test/store/visit-desk.ts'
import { ACTS } from '#workflow/acts.ts'

let clinic: ServedClinic
let administrator: Asking
before(async () => {
  clinic = await servedClinic()
  administrator = await asking('system-administrator')
})
after(() => clinic.close())

type Asking = { readonly visitor: Visitor; readonly csrf: string }

async function asking(role: Role): Promise<Asking> {
  const visitor = await signedInAs(clinic, role)
  return { visitor, csrf: await visitor.csrf() }
}

async function ask(
  { visitor, csrf }: Asking,
  act: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
) {
  const given = {
    'content-type': 'application/json',
    'x-csrf': csrf,
    'idempotency-key': crypto.randomUUID(),
    ...headers,
  }
  const answer = await visitor.send(`/api/acts/${act}`, { method: 'POST', body, headers: given })
  return { ...answer, json: JSON.parse(answer.text) }
}

const kim = { username: 'kim', name: 'Kim Aske', role: 'receptionist' }

test('an act is asked for as JSON, answers JSON, and is done once for its key', async () => {
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const first = await ask(administrator, 'add-staff', JSON.stringify(kim), headers)
  const second = await ask(administrator, 'add-staff', JSON.stringify(kim), headers)
  assert.equal(first.status, 200)
  assert.equal(first.headers.get('content-type'), 'application/json')
  assert.equal(first.json.kind, 'done')
  assert.deepEqual(second.json, first.json)
})

test('D4.76: the same key with another body is refused', async () => {
  const headers = { 'idempotency-key': crypto.randomUUID() }
  const one = { ...kim, username: 'key.one' }
  assert.equal((await ask(administrator, 'add-staff', JSON.stringify(one), headers)).status, 200)
  const other = { ...kim, username: 'key.two' }
  const refused = await ask(administrator, 'add-staff', JSON.stringify(other), headers)
  assert.equal(refused.status, 422)
  assert.equal(refused.json.code, 'key-reused')
})

test('a refusal is problem+json: the first finding in front, all of them behind', async () => {
  const wrong = { username: 'x', name: '', role: 'nurse' }
  const { status, headers, json } = await ask(administrator, 'add-staff', JSON.stringify(wrong))
  assert.equal(status, 422)
  assert.equal(headers.get('content-type'), 'application/problem+json')
  assert.equal(json.type, 'urn:evenkeel:problem:format')
  assert.equal(json.title, 'Not accepted')
  assert.equal(json.status, 422)
  assert.equal(json.code, 'format')
  assert.equal(json.pointer, '/username')
  assert.match(json.message, /Enter a user name/)
  assert.deepEqual(
    json.findings.map(({ pointer }: { pointer: string }) => pointer),
    ['/username', '/name'],
  )
})

async function dosed() {
  const { patientId } = await dosablePatient(clinic)
  const visit = { ...ROUTINE, patientId }
  const { decisionId } = done(await accepted(clinic, clinic.callerOf('nurse'), visit))
  return { patientId, decisionId }
}

test('H01: an act is for the patient whom the program names, and is undone when it is about another', async () => {
  const nurse = await asking('nurse')
  const [one, other] = [await dosed(), await clinic.addPatient()]
  const told = JSON.stringify({ decisionId: one.decisionId, how: 'handed-over' })
  const send = (patient: Readonly<Record<string, string>>) =>
    ask(nurse, 'record-told', told, patient)
  const count = async () =>
    (await clinic.inTx((tx) => toldOf(tx, one.decisionId))).map(({ how }) => how)
  const unnamed = await send({})
  assert.deepEqual([unnamed.status, unnamed.json.code], [400, 'patient-not-named'])
  const wrong = await send({ 'x-patient': other })
  assert.deepEqual([wrong.status, wrong.json.code], [409, 'other-patient'])
  assert.deepEqual(await count(), [])
  assert.equal((await send({ 'x-patient': one.patientId })).status, 200)
  assert.deepEqual(await count(), ['handed-over'])
  const lines = await clinic.inTx((tx) => auditLinesAfter(tx, 0, { limit: 1000, upTo: 1000 }))
  const refused = lines.flatMap(({ line }) => JSON.parse(line).refused ?? [])
  assert.ok(refused.includes('patient-not-named') && refused.includes('other-patient'))
})

const bodies = [
  {
    id: 'D1.66: a key twice',
    body: '{"username":"a","username":"b"}',
    status: 400,
    code: 'duplicate-key',
  },
  { id: 'D6.18: __proto__', body: '{"__proto__":{}}', status: 400, code: 'forbidden-key' },
  { id: 'D6.13: no JSON', body: '{', status: 400, code: 'not-json' },
  {
    id: 'D6.15: 10,000 deep',
    body: `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
    status: 400,
    code: 'too-deep',
  },
  { id: 'no UTF-8', body: Buffer.from([0x22, 0xff, 0x22]), status: 400, code: 'not-utf-8' },
  { id: 'more than 1 MiB', body: `"${'x'.repeat(1_048_576)}"`, status: 413, code: 'too-long' },
  { id: 'a list', body: '[]', status: 422, code: 'type' },
  { id: 'a number for a text', body: '{"name":2.5}', status: 422, code: 'type' },
  { id: 'D8.57: a field of nobody', body: '{"org_id":"x"}', status: 422, code: 'unknown-field' },
] as const
for (const { id, body, status, code } of bodies) {
  test(`${id}: ${status} ${code}, in less than half a second`, async () => {
    const start = performance.now()
    const answer = await ask(administrator, 'add-staff', body)
    assert.ok(performance.now() - start < 500)
    assert.equal(answer.status, status)
    assert.equal(answer.json.code, code)
  })
}

const heads = [
  {
    id: 'D8.46: text/plain',
    headers: { 'content-type': 'text/plain' },
    status: 415,
    code: 'content-type',
  },
  {
    id: 'D6.22: XML',
    headers: { 'content-type': 'application/xml' },
    status: 415,
    code: 'content-type',
  },
  { id: 'a short key', headers: { 'idempotency-key': 'x' }, status: 400, code: 'request-key' },
  { id: 'no token', headers: { 'x-csrf': '' }, status: 403, code: 'csrf' },
  { id: 'D8.47: Origin: null', headers: { origin: 'null' }, status: 403, code: 'from-elsewhere' },
  {
    id: 'D8.45: another site',
    headers: { 'sec-fetch-site': 'cross-site' },
    status: 403,
    code: 'from-elsewhere',
  },
  {
    id: 'what a browser sends: its page asks whose record it is (H01)',
    headers: { 'sec-fetch-dest': 'empty' },
    status: 403,
    code: 'browser',
  },
  { id: 'no cookie', headers: { cookie: 'x=y' }, status: 401, code: 'not-signed-in' },
] as const
for (const { id, headers, status, code } of heads) {
  test(`a request with ${id}: ${status} ${code}`, async () => {
    const body = JSON.stringify({ ...kim, username: 'never' })
    const answer = await ask(administrator, 'add-staff', body, headers)
    assert.equal(answer.status, status)
    assert.equal(answer.json.code, code)
  })
}

test('an act that is none answers 404', async () => {
  for (const act of ['nothing', '__proto__', 'toString', 'constructor']) {
    assert.equal((await ask(administrator, act, '{}')).status, 404)
  }
})

const expiries = ['2027-12-31', '2026-11-21']
const rows = ROLES.flatMap((role) => expiries.map((expiry) => ({ role, expiry })))
for (const { role, expiry } of rows) {
  test(`H34: over HTTP ${role}, competent until ${expiry}, may do what the table says and no more`, async () => {
    const who = await asking(role)
    await clinic.database.migratorPool.query(
      'update staff set competence_until = $1 where competence_until is not null',
      [expiry],
    )
    const { until, ...reach } = COMPETENCE[role]
    const competence = { ...reach, until: until === null ? null : expiry }
    for (const [name, { name: act }] of Object.entries(ACTS)) {
      const table = permission(act, { role, competence }, day('2026-11-22'))
      const { status, json } = await ask(who, name, '{}')
      const expected = table.kind === 'allowed' ? 'allowed' : `not-permitted-${table.because}`
      assert.equal(status === 403 ? json.code : 'allowed', expected, name)
    }
  })
}

test('D8.58: what is not permitted is refused and stands in the audit chain', async () => {
  const receptionist = await asking('receptionist')
  assert.equal((await ask(receptionist, 'add-staff', '{}')).status, 403)
  const { accountId } = clinic.callerOf('receptionist')
  const lines = await clinic.inTx((tx) =>
    tx.query<{ line: string }>(
      'select line from audit_line where provider_id = $1 order by seq desc limit 1',
      [tx.providerId],
    ),
  )
  const line = JSON.parse(lines[0]?.line ?? '{}')
  assert.equal(line.by, accountId)
  assert.deepEqual(line.refused, ['not-permitted-role'])
})
