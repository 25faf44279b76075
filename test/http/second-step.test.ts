import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { addStaff } from '#store/staff.ts'
import { PASSWORD, testClinic } from '#test/clinic.ts'
import {
  ENTER_CODE,
  NEW_RECOVERY_CODES,
  NEW_SECOND_STEP,
  SECOND_STEP,
} from '#web/account/addresses.ts'
import { enterCode } from '#workflow/enter-code.ts'
import { type HalfSignedIn, SESSION_LIMITS, seeSession } from '#workflow/see-session.ts'
import { typedCode } from '#workflow/typed-code.ts'
import {
  type Authenticator,
  appWith,
  lettersOn,
  recoveryCodesOn,
  setUpApp,
} from './authenticator.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from './served-clinic.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const SECOND = 1000
const MINUTE = 60 * SECOND

/** Goes on to the next half minute: a code counts once. */
const nextCode = () => clinic.clock.advance(30 * SECOND)

/** A browser that has given the password and owes the code. */
async function atTheCode(role: Role): Promise<Visitor> {
  const visitor = new Visitor(clinic.url)
  assert.equal((await visitor.signIn(clinic.usernameOf(role))).status, 303)
  assert.equal((await visitor.get('/')).location, ENTER_CODE)
  return visitor
}

async function enters(visitor: Visitor, code: string, next = '/') {
  const csrf = hiddenField((await visitor.get(ENTER_CODE)).text, 'csrf')
  return await visitor.post(ENTER_CODE, { csrf, code, next })
}

const apps = new Map<Role, { app: Authenticator; codes: readonly string[] }>()

/** The second step of a person, set up at the first call. */
async function ownerOf(role: Role) {
  const made = apps.get(role) ?? (await setUpApp(await signedInAs(clinic, role), clinic.clock.now))
  apps.set(role, made)
  nextCode()
  return made
}

async function auditLines(role: Role): Promise<readonly Readonly<Record<string, string>>[]> {
  const { rows } = await clinic.database.migratorPool.query<{ readonly line: string }>(
    `select line from audit_line where provider_id = $1 and line::jsonb ->> 'by' = $2 order by seq`,
    [clinic.providerId, clinic.callerOf(role).accountId],
  )
  return rows.map(({ line }) => JSON.parse(line))
}

const auditActs = async (role: Role) => (await auditLines(role)).map(({ act }) => act)

test('a second step is offered on the account page, and set up when a code has proved that an app has it', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const elsewhere = await signedInAs(clinic, 'nurse')
  assert.match((await nurse.get('/account')).text, /None: the password alone signs you in/)
  const page = await nurse.get(NEW_SECOND_STEP)
  assert.match(page.text, /<svg class="evk-qr" role="img" aria-label="The square/)
  const app = appWith(lettersOn(page), clinic.clock.now)
  const sent = { csrf: hiddenField(page.text, 'csrf'), sealed: hiddenField(page.text, 'sealed') }

  const wrong = await nurse.post(NEW_SECOND_STEP, { ...sent, code: '000000' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /not the code of this account now/)
  assert.equal(lettersOn(wrong), lettersOn(page), 'the app that was set up is not set up in vain')

  const before = nurse.cookie
  const done = await nurse.post(NEW_SECOND_STEP, { ...sent, code: app.code() })
  assert.equal(done.status, 200)
  assert.equal(recoveryCodesOn(done).length, 10)
  assert.notEqual(nurse.cookie, before, 'the session goes on under another token')
  assert.equal((await nurse.get('/account', { cookie: before })).status, 303)
  assert.match((await nurse.get('/account')).text, /Authenticator app, and 10 recovery codes left/)
  const out = await elsewhere.get('/account')
  assert.match(out.location ?? '', /why=second-step-changed/)
  const again = await nurse.get(SECOND_STEP)
  assert.ok(!again.text.includes(lettersOn(page).slice(0, 9)), 'the secret is shown once')
  assert.equal(recoveryCodesOn(again).length, 0)
  apps.set('nurse', { app, codes: recoveryCodesOn(done) })
})

test('H34, D8.26: with the password alone nothing opens but the page for the code', async () => {
  await ownerOf('nurse')
  const visitor = await atTheCode('nurse')
  for (const path of [
    '/',
    '/account',
    '/clinic',
    SECOND_STEP,
    '/account/password',
    '/account/here',
  ]) {
    const answer = await visitor.get(path)
    assert.equal(answer.status, 303, path)
    assert.match(answer.location ?? '', /^\/sign-in\/code/, path)
    assert.equal(answer.text, '')
  }
  assert.equal((await visitor.get(NEW_SECOND_STEP)).location, ENTER_CODE)
  const csrf = hiddenField((await visitor.get(ENTER_CODE)).text, 'csrf')
  for (const path of ['/drafts', NEW_RECOVERY_CODES, '/account/provider', '/service/staff/add']) {
    const answer = await visitor.post(path, { csrf })
    assert.match(answer.location ?? '', /^\/sign-in\/code/, path)
  }
  const set = await visitor.post(NEW_SECOND_STEP, { csrf, sealed: '', code: '123456' })
  assert.equal(set.location, ENTER_CODE, 'no other second step takes its place')
  const headers = { 'x-csrf': csrf, 'idempotency-key': crypto.randomUUID(), cookie: visitor.cookie }
  const asked = await visitor.send('/api/acts/add-staff', { method: 'POST', headers })
  assert.equal(asked.status, 401)
  assert.doesNotMatch((await visitor.get(ENTER_CODE)).text, /Test nurse|Hallam/)
})

test('D8.20: the code opens the rest, with or without a space, and the person goes on where they were going', async () => {
  const { app } = await ownerOf('nurse')
  const visitor = await atTheCode('nurse')
  const half = visitor.cookie
  const code = app.code()
  const answer = await enters(visitor, ` ${code.slice(0, 3)} ${code.slice(3)}`, '/clinic')
  assert.equal(answer.location, '/clinic')
  assert.notEqual(visitor.cookie, half)
  assert.match((await visitor.get('/account')).text, /Test nurse/)
  assert.equal(
    (await visitor.get('/account', { cookie: half })).location,
    '/sign-in?next=%2Faccount',
  )
  assert.equal((await visitor.get(ENTER_CODE)).location, '/')
  assert.equal((await auditActs('nurse')).at(-1), 'enter-code')
})

test('D8.19: a code that is too old is refused, one step early or late is taken, and none counts twice', async () => {
  const { app } = await ownerOf('nurse')
  clinic.clock.advance(5 * MINUTE)
  const visitor = await atTheCode('nurse')
  for (const away of [-3, -2, 2]) {
    const answer = await enters(visitor, app.code(away))
    assert.equal(answer.status, 401, `${away}`)
    assert.match(answer.text, /not right, or was used already/)
  }
  const used = app.code(-1)
  assert.equal((await enters(visitor, used)).status, 303)
  assert.equal((await enters(await atTheCode('nurse'), used)).status, 401, 'the same again')
  assert.equal((await enters(await atTheCode('nurse'), app.code(1))).status, 303)
  const before = await atTheCode('nurse')
  assert.equal(
    (await enters(before, app.code(0))).status,
    401,
    'one before the newest that counted',
  )
})

test('what is no code is refused without counting as a try', async () => {
  await ownerOf('nurse')
  const visitor = await atTheCode('nurse')
  const before = await triesOf('nurse')
  for (const code of ['', '12345', '1234567', 'abcdef', "' OR 1=1--", 'l'.repeat(16)]) {
    const answer = await enters(visitor, code)
    assert.equal(answer.status, 422, code)
    assert.match(answer.text, /Enter the six figures that your app shows/)
  }
  assert.equal(await triesOf('nurse'), before)
})

async function triesOf(role: Role): Promise<number | undefined> {
  const { rows } = await clinic.pool.query<{ readonly tries: number }>(
    'select failed_tries as tries from account where id = $1',
    [clinic.callerOf(role).accountId],
  )
  return rows[0]?.tries
}

test('wrong codes make the account rest, and the right password in between buys no new tries', async () => {
  const { app } = await ownerOf('pharmacist')
  const answers: number[] = []
  for (let time = 0; time < 6; time += 1) {
    const visitor = new Visitor(clinic.url)
    const signed = await visitor.signIn('pharmacist')
    answers.push(signed.status === 303 ? (await enters(visitor, '000000')).status : signed.status)
  }
  assert.deepEqual(answers, [401, 401, 401, 429, 429, 429])
  clinic.clock.advance(61 * SECOND)
  const visitor = await atTheCode('pharmacist')
  const [one, two] = [await enters(visitor, '000000'), await enters(visitor, '000000')]
  assert.deepEqual([one.status, two.status], [401, 429])
  assert.match(two.text, /too many wrong tries. Wait \d+ (?:seconds|minutes)/)
  assert.equal((await enters(visitor, app.code())).status, 429, 'the right one neither')
  clinic.clock.advance(20 * MINUTE)
  assert.equal((await enters(await atTheCode('pharmacist'), app.code())).status, 303)
  assert.equal(
    (await new Visitor(clinic.url).signIn('pharmacist')).status,
    303,
    'forgotten by then',
  )
})

test('twenty codes at once are counted one by one, and one right code opens one session', async () => {
  const { app } = await ownerOf('prescriber')
  const visitor = await atTheCode('prescriber')
  const csrf = hiddenField((await visitor.get(ENTER_CODE)).text, 'csrf')
  const tries = Array.from({ length: 20 }, () =>
    visitor.post(ENTER_CODE, { csrf, code: '000000', next: '/' }),
  )
  const statuses = (await Promise.all(tries)).map(({ status }) => status)
  assert.ok(statuses.filter((status) => status === 401).length <= 4, statuses.join())
  clinic.clock.advance(20 * MINUTE)
  const halves = [await atTheCode('prescriber'), await atTheCode('prescriber')]
  const both = await Promise.all(halves.map((half) => enters(half, app.code())))
  assert.equal(both.filter(({ status }) => status === 303).length, 1)
})

test('D8.21 and D8.22: a recovery code opens its own account, once, and its person is told', async () => {
  clinic.clock.advance(20 * MINUTE)
  const { app, codes } = await ownerOf('nurse')
  assert.equal((await enters(await atTheCode('nurse'), app.code())).status, 303, 'all forgotten')
  const { codes: ofAnother } = await ownerOf('clinical-lead')
  const [code = '', other = ''] = codes
  assert.equal((await enters(await atTheCode('nurse'), ofAnother[0] ?? '')).status, 401)
  const visitor = await atTheCode('nurse')
  assert.equal((await enters(visitor, code.toUpperCase().replaceAll('-', ' '))).status, 303)
  assert.match((await visitor.get('/account')).text, /9 recovery codes left; one was last used on/)
  assert.match((await visitor.get(SECOND_STEP)).text, /9 of 10/)
  assert.equal((await enters(await atTheCode('nurse'), code)).status, 401, 'used')
  assert.deepEqual(
    (await auditLines('nurse')).filter((line) => line['with'] === 'recovery-code').length,
    1,
  )

  const made = await visitor.post(NEW_RECOVERY_CODES, { csrf: await visitor.csrf() })
  const fresh = recoveryCodesOn(made)
  assert.equal(fresh.length, 10)
  assert.equal((await enters(await atTheCode('nurse'), other)).status, 401, 'of the set before')
  assert.equal((await enters(await atTheCode('nurse'), fresh[0] ?? '')).status, 303)
})

test('neither the secret nor a recovery code is anywhere in the database', async () => {
  const visitor = await signedInAs(clinic, 'receptionist')
  const page = await visitor.get(NEW_SECOND_STEP)
  const letters = lettersOn(page)
  const app = appWith(letters, clinic.clock.now)
  const sent = { csrf: hiddenField(page.text, 'csrf'), sealed: hiddenField(page.text, 'sealed') }
  const codes = recoveryCodesOn(await visitor.post(NEW_SECOND_STEP, { ...sent, code: app.code() }))
  const { rows } = await clinic.database.migratorPool.query<{ everything: string }>(
    `select (select string_agg(t::text, '') from second_step t) || (select string_agg(t::text, '') from recovery_code t)
       || (select string_agg(t::text, '') from session t) || (select string_agg(line, '') from audit_line) as everything`,
  )
  const everything = rows[0]?.everything ?? ''
  assert.ok(everything.length > 1000)
  const plain = letters.replaceAll(' ', '')
  for (const secret of [plain, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
    assert.ok(!everything.includes(secret))
    assert.ok(!everything.includes(Buffer.from(secret).toString('hex')))
  }
})

test('a secret that was offered to one account is worth nothing for another', async () => {
  const [one, two] = [
    await signedInAs(clinic, 'practice-manager'),
    await signedInAs(clinic, 'healthcare-assistant'),
  ]
  const offered = await one.get(NEW_SECOND_STEP)
  const app = appWith(lettersOn(offered), clinic.clock.now)
  const csrf = await two.csrf()
  const sealed = hiddenField(offered.text, 'sealed')
  const refused = await two.post(NEW_SECOND_STEP, { csrf, sealed, code: app.code() })
  assert.equal(refused.status, 409)
  assert.match(refused.text, /no longer good/)
})

test('five minutes after signing in the password is asked for once more before a second step is set up', async () => {
  const visitor = await signedInAs(clinic, 'healthcare-assistant')
  clinic.clock.advance(6 * MINUTE)
  const page = await visitor.get(NEW_SECOND_STEP)
  const app = appWith(lettersOn(page), clinic.clock.now)
  const sent = {
    csrf: hiddenField(page.text, 'csrf'),
    sealed: hiddenField(page.text, 'sealed'),
    code: app.code(),
  }
  const asked = await visitor.post(NEW_SECOND_STEP, sent)
  assert.equal(asked.status, 401)
  assert.match(asked.text, /Is it still you\?[\s\S]*Nothing is saved yet/)
  const wrong = await visitor.post(NEW_SECOND_STEP, { ...sent, 'door-password': 'not it at all' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /This is not your password/)
  const done = await visitor.post(NEW_SECOND_STEP, { ...sent, 'door-password': PASSWORD })
  assert.equal(done.status, 200)
  assert.equal(recoveryCodesOn(done).length, 10)
})

test('in a demonstration a person may do without again; each half of a sign-in has its line in the audit', async () => {
  const { app } = await ownerOf('practice-manager')
  const visitor = await atTheCode('practice-manager')
  await enters(visitor, app.code())
  const gone = await visitor.post('/account/second-step/remove', { csrf: await visitor.csrf() })
  assert.equal(gone.location, '/account')
  assert.equal((await signedInAs(clinic, 'practice-manager')).cookie === '', false)
  const acts = await auditActs('practice-manager')
  const expected = ['set-up-second-step', 'sign-in', 'enter-code', 'remove-second-step', 'sign-in']
  assert.deepEqual(acts.slice(-expected.length), expected)
})

test('in a live installation whoever signs in reaches nothing but the page that sets a second step up', async () => {
  const live = await servedClinic({ clinic: await testClinic({ installation: 'live' }) })
  const visitor = new Visitor(live.url)
  await visitor.signIn('clinical-lead')
  for (const path of ['/', '/account', '/service/staff', '/account/password']) {
    assert.match((await visitor.get(path)).location ?? '', new RegExp(`^${NEW_SECOND_STEP}`), path)
  }
  const shown = await visitor.get(NEW_SECOND_STEP)
  assert.match(shown.text, /Everybody here needs this/)
  const { done } = await setUpApp(visitor, Date.now)
  assert.match(done.text, /Your recovery codes/)
  assert.equal((await visitor.get('/')).status, 200)
  const csrf = await visitor.csrf()
  assert.doesNotMatch((await visitor.get(SECOND_STEP)).text, /Do without a second step/)
  assert.equal((await visitor.post('/account/second-step/remove', { csrf })).status, 403)
  await live.close()
})

test('SR-45: an administrator resets the second step of a colleague, who is signed out, told, and asked for a new one', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const { app } = await ownerOf('nurse')
  clinic.clock.advance(20 * MINUTE)
  const nurse = await atTheCode('nurse')
  await enters(nurse, app.code())
  await administrator.signIn(clinic.usernameOf('system-administrator'))
  const path = `/service/staff/${clinic.callerOf('nurse').accountId}`
  const page = await administrator.get(path)
  assert.match(page.text, /Reset the second step/)
  const csrf = hiddenField(page.text, 'csrf')
  const key = crypto.randomUUID()
  const reset = await administrator.post(`${path}/second-step`, { csrf, 'request-key': key })
  assert.equal(reset.location, path)
  assert.match((await administrator.get(path)).text, /has no second step set up/)
  const out = await nurse.get('/account')
  assert.match(out.location ?? '', /why=second-step-reset/)
  assert.match((await nurse.get(out.location ?? '')).text, /reset by an administrator/)

  const told = await nurse.signIn(clinic.usernameOf('nurse'))
  assert.equal(told.location, NEW_SECOND_STEP)
  assert.match(
    (await nurse.get(NEW_SECOND_STEP)).text,
    /was reset on .* by Test system-administrator/,
  )
  assert.equal((await auditActs('system-administrator')).at(-1), 'reset-second-step')
  const { codes } = await setUpApp(nurse, clinic.clock.now)
  assert.doesNotMatch((await nurse.get(SECOND_STEP)).text, /was reset/)
  assert.equal((await nurse.signIn(clinic.usernameOf('nurse'))).location, '/')
  assert.equal(codes.length, 10)
})

test('nobody resets their own second step, nor that of somebody who has none or works elsewhere', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  await setUpApp(administrator, clinic.clock.now)
  const csrf = await administrator.csrf()
  const reset = (account: string) =>
    administrator.post(`/service/staff/${account}/second-step`, { csrf })
  const answer = await reset(clinic.callerOf('system-administrator').accountId)
  assert.equal(answer.status, 403)
  assert.match(answer.text, /Nobody resets their own second step/)
  const other = await testClinic({ database: clinic.database, prefix: 'elsewhere-' })
  assert.equal((await reset(other.callerOf('nurse').accountId)).status, 404)
  const { accountId } = clinic.callerOf('clinical-lead')
  assert.equal((await reset(accountId)).status, 303)
  assert.equal((await reset(accountId)).status, 409)
})

test('H34, SR-45: what protects two providers is reset by an administrator of each, who are two people, within three days', async () => {
  await doWithout('system-administrator')
  await doWithout('clinical-lead')
  const { accountId } = clinic.callerOf('pharmacist')
  await ownerOf('pharmacist')
  const { other, remove } = await secondWorkplace(accountId)
  const here = () => signedInAs(clinic, 'system-administrator')
  const there = () => signedInAs(other, 'system-administrator')
  const path = `/service/staff/${accountId}/second-step`
  const asks = async (visitor: Visitor) => {
    const answer = await visitor.post(path, { csrf: await visitor.csrf() })
    const { rowCount } = await clinic.pool.query(
      'select from second_step where account_id = $1 and ended_at is null',
      [accountId],
    )
    return { ...answer, isStill: rowCount === 1 }
  }
  const first = await asks(await here())
  assert.deepEqual([first.status, first.isStill], [200, true])
  assert.match(first.text, /Nothing is reset yet[\s\S]*an administrator or clinical lead there/)
  const line = (await auditLines('system-administrator')).at(-1)
  assert.match(JSON.stringify(line), /"act":"reset-second-step".*"waits":"another-provider"/)
  assert.ok((await asks(await signedInAs(clinic, 'clinical-lead'))).isStill, 'two of one provider')
  await clinic.database.migratorPool.query(
    'update second_step_reset_asked set asked_by = $1 where account_id = $2',
    [other.callerOf('system-administrator').accountId, accountId],
  )
  assert.ok((await asks(await there())).isStill, 'one person at both')
  await clinic.database.migratorPool.query('delete from second_step_reset_asked')
  assert.ok((await asks(await here())).isStill)
  clinic.clock.advance(3 * 24 * 60 * MINUTE + 1)
  assert.ok((await asks(await there())).isStill, 'too long ago')
  const both = await asks(await here())
  assert.equal(both.location, `/service/staff/${accountId}`)
  assert.ok(!both.isStill)
  const told = new Visitor(clinic.url)
  await told.signIn('pharmacist')
  assert.match(
    (await told.get(NEW_SECOND_STEP)).text,
    /was reset on .* by Test system-administrator/,
  )
  apps.delete('pharmacist')
  await ownerOf('pharmacist')
  assert.ok((await asks(await there())).isStill, 'what led to a reset leads to no other')
  await remove()
})

/** Another surgery in the same database, where this person works too. */
async function secondWorkplace(accountId: string) {
  const { database, clock } = clinic
  const made = await testClinic({ database, prefix: 'second-' })
  const house = { ...made.house, clock: clock.now }
  const other = await servedClinic({ clinic: { ...made, house, drop: async () => undefined } })
  await clinic.pool.query(
    'insert into account_provider (account_id, provider_id, provider_name) values ($1, $2, $3)',
    [accountId, made.providerId, 'Second Surgery'],
  )
  await made.inTx((tx) =>
    addStaff(tx, {
      accountId,
      name: 'Test pharmacist',
      role: 'pharmacist',
      competence: { level: null, dosing: 'none', until: null },
      active: true,
      changedBy: null,
      changedAt: new Date(clock.now()).toISOString(),
    }),
  )
  const remove = async () => {
    await other.close()
    await clinic.pool.query(
      'delete from account_provider where account_id = $1 and provider_id = $2',
      [accountId, made.providerId],
    )
  }
  return { other, remove }
}

test('D8.21: a recovery code that completes no sign-in is not used up', async () => {
  clinic.clock.advance(20 * MINUTE)
  const { codes } = await ownerOf('prescriber')
  const [code = ''] = codes
  const left = await codesLeft('prescriber')
  const half = await atTheCode('prescriber')
  const { accountId } = clinic.callerOf('prescriber')
  const found = await seenHalf(half)
  await clinic.pool.query(
    `update session set ended_at = last_seen_at, ended_because = 'signed-out' where account_id = $1 and ended_at is null`,
    [accountId],
  )
  const typed = typedCode(code)
  assert.ok(typed)
  assert.deepEqual(await enterCode(clinic.house, found, typed), { kind: 'over' })
  assert.equal(await codesLeft('prescriber'), left)
  assert.equal((await enters(await atTheCode('prescriber'), code)).status, 303)
  assert.equal(await codesLeft('prescriber'), left - 1)
})

async function seenHalf(visitor: Visitor): Promise<HalfSignedIn> {
  const token = visitor.cookie.slice(visitor.cookie.indexOf('=') + 1)
  const seen = await seeSession(clinic.house, token, SESSION_LIMITS, {
    isUse: false,
    notNoted: () => {},
  })
  assert.equal(seen.kind, 'half')
  return seen
}

/** Takes the second step of a person away, whatever the tests before made of it. */
async function doWithout(role: Role): Promise<void> {
  apps.delete(role)
  await clinic.pool.query(
    `update second_step set ended_at = added_at, ended_because = 'removed', ended_by = account_id
      where account_id = $1 and ended_at is null`,
    [clinic.callerOf(role).accountId],
  )
}

async function codesLeft(role: Role): Promise<number> {
  const { rowCount } = await clinic.pool.query(
    'select from recovery_code where account_id = $1 and used_at is null and ended_at is null',
    [clinic.callerOf(role).accountId],
  )
  return rowCount ?? 0
}

test('SR-49: a session that was open long before a second step was demanded shows its password first, and sets it up then', async () => {
  const everybody = { ...clinic, house: { ...clinic.house, demandsSecondStep: true } }
  const strict = await servedClinic({ clinic: everybody })
  await doWithout('healthcare-assistant')
  const visitor = new Visitor(strict.url)
  await visitor.signIn(clinic.usernameOf('healthcare-assistant'))
  clinic.clock.advance(6 * MINUTE)
  const page = await visitor.get(NEW_SECOND_STEP)
  const app = appWith(lettersOn(page), clinic.clock.now)
  const sent = {
    csrf: hiddenField(page.text, 'csrf'),
    sealed: hiddenField(page.text, 'sealed'),
    code: app.code(),
  }
  const asked = await visitor.post(NEW_SECOND_STEP, sent)
  assert.equal(asked.status, 401)
  assert.match(asked.text, /Is it still you\?/)
  const wrong = await visitor.post(NEW_SECOND_STEP, { ...sent, 'door-password': 'not it at all' })
  assert.equal(wrong.status, 422)
  assert.equal((await visitor.get('/')).location?.startsWith(NEW_SECOND_STEP), true)
  const done = await visitor.post(NEW_SECOND_STEP, { ...sent, 'door-password': PASSWORD })
  assert.equal(done.status, 200)
  assert.equal(recoveryCodesOn(done).length, 10)
  assert.equal((await visitor.get('/')).status, 200)
})

test('H34: with a second step the password is changed after password and code, and the present password buys no new tries at the code', async () => {
  await doWithout('clinical-lead')
  const { app } = await ownerOf('clinical-lead')
  clinic.clock.advance(20 * MINUTE)
  const lead = await atTheCode('clinical-lead')
  assert.equal((await enters(lead, app.code())).status, 303)
  const csrf = await lead.csrf()
  const wanted = 'four quiet herons wading'
  const change = { csrf, current: PASSWORD, wanted, again: wanted }
  const same = { csrf, current: PASSWORD, wanted: PASSWORD, again: PASSWORD }
  await enters(await atTheCode('clinical-lead'), '000000')
  const before = (await triesOf('clinical-lead')) ?? 0
  assert.equal((await lead.post('/account/password', same)).status, 422)
  assert.equal(await triesOf('clinical-lead'), before + 1, 'the password alone forgets nothing')

  clinic.clock.advance(6 * MINUTE)
  const stale = await lead.post('/account/password', change)
  assert.equal(stale.location, '/account/password')
  const asked = await lead.get('/account/password')
  assert.equal(asked.status, 401)
  assert.match(asked.text, /Is it still you\?[\s\S]*Code from your authenticator app/)
  const again = { ...change, next: '/account/password', 'door-password': PASSWORD }
  const proven = await lead.post('/account/prove', { ...again, 'door-password-code': app.code() })
  assert.equal(proven.location, '/account/password')
  assert.equal((await lead.get('/account/password')).status, 200)
  assert.equal((await lead.post('/account/password', change)).location, '/')
  assert.equal(await triesOf('clinical-lead'), 0)
})
