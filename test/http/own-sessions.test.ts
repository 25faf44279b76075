import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setUpApp } from './authenticator.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from './served-clinic.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const END = '/account/sessions/end'
const MINUTE = 60_000
const EDGE =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0'

/** The sign-ins that a page lists, by their names. */
const namesOn = (text: string): readonly string[] =>
  [...text.matchAll(/name="session" value="([0-9a-f]{64})"/g)].map(([, name = '']) => name)

test('a person sees where they are signed in, since when and in which browser, and ends one of them', async () => {
  const here = await signedInAs(clinic, 'nurse')
  const there = new Visitor(clinic.url)
  await there.post(
    '/sign-in',
    { username: 'nurse', password: 'grey otters swim at dawn', next: '/' },
    { 'user-agent': EDGE },
  )
  const gone = await signedInAs(clinic, 'nurse')
  await gone.post('/sign-out', { csrf: await gone.csrf() })
  const { text } = await here.get('/account')
  assert.match(text, /Where you are signed in[\s\S]*Edge on Windows/)
  assert.match(text, /This one/)
  const [other = '', ...more] = namesOn(text)
  assert.deepEqual(more, [], 'this one and those that are over have no button')

  const csrf = await here.csrf()
  const ended = await here.post(END, { csrf, session: other })
  assert.equal(ended.location, '/account')
  const out = await there.get('/account')
  assert.match(out.location ?? '', /why=ended-by-person/)
  assert.match(
    (await there.get(out.location ?? '')).text,
    /ended this sign-in from another browser/,
  )
  assert.equal((await here.get('/account')).status, 200)
  assert.equal((await here.post(END, { csrf, session: other })).status, 404, 'ended already')
})

test('nobody ends the sign-in of somebody else, and what is no sign-in is none', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const twice = [await signedInAs(clinic, 'pharmacist'), await signedInAs(clinic, 'pharmacist')]
  const [name = ''] = namesOn((await twice[0]?.get('/account'))?.text ?? '')
  assert.equal(name.length, 64)
  const csrf = await nurse.csrf()
  for (const session of [name, '', 'x', "' or true--"]) {
    assert.equal((await nurse.post(END, { csrf, session })).status, 404, session)
  }
  for (const visitor of twice) assert.equal((await visitor.get('/account')).status, 200)
})

test('everywhere else is ended at once, and the audit says so', async () => {
  const here = await signedInAs(clinic, 'prescriber')
  const others = [await signedInAs(clinic, 'prescriber'), await signedInAs(clinic, 'prescriber')]
  assert.equal((await here.post(END, { csrf: await here.csrf(), session: 'others' })).status, 303)
  for (const visitor of others) assert.equal((await visitor.get('/account')).status, 303)
  const stays = await here.get('/account')
  assert.equal(stays.status, 200)
  assert.doesNotMatch(stays.text, /Sign out everywhere else/)
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    'select line from audit_line where provider_id = $1 order by seq desc limit 1',
    [clinic.providerId],
  )
  assert.match(rows[0]?.line ?? '', /"act":"end-own-session"/)
})

test('a sign-in that waits for its code is listed as that', async () => {
  const here = await signedInAs(clinic, 'receptionist')
  await setUpApp(here, clinic.clock.now)
  await new Visitor(clinic.url).signIn('receptionist')
  assert.match((await here.get('/account')).text, /waiting for its code/)
  clinic.clock.advance(9 * MINUTE)
  await here.get('/account')
  clinic.clock.advance(2 * MINUTE)
  assert.doesNotMatch((await here.get('/account')).text, /waiting for its code/)
})
