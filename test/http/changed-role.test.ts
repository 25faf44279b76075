import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD } from '#test/clinic.ts'
import { changeStaff } from '#workflow/change-staff.ts'
import { newId } from '#workflow/new-id.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'

// What becomes of the sign-ins of somebody whose role is changed, or whose sign-ins a manager of the staff ends.

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

let version = 1
/** A colleague of the receptionist changes their role, as the page of the staff does. */
async function roleOf(username: 'receptionist', role: string): Promise<void> {
  const { accountId } = clinic.callerOf(username)
  const manager = clinic.callerOf('system-administrator')
  const change = { accountId, name: 'Test receptionist', role, level: 'none', dosing: 'none' }
  const typed = { ...change, active: 'yes', version: String(version) }
  const proven = { ...manager, provenAt: clinic.clock.now() }
  const outcome = await changeStaff.run(clinic.house, proven, newId(Date.now()), typed)
  assert.equal(outcome.kind, 'done')
  version += 1
}

const isOpen = async (visitor: Visitor) => (await visitor.get('/account')).status === 200

test('SR-46: a role that changes goes on under a new id, the one of before opens nothing, and pages that are open still save', async () => {
  const visitor = await signedInAs(clinic, 'receptionist')
  const csrf = await visitor.csrf()
  const { cookie } = visitor
  assert.equal((await visitor.get('/account')).setCookie, null, 'the same role, the same id')
  await roleOf('receptionist', 'practice-manager')
  const next = await visitor.get('/account')
  assert.equal(next.status, 200)
  assert.match(next.text, /Practice manager/)
  assert.match(next.setCookie ?? '', /^evenkeel-session=[\w-]{43}; Path=\/; HttpOnly/)
  assert.notEqual(visitor.cookie, cookie)
  assert.equal((await new Visitor(clinic.url).get('/account', { cookie })).status, 303)
  assert.equal(await visitor.csrf(), csrf)
  assert.equal((await visitor.get('/account')).setCookie, null, 'once')

  await roleOf('receptionist', 'receptionist')
  const before = visitor.cookie
  const headers = { origin: clinic.url, 'x-csrf': csrf, 'content-type': 'application/json' }
  const sent = { method: 'POST', body: '{}', headers: { ...headers, 'idempotency-key': newId(1) } }
  const asked = await visitor.send('/api/acts/manage-nothing', sent)
  assert.equal(asked.status, 404)
  assert.notEqual(visitor.cookie, before, 'a program too')
  assert.ok(await isOpen(visitor))
})

test('SR-46: a form that is sent as the first request of a new role is saved, and its answer brings the new id', async () => {
  const visitor = await signedInAs(clinic, 'receptionist')
  const csrf = await visitor.csrf()
  const { cookie } = visitor
  await roleOf('receptionist', 'practice-manager')
  const out = await visitor.post('/account/sessions/end', { csrf, session: 'others' })
  assert.equal(out.location, '/account')
  assert.notEqual(visitor.cookie, cookie)
  assert.ok(await isOpen(visitor))
  await roleOf('receptionist', 'receptionist')
})

test('SR-46: each way to more opens under an id that nobody knew before: signing in and showing once more who one is', async () => {
  const visitor = new Visitor(clinic.url)
  visitor.cookie = `evenkeel-session=${'A'.repeat(43)}`
  await visitor.signIn('nurse')
  const ids = [visitor.cookie]
  const csrf = await visitor.csrf()
  await visitor.post('/account/prove', { csrf, next: '/account', 'door-password': PASSWORD })
  ids.push(visitor.cookie)
  assert.equal(new Set(['A'.repeat(43), ...ids.map((id) => id.split('=')[1])]).size, 3)
  for (const cookie of [`evenkeel-session=${'A'.repeat(43)}`, ids[0] ?? '']) {
    assert.equal((await new Visitor(clinic.url).get('/account', { cookie })).status, 303)
  }
  assert.ok(await isOpen(visitor))
})

const namesOn = (text: string): readonly string[] =>
  [...text.matchAll(/name="sign-in" value="([0-9a-f]{64})"/g)].map(([, name = '']) => name)

test('SR-48: whoever manages the staff sees where a colleague is signed in, and ends one or all; the next request of each finds nothing', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const { accountId } = clinic.callerOf('pharmacist')
  const page = `/service/staff/${accountId}`
  assert.match((await administrator.get(page)).text, /Not signed in here at the moment/)
  const edge = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0) Edg/140.0' }
  const first = new Visitor(clinic.url)
  const typed = { username: 'pharmacist', password: PASSWORD, next: '/' }
  await first.post('/sign-in', typed, edge)
  clinic.clock.advance(1000)
  const others = [await signedInAs(clinic, 'pharmacist'), await signedInAs(clinic, 'pharmacist')]
  const { text } = await administrator.get(page)
  assert.match(text, /Edge on Windows/)
  const names = namesOn(text)
  assert.equal(names.length, 3)
  assert.ok(!text.includes((first.cookie.split('=')[1] ?? '').slice(0, 20)), 'no token is shown')

  const csrf = await administrator.csrf()
  const ended = await administrator.post(`${page}/sign-ins`, { csrf, 'sign-in': names[2] ?? '' })
  assert.equal(ended.location, page)
  const out = await first.get('/account')
  assert.match(out.location ?? '', /why=ended-by-manager/)
  assert.match((await first.get(out.location ?? '')).text, /Somebody who manages the staff ended/)
  for (const visitor of others) assert.ok(await isOpen(visitor))

  await administrator.post(`${page}/sign-ins`, { csrf, 'sign-in': 'all' })
  for (const visitor of others) assert.ok(!(await isOpen(visitor)))
  const again = await administrator.post(`${page}/sign-ins`, { csrf, 'sign-in': 'all' })
  assert.equal(again.status, 404)
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    'select line from audit_line where provider_id = $1 order by seq desc limit 6',
    [clinic.providerId],
  )
  assert.ok(rows.some(({ line }) => line.includes(accountId) && line.includes('"ended":2')))
})

test('SR-48: nobody without that right ends the sign-in of another, nor does anybody by another name or person', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const nurse = await signedInAs(clinic, 'nurse')
  const pharmacist = await signedInAs(clinic, 'pharmacist')
  const page = `/service/staff/${clinic.callerOf('pharmacist').accountId}`
  const [name = ''] = namesOn((await administrator.get(page)).text)
  const ofNurse = await nurse.post(`${page}/sign-ins`, {
    csrf: await nurse.csrf(),
    'sign-in': name,
  })
  assert.equal(ofNurse.status, 403)
  const csrf = await administrator.csrf()
  const elsewhere = `/service/staff/${clinic.callerOf('nurse').accountId}/sign-ins`
  for (const signIn of [name, '', 'x', "' or true--", '0'.repeat(64)]) {
    const { status } = await administrator.post(elsewhere, { csrf, 'sign-in': signIn })
    assert.ok(status === 404 || status === 422, `${signIn}: ${status}`)
  }
  assert.ok(await isOpen(pharmacist))
  assert.ok(await isOpen(nurse))
})
