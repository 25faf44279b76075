import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD, testClinic } from '#test/clinic.ts'
import { newId } from '#workflow/new-id.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from './served-clinic.ts'
import { leavingNothing } from './walked-page.ts'

// Bad inputs at the sign-in and with a session, from the surface D8, that no other file walks.

let clinic: ServedClinic
let patientId: string
before(async () => {
  clinic = await servedClinic()
  patientId = await clinic.addPatient()
})
after(() => clinic.close())

const DAY_MS = 86_400_000
const asked = async (visitor: Visitor, act: string, body: object) => {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': crypto.randomUUID(),
    'x-csrf': await visitor.csrf(),
  }
  const answer = await visitor.send(`/api/acts/${act}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return { ...answer, code: JSON.parse(answer.text)['code'] }
}

test('D8.16: no field for a password or a code keeps anybody from pasting or from a keeper of passwords', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  for (const [path, autoComplete] of [
    ['/sign-in', 'current-password'],
    ['/account/password', 'new-password'],
    ['/account/second-step/new', 'one-time-code'],
  ] as const) {
    const who = path === '/sign-in' ? new Visitor(clinic.url) : visitor
    const { text } = await who.get(path)
    const fields = [...text.matchAll(/<input[^>]*(?:type="password"|name="code")[^>]*>/g)]
    assert.ok(fields.length > 0, path)
    for (const [field] of fields) assert.doesNotMatch(field, /no-paste|autocomplete="off"/i)
    assert.ok(text.includes(`autoComplete="${autoComplete}"`) || text.includes(autoComplete), path)
  }
})

test('D8.32: whoever else signs in at a screen that gave way has a session of their own, and not what was typed', async () => {
  const screen = await signedInAs(clinic, 'nurse')
  const page = await screen.get(`/patients/${patientId}`)
  const typed = { csrf: hiddenField(page.text, 'csrf'), 'draft-patient': patientId, inr: '7.7' }
  clinic.clock.advance(11 * 60_000)
  const late = await screen.post(`/patients/${patientId}/visit`, typed)
  assert.match(late.location ?? '', /why=idle&kept=yes/)
  await screen.signIn('pharmacist')
  const other = await screen.get(`/patients/${patientId}`)
  assert.equal(other.status, 200)
  assert.doesNotMatch(other.text, /value="7\.7"/)
})

test('D8.36: a role that is taken away counts at the next request', async () => {
  const [administrator, nurse] = [
    await signedInAs(clinic, 'system-administrator'),
    await signedInAs(clinic, 'nurse'),
  ]
  assert.equal((await nurse.get(`/patients/${patientId}`)).status, 200)
  const { accountId } = clinic.callerOf('nurse')
  const change = {
    accountId,
    version: '1',
    active: 'yes',
    name: 'Test nurse',
    role: 'system-administrator',
    level: 'none',
    dosing: 'none',
  }
  assert.equal((await asked(administrator, 'change-staff', change)).status, 200)
  assert.equal((await nurse.get(`/patients/${patientId}`)).status, 403)
  const back = { ...change, version: '2', role: 'nurse' }
  assert.equal((await asked(administrator, 'change-staff', back)).status, 200)
})

test('D8.53 and D8.55: a patient of another provider, and an id that is made up, are not in this register', async () => {
  const other = await testClinic({ database: clinic.database, prefix: 'other-' })
  const [theirs, madeUp] = [await other.addPatient(), newId(clinic.clock.now())]
  const visitor = await signedInAs(clinic, 'pharmacist')
  const answers = await Promise.all([theirs, madeUp].map((id) => visitor.get(`/patients/${id}`)))
  for (const { status, text } of answers) {
    assert.equal(status, 404)
    assert.doesNotMatch(text, /Hargreaves/i)
  }
})

test('D8.56: a role that nobody asked for in a form is refused and noted', async () => {
  const visitor = await signedInAs(clinic, 'pharmacist')
  const { status, code } = await leavingNothing(clinic, () =>
    asked(visitor, 'take-task', {
      taskId: newId(clinic.clock.now()),
      role: 'system-administrator',
    }),
  )
  assert.deepEqual([status, code], [422, 'unknown-field'])
})

test('D8.60: a system administrator opens no clinical record, by no address of it', async () => {
  const visitor = await signedInAs(clinic, 'system-administrator')
  for (const rest of ['', '/measurements', '/contacts', '/plan/new', '/control', '/scores']) {
    const { status, text } = await visitor.get(`/patients/${patientId}${rest}`)
    assert.equal(status, 403, rest)
    assert.doesNotMatch(text, /Hargreaves/i, rest)
  }
})

test('D8.77: a user name that looks like a question to a database is a user name that nobody has', async () => {
  const fields = { username: '{"$ne":null}', password: PASSWORD }
  const answer = await new Visitor(clinic.url).post('/sign-in', fields)
  assert.equal(answer.status, 401)
  assert.equal(answer.setCookie, null)
})

test('D8.84: a first password that has run out opens nothing, in the words of any wrong password', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const { text } = await administrator.get('/service/staff/add')
  const guard = { csrf: hiddenField(text, 'csrf'), 'request-key': hiddenField(text, 'request-key') }
  const who = {
    username: 'ran.out',
    name: 'Ran Out',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
  }
  const added = await administrator.post('/service/staff/add', { ...guard, ...who })
  const first = /First password: <code>([^<]+)</.exec(added.text)?.[1] ?? ''
  clinic.clock.advance(3 * DAY_MS)
  const late = await new Visitor(clinic.url).signIn('ran.out', first)
  const wrong = await new Visitor(clinic.url).signIn('ran.out', 'not it at all')
  assert.equal(late.status, 401)
  const comparable = (page: string) => page.replaceAll(/nonce="[^"]*"/g, '')
  assert.equal(comparable(late.text), comparable(wrong.text))
})
