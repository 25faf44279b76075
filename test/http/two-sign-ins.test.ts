import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { testClinic } from '#test/clinic.ts'
import { ENTER_CODE, NEW_PASSKEY } from '#web/account/addresses.ts'
import { setUpApp } from './authenticator.ts'
import { askedOn, PasskeyDevice } from './passkey-device.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from './served-clinic.ts'

// SR-48: at most two whole sign-ins of one person at once, where patients are real.

let live: ServedClinic
before(async () => {
  live = await servedClinic({ clinic: await testClinic({ installation: 'live' }) })
})
after(() => live.close())

const isIn = async (visitor: Visitor) => (await visitor.get('/account')).status === 200

test('SR-48: with a third sign-in the one that was begun first ends, and its person is told', async () => {
  const [first, second] = [await signedInAs(live, 'nurse'), await signedInAs(live, 'nurse')]
  assert.deepEqual([await isIn(first), await isIn(second)], [true, true])
  const third = await signedInAs(live, 'nurse')
  const out = await first.get('/account')
  assert.match(out.location ?? '', /why=too-many/)
  assert.match((await first.get(out.location ?? '')).text, /two sign-ins at once are the most/)
  assert.deepEqual([await isIn(second), await isIn(third)], [true, true])
  const { rows } = await live.database.migratorPool.query<{ line: string }>(
    `select line from audit_line where provider_id = $1 and line::jsonb ->> 'act' = 'end-oldest-session'`,
    [live.providerId],
  )
  assert.equal(rows.length, 1)
  assert.match(rows[0]?.line ?? '', new RegExp(live.callerOf('nurse').accountId))
})

test('SR-48: a password alone, which owes its second step, ends nobody’s work', async () => {
  const open = [await signedInAs(live, 'pharmacist'), await signedInAs(live, 'pharmacist')]
  for (let time = 0; time < 3; time += 1) {
    const half = new Visitor(live.url)
    await half.signIn('pharmacist')
    assert.match((await half.get('/')).location ?? '', /^\/sign-in\/code/)
  }
  for (const visitor of open) assert.ok(await isIn(visitor))
  const first = await signedInAs(live, 'healthcare-assistant')
  await new Visitor(live.url).signIn('healthcare-assistant')
  const second = await signedInAs(live, 'healthcare-assistant')
  assert.deepEqual([await isIn(first), await isIn(second)], [true, true], 'a half is none of two')
})

test('SR-48: a sign-in of one person ends none of another', async () => {
  const nurse = await signedInAs(live, 'nurse')
  for (let time = 0; time < 3; time += 1) await signedInAs(live, 'prescriber')
  assert.ok(await isIn(nurse))
})

test('SR-48: of several sign-ins at once two are left', async () => {
  const at = live.url.replace('127.0.0.1', 'localhost')
  const owner = new Visitor(at)
  await owner.signIn('receptionist')
  const { codes } = await setUpApp(owner, Date.now)
  const halves = await Promise.all(
    codes.slice(0, 6).map(async (code) => {
      const visitor = new Visitor(at)
      await visitor.signIn('receptionist')
      const csrf = hiddenField((await visitor.get(ENTER_CODE)).text, 'csrf')
      return { visitor, fields: { csrf, code, next: '/', passkey: '' } }
    }),
  )
  await Promise.all(halves.map(({ visitor, fields }) => visitor.post(ENTER_CODE, fields)))
  const open = await Promise.all([owner, ...halves.map(({ visitor }) => visitor)].map(isIn))
  assert.equal(open.filter(Boolean).length, 2)
})

test('SR-48: a sign-in by passkey alone counts like every other', async () => {
  const at = live.url.replace('127.0.0.1', 'localhost')
  const owner = new Visitor(at)
  await owner.signIn('clinical-lead')
  const page = await owner.get(NEW_PASSKEY)
  const device = new PasskeyDevice(at)
  const csrf = hiddenField(page.text, 'csrf')
  await owner.post(NEW_PASSKEY, { csrf, name: 'Mine', passkey: device.make(askedOn(page)) })
  assert.ok(await isIn(owner))
  for (let time = 0; time < 2; time += 1) {
    const visitor = new Visitor(at)
    const asked = askedOn(await visitor.get('/sign-in/passkey'))
    const answer = await visitor.post('/sign-in/passkey', {
      next: '/',
      passkey: device.show(asked),
    })
    assert.equal(answer.status, 303, answer.text)
  }
  assert.match((await owner.get('/account')).location ?? '', /why=too-many/)
})

test('in a demonstration, whose sign-ins are printed, there is no end of them', async () => {
  const clinic = await servedClinic()
  const visitors = [1, 2, 3, 4].map(() => new Visitor(clinic.url))
  for (const visitor of visitors) await visitor.signIn('nurse')
  for (const visitor of visitors) assert.ok(await isIn(visitor))
  await clinic.close()
})
