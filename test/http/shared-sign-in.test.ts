import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { pino } from 'pino'
import type { Role } from '#access/policy.ts'
import { LEAST_TURNS } from '#access/shared-sign-in.ts'
import { PASSWORD } from '#test/clinic.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from '#test/http/served-clinic.ts'
import { formFields } from '#test/http/visit-forms.ts'
import { answered, summaryOf } from '#test/http/walked-page.ts'
import { somebodyWaits } from '#test/store/somebody-waits.ts'
import { issuePassword } from '#workflow/issue-password.ts'

// One account in several hands: what the sign-ins tell, and what is done about it.

const LIST = '/service/shared-sign-ins'
const CHROME = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/131.0.0.0 Safari/537.36'
const EDGE = `${CHROME} Edg/131.0.0.0`

const logged: string[] = []
let clinic: ServedClinic
before(async () => {
  const log = pino({ name: 'evenkeel' }, { write: (line: string) => void logged.push(line) })
  clinic = await servedClinic({ settings: { log } })
})
after(() => clinic.close())

async function signedInWith(role: Role, browser: string): Promise<Visitor> {
  const visitor = new Visitor(clinic.url)
  const typed = { username: clinic.usernameOf(role), password: PASSWORD, next: '/' }
  answered(await visitor.post('/sign-in', typed, { 'user-agent': browser }), 303)
  return visitor
}

/** Uses these sign-ins one after the other, so many seconds apart. */
async function used(visitors: readonly Visitor[], seconds: number): Promise<void> {
  for (const visitor of visitors) {
    clinic.clock.advance(seconds * 1000)
    answered(await visitor.get('/account'), 200)
  }
}

/** Two desks of one account in turn, until there are as many turns as are shown. */
async function inTwoHands(role: Role): Promise<void> {
  const one = await signedInWith(role, CHROME)
  const two = await signedInWith(role, EDGE)
  for (let turn = 0; turn <= LEAST_TURNS; turn += 1) await used([turn % 2 ? two : one], 40)
}

const listed = async (as: Role): Promise<string> =>
  (await (await signedInAs(clinic, as)).get(LIST)).text.replaceAll('<!-- -->', '')

test('H34: at sign-in, and while it lasts, a person reads since when the account is signed in elsewhere', async () => {
  const first = await signedInWith('pharmacist', CHROME)
  assert.doesNotMatch((await first.get('/')).text, /also signed in elsewhere/)
  clinic.clock.advance(5 * 60_000)
  const second = await signedInWith('pharmacist', EDGE)
  const words =
    /also signed in elsewhere,? since (?:<!-- -->)?(\d\d:\d\d)(?:<!-- -->)? \((?:<!-- -->)?([^)<]*)/
  const seen = words.exec((await second.get('/')).text)
  assert.deepEqual(seen?.slice(1), ['09:00', 'Chrome on Windows'])
  assert.match((await first.get('/account')).text, /since (?:<!-- -->)?09:05.*Edge on Windows/s)
  clinic.clock.advance(9 * 60_000)
  assert.match((await second.get('/')).text, /also signed in elsewhere/)
  const patient = `/patients/${await clinic.addPatient()}`
  const short = /<header[\s\S]*Also signed in elsewhere since 09:00\. Not you\?[\s\S]*<\/header>/
  assert.match((await second.get(patient)).text, short)
  clinic.clock.advance(2 * 60_000)
  for (const page of ['/', patient])
    assert.doesNotMatch((await second.get(page)).text, /also signed in elsewhere/i)
})

test('H34: whoever goes from room to room is not shown as several people', async () => {
  const room = await signedInWith('nurse', CHROME)
  await used([room, room, room], 40)
  const other = await signedInWith('nurse', EDGE)
  await used([other, other, other], 40)
  await used([room, room, room, other, other], 50)
  for (let hour = 0; hour < 3; hour += 1) {
    const again = await signedInWith('nurse', CHROME)
    await used([again, other, other], 45)
    await used([other, other], 8 * 60)
  }
  assert.doesNotMatch(await listed('practice-manager'), /Test nurse/)
})

test('H34, D8.68: an account used in turn at two sign-ins is shown to the managers with when and why, until it is settled with a reason', async () => {
  await inTwoHands('nurse')
  const manager = await signedInAs(clinic, 'practice-manager')
  assert.match((await manager.get('/')).text, /account that several people seem to use/)
  const list = await listed('practice-manager')
  assert.match(list, /Test nurse/)
  assert.match(
    list,
    /used in turn 4 times, the closest 40 seconds apart; in Chrome on Windows and Edge on Windows/,
  )
  assert.match(list, /Not yet/)
  assert.match(await listed('clinical-lead'), /Test nurse/)
  answered(await (await signedInAs(clinic, 'nurse')).get(LIST), 403)

  const address = new RegExp(`${LIST}/[0-9a-f-]+`).exec(list)?.[0] ?? ''
  const form = formFields(await manager.get(address), address)
  const without = await manager.post(address, { ...form, outcome: 'one-person' })
  answered(without, 422)
  assert.deepEqual(summaryOf(without), ['Say how you know, in words.'])
  const said = { ...form, outcome: 'one-person', note: 'Laptop and desk, asked on the day' }
  answered(await manager.post(address, said), 303)
  const settled = await listed('practice-manager')
  assert.match(settled, /One person used both\. Test practice-manager/)
  assert.doesNotMatch(settled, /Not yet/)
  assert.match((await manager.get(address)).text, /Laptop and desk, asked on the day/)
  answered(await manager.post(address, { ...said, 'request-key': crypto.randomUUID() }), 409)

  clinic.clock.advance(60_000)
  await inTwoHands('nurse')
  assert.match(await listed('practice-manager'), /Not yet.*One person used both/s)
})

test('H34: that an account was used without leave is settled once its password is changed, which signs it out and nobody else', async () => {
  const one = await signedInWith('prescriber', CHROME)
  await inTwoHands('prescriber')
  const manager = await signedInAs(clinic, 'practice-manager')
  const other = await signedInAs(clinic, 'receptionist')
  const found = new RegExp(`(${LIST}/[0-9a-f-]+)">Test prescriber`).exec(
    (await manager.get(LIST)).text,
  )
  const address = found?.[1] ?? ''
  const form = formFields(await manager.get(address), address)
  answered(await one.get('/account'), 200)
  const said = { ...form, outcome: 'not-theirs', note: 'Was on leave that day' }
  const known = await manager.post(address, said)
  answered(known, 422)
  assert.match(summaryOf(known).join(), /knows the password/)
  answered(await one.get('/account'), 200)
  const { accountId } = clinic.callerOf('prescriber')
  const by = clinic.callerOf('clinical-lead')
  const issued = await issuePassword.run(clinic.house, by, crypto.randomUUID(), { accountId })
  assert.equal(issued.kind, 'done')
  answered(await manager.post(address, { ...said, 'request-key': crypto.randomUUID() }), 303)
  const { location } = await one.get('/account')
  assert.match((await one.get(location ?? '')).text, /Your password was changed/)
  for (const stays of [manager, other]) answered(await stays.get('/account'), 200)
})

test('H34: a password that was set while nobody was signed in counts, and so does that the place here was ended', async () => {
  const manager = await signedInAs(clinic, 'practice-manager')
  const lead = clinic.callerOf('clinical-lead')
  const { migratorPool } = clinic.database
  /** Said to be used without leave while its password is known, and then nobody is signed in with it. */
  const notTheirs = async (role: Role) => {
    await inTwoHands(role)
    const list = (await manager.get(LIST)).text
    const [, address = ''] = new RegExp(`(${LIST}/[0-9a-f-]+)">Test ${role}<`).exec(list) ?? []
    const form = formFields(await manager.get(address), address)
    const said = { ...form, outcome: 'not-theirs', note: 'Was on leave that day' }
    answered(await manager.post(address, said), 422)
    const { accountId } = clinic.callerOf(role)
    await migratorPool.query('delete from session where account_id = $1', [accountId])
    return { accountId, address, said: { ...said, 'request-key': crypto.randomUUID() } }
  }
  const reset = await notTheirs('system-administrator')
  const { accountId } = reset
  const issued = await issuePassword.run(clinic.house, lead, crypto.randomUUID(), { accountId })
  assert.equal(issued.kind, 'done')
  assert.match((await manager.get(reset.address)).text, /Password last set.*22-Nov-2026/s)
  answered(await manager.post(reset.address, reset.said), 303)

  const left = await notTheirs('receptionist')
  await migratorPool.query('update staff set active = false where account_id = $1', [
    left.accountId,
  ])
  assert.match((await manager.get(left.address)).text, /No longer/)
  answered(await manager.post(left.address, left.said), 303)
})

const turns = async (role: Role): Promise<number> => {
  const { accountId } = clinic.callerOf(role)
  const { rows } = await clinic.database.migratorPool.query(
    'select 1 from sign_in_turn where account_id = $1',
    [accountId],
  )
  return rows.length
}

test('H34: two requests of one browser at once are one turn', async () => {
  const one = await signedInWith('pharmacist', CHROME)
  const two = await signedInWith('pharmacist', EDGE)
  await used([one, two], 40)
  const before = await turns('pharmacist')
  clinic.clock.advance(40_000)
  const holding = await clinic.database.migratorPool.connect()
  await holding.query('begin')
  await holding.query('select 1 from session where account_id = $1 for update', [
    clinic.callerOf('pharmacist').accountId,
  ])
  const first = one.get('/account')
  await somebodyWaits(clinic, 1)
  clinic.clock.advance(1)
  const second = one.get('/account')
  await somebodyWaits(clinic, 2)
  await holding.query('commit')
  holding.release()
  for (const page of [first, second]) answered(await page, 200)
  assert.equal(await turns('pharmacist'), before + 1)
})

test('H34: where a turn cannot be kept the page is shown all the same, and the log says why', async () => {
  const one = await signedInWith('healthcare-assistant', CHROME)
  const two = await signedInWith('healthcare-assistant', EDGE)
  await used([one, two], 40)
  await clinic.database.migratorPool.query('revoke insert on sign_in_turn from evenkeel_app')
  logged.length = 0
  await used([one], 40).finally(() =>
    clinic.database.migratorPool.query('grant insert on sign_in_turn to evenkeel_app'),
  )
  assert.equal(logged.filter((line) => line.includes('a use was not noted')).length, 1)
  await used([two], 40)
  assert.equal(await turns('healthcare-assistant'), 2)
})

test('H34: nobody settles what was found of their own account, and nobody is locked out by it', async () => {
  await inTwoHands('clinical-lead')
  const lead = await signedInAs(clinic, 'clinical-lead')
  const row = /(\/service\/shared-sign-ins\/[0-9a-f-]+)">Test clinical-lead/.exec(
    (await lead.get(LIST)).text,
  )
  const address = row?.[1] ?? ''
  const page = await lead.get(address)
  assert.match(page.text, /This is your own account/)
  const typed = { csrf: await lead.csrf(), outcome: 'one-person', note: 'It is me' }
  answered(await lead.post(address, typed), 403)
  answered(await lead.get('/'), 200)
})
