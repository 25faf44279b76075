import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { PASSWORD, testClinic } from '#test/clinic.ts'
import {
  ENTER_CODE,
  NEW_PASSKEY,
  NEW_SECOND_STEP,
  REMOVE_PASSKEY,
  REMOVE_SECOND_STEP,
  SECOND_STEP,
  SIGN_IN_BY_PASSKEY,
} from '#web/account/addresses.ts'
import { recoveryCodesOn, setUpApp } from './authenticator.ts'
import { askedOn, PasskeyDevice } from './passkey-device.ts'
import {
  type Answer,
  hiddenField,
  type ServedClinic,
  servedClinic,
  Visitor,
} from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

// SR-42: passkeys as the second step, for a fresh proof, and as the sign-in itself. A browser binds them to a name, so these visitors
// come by `localhost`.

let clinic: ServedClinic
let url: string
before(async () => {
  clinic = await servedClinic()
  url = clinic.url.replace('127.0.0.1', 'localhost')
})
after(() => clinic.close())

const MINUTE = 60_000

async function signedIn(role: Role, at = url): Promise<Visitor> {
  const visitor = new Visitor(at)
  assert.equal((await visitor.signIn(clinic.usernameOf(role))).status, 303)
  return visitor
}

/** Each challenge is given out at a time of its own. */
const tick = () => clinic.clock.advance(1)

async function add(
  visitor: Visitor,
  device: PasskeyDevice,
  fields: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  tick()
  const page = await visitor.get(NEW_PASSKEY)
  const passkey = device.make(askedOn(page))
  return await visitor.post(NEW_PASSKEY, {
    csrf: hiddenField(page.text, 'csrf'),
    name: 'Windows Hello',
    passkey,
    ...fields,
  })
}

type Owner = { readonly device: PasskeyDevice; readonly codes: readonly string[] }
const owners = new Map<Role, Owner>()

/** Somebody with one passkey and nothing else, made at the first call. */
async function ownerOf(role: Role): Promise<Owner> {
  const known = owners.get(role)
  if (known !== undefined) return known
  const device = new PasskeyDevice(url)
  const added = await add(await signedIn(role), device)
  assert.equal(added.status, 200, added.text)
  const owner = { device, codes: recoveryCodesOn(added) }
  owners.set(role, owner)
  return owner
}

/** A browser that has given the password and owes the second step; and what the page asks it. */
async function atTheStep(role: Role) {
  tick()
  const visitor = await signedIn(role)
  const page = await visitor.get(ENTER_CODE)
  const csrf = hiddenField(page.text, 'csrf')
  const send = (passkey: string) =>
    visitor.post(ENTER_CODE, { csrf, next: '/account', code: '', passkey })
  return { visitor, page, asked: askedOn(page), send }
}

async function auditActs(role: Role): Promise<readonly string[]> {
  const { rows } = await clinic.database.migratorPool.query<{ did: string }>(
    `select (line::jsonb ->> 'act') || coalesce(' ' || (line::jsonb ->> 'with'), '') as did
       from audit_line where provider_id = $1 and line::jsonb ->> 'by' = $2 order by seq`,
    [clinic.providerId, clinic.callerOf(role).accountId],
  )
  return rows.map(({ did }) => did)
}

test('SR-42: a passkey is added with a name, as the first second step with ten recovery codes, and stands in the list', async () => {
  const visitor = await signedIn('nurse')
  const elsewhere = await signedIn('nurse')
  assert.match((await visitor.get(NEW_SECOND_STEP)).text, /Use a passkey instead/)
  const device = new PasskeyDevice(url)
  const [before, unnamed] = [visitor.cookie, await add(visitor, device, { name: ' ' })]
  assert.equal(unnamed.status, 422)
  assert.match(unnamed.text, /Enter a name by which you will know this passkey/)
  const added = await add(visitor, device, { name: ' Windows  Hello <1>' })
  assert.equal(added.status, 200)
  const codes = recoveryCodesOn(added)
  assert.equal(codes.length, 10)
  assert.notEqual(visitor.cookie, before, 'the session goes on under another token')
  assert.match((await elsewhere.get('/account')).location ?? '', /why=second-step-changed/)
  const { text } = await visitor.get(SECOND_STEP)
  assert.match(text, /Authenticator app[\s\S]*None[\s\S]*Windows Hello &lt;1&gt;[\s\S]*Never/)
  assert.match((await visitor.get('/account')).text, /1 passkey, and 10 recovery codes left/)
  assert.equal((await auditActs('nurse')).at(-1), 'add-passkey')
  owners.set('nurse', { device, codes })
})

test('SR-42: another passkey beside it makes no new codes and ends no other sign-in, and the same one is not added twice', async () => {
  const { device } = await ownerOf('pharmacist')
  const { visitor, asked, send } = await atTheStep('pharmacist')
  await send(device.show(asked))
  const page = await visitor.get(NEW_PASSKEY)
  assert.deepEqual(
    askedOn(page)?.excludeCredentials?.map(({ id }) => id),
    [device.id.toString('base64url')],
  )
  assert.equal((await add(visitor, device)).status, 409)
  const other = await add(visitor, new PasskeyDevice(url), { name: 'Key on my ring' })
  assert.equal(other.location, SECOND_STEP)
  assert.match((await visitor.get('/account')).text, /2 passkeys, and 10 recovery codes left/)
  assert.match((await visitor.get('/account')).text, /2 passkeys/)
})

test('H34, SR-42: after the password the passkey opens the rest, and its page asks for those of this account alone', async () => {
  const { device } = await ownerOf('nurse')
  const { visitor, page, asked, send } = await atTheStep('nurse')
  assert.match(page.text, /Use your passkey[\s\S]*One of your recovery codes/)
  assert.deepEqual(
    asked?.allowCredentials?.map(({ id }) => id),
    [device.id.toString('base64url')],
  )
  const half = visitor.cookie
  const answer = await send(device.show(asked))
  assert.equal(answer.location, '/account')
  assert.notEqual(visitor.cookie, half)
  assert.match((await visitor.get(SECOND_STEP)).text, /Windows Hello/)
  assert.doesNotMatch((await visitor.get(SECOND_STEP)).text, />Never<\/td>/)
  assert.equal((await auditActs('nurse')).at(-1), 'enter-code passkey')
})

test('SR-42: without scripts or the device a recovery code still opens an account that has only passkeys', async () => {
  const { codes } = await ownerOf('nurse')
  const { visitor } = await atTheStep('nurse')
  const csrf = hiddenField((await visitor.get(ENTER_CODE)).text, 'csrf')
  const answer = await visitor.post(ENTER_CODE, {
    csrf,
    next: '/',
    code: codes[0] ?? '',
    passkey: '',
  })
  assert.equal(answer.status, 303)
})

test('SR-42: an answer counts once, for the session that was asked, for five minutes, for what it was asked for', async () => {
  const { device } = await ownerOf('nurse')
  const refused = async (send: (json: string) => Promise<Answer>, json: string, why: string) => {
    const answer = await send(json)
    assert.equal(answer.status, 401, why)
    assert.match(answer.text, /This passkey was not taken: it is not one of yours/)
  }
  const first = await atTheStep('nurse')
  const used = device.show(first.asked)
  assert.equal((await first.send(used)).status, 303)
  const other = await atTheStep('nurse')
  await refused(other.send, used, 'used')
  await refused(other.send, device.show(first.asked), 'of another session')
  const one = await atTheStep('nurse')
  tick()
  const [earlier, later] = [one.asked, askedOn(await one.visitor.get(ENTER_CODE))]
  assert.notEqual(earlier?.challenge, later?.challenge)
  assert.equal((await one.send(device.show(later))).status, 303)
  const owner = await one.visitor.get(NEW_PASSKEY)
  const two = await atTheStep('nurse')
  await refused(
    two.send,
    device.show({ ...two.asked, challenge: askedOn(owner)?.challenge ?? '' }),
    'to add one',
  )
  await refused(two.send, device.show({ ...two.asked, challenge: 'AAAA' }), 'made up')
  clinic.clock.advance(5 * MINUTE + 1)
  await refused(two.send, device.show(two.asked), 'too late')
})

test('SR-42: an answer to another origin, for another domain, without a touch, of another kind or with another signature is refused', async () => {
  const { device } = await ownerOf('nurse')
  const { asked, send } = await atTheStep('nurse')
  const bent = [
    { origin: 'https://evenkee1.example' },
    { origin: url.replace('http:', 'https:') },
    { rpId: 'evenkee1.example' },
    { isPresent: false },
    { type: 'webauthn.create' },
    { userHandle: Buffer.alloc(16, 1).toString('base64url') },
  ]
  for (const one of bent) {
    assert.equal((await send(device.show(asked, one))).status, 401, JSON.stringify(one))
  }
  const changed = JSON.parse(device.show(asked))
  const other = JSON.parse(device.show(asked, { origin: 'https://evenkee1.example' }))
  changed.response.signature = other.response.signature
  assert.equal((await send(JSON.stringify(changed))).status, 401)
  for (const junk of [
    '{',
    '[]',
    '{"id":1}',
    JSON.stringify({ ...changed, id: 'x' }),
    'x'.repeat(70_000),
  ]) {
    assert.equal((await send(junk)).status, 401, junk.slice(0, 20))
  }
  assert.equal((await send(device.show(asked))).status, 303, 'the honest one')
})

test('H34: the passkey of a colleague is no second step of mine', async () => {
  const { device: ofAnother } = await ownerOf('pharmacist')
  await ownerOf('nurse')
  const { asked, send } = await atTheStep('nurse')
  assert.equal((await send(ofAnother.show(asked, { userHandle: '' }))).status, 401)
})

test('SR-42: a passkey whose count goes back is taken for copied: refused, told, and in the audit', async () => {
  const { device } = await ownerOf('prescriber')
  const counting = await atTheStep('prescriber')
  assert.equal((await counting.send(device.show(counting.asked, { count: 7 }))).status, 303)
  for (const count of [7, 6, 0]) {
    const { asked, send } = await atTheStep('prescriber')
    const answer = await send(device.show(asked, { count }))
    assert.equal(answer.status, 401, `${count}`)
    assert.match(answer.text, /seems to have been copied/)
    assert.equal((await auditActs('prescriber')).at(-1), 'refuse-copied-passkey')
  }
  const on = await atTheStep('prescriber')
  assert.equal((await on.send(device.show(on.asked, { count: 8 }))).status, 303)
})

/** A browser in front of the page that signs in by a passkey alone. */
async function atTheDoor() {
  tick()
  const visitor = new Visitor(url)
  assert.match((await visitor.get('/sign-in')).text, /Sign in with a passkey/)
  const page = await visitor.get(`${SIGN_IN_BY_PASSKEY}?next=%2Faccount`)
  const send = (passkey: string) => visitor.post(SIGN_IN_BY_PASSKEY, { next: '/account', passkey })
  return { visitor, page, asked: askedOn(page), send }
}

test('SR-42: a passkey that has looked at its person is the sign-in itself, whole at once', async () => {
  const { device } = await ownerOf('nurse')
  const { visitor, asked, send } = await atTheDoor()
  assert.deepEqual([asked?.userVerification, asked?.allowCredentials], ['required', []])
  const answer = await send(device.show(asked))
  assert.equal(answer.location, '/account')
  assert.match((await visitor.get('/account')).text, /Test nurse/)
  assert.equal((await auditActs('nurse')).at(-1), 'sign-in passkey')
})

test('SR-42: alone it must have looked at its person, in the browser that was asked, once', async () => {
  const { device } = await ownerOf('nurse')
  const { visitor, asked, send } = await atTheDoor()
  const mark = visitor.cookie
  assert.equal((await send(device.show(asked, { isVerified: false }))).status, 401)
  const other = await atTheDoor()
  assert.equal((await other.send(device.show(asked))).status, 401, 'in another browser')
  const unmarked = new Visitor(url)
  const none = await unmarked.post(SIGN_IN_BY_PASSKEY, { next: '/', passkey: device.show(asked) })
  assert.equal(none.status, 401)
  const used = device.show(asked)
  assert.equal((await send(used)).status, 303)
  const sent = { next: '/', passkey: used }
  const again = await new Visitor(url).post(SIGN_IN_BY_PASSKEY, sent, { cookie: mark })
  assert.equal(again.status, 401, 'used')
  assert.match(again.text, /This passkey was not taken/)
  const stranger = new PasskeyDevice(url)
  assert.equal((await other.send(stranger.show(other.asked))).status, 401)
})

test('D8.04: while wrong passwords make an account rest, its passkey still opens it', async () => {
  const { device } = await ownerOf('nurse')
  for (let time = 0; time < 6; time += 1) await new Visitor(url).signIn('nurse', `guess ${time}`)
  assert.equal((await new Visitor(url).signIn('nurse')).status, 429)
  const { asked, send } = await atTheDoor()
  assert.equal((await send(device.show(asked))).status, 303)
  clinic.clock.advance(20 * MINUTE)
})

test('H34: who no longer works here is not let in by a passkey', async () => {
  const { device } = await ownerOf('receptionist')
  const setActive = (active: boolean) =>
    clinic.database.migratorPool.query('update staff set active = $2 where account_id = $1', [
      clinic.callerOf('receptionist').accountId,
      active,
    ])
  await setActive(false)
  const { asked, send } = await atTheDoor()
  assert.equal((await send(device.show(asked))).status, 403)
  await setActive(true)
  assert.equal(
    (await send(device.show(asked))).status,
    303,
    'and what came to nothing used none up',
  )
})

const ADD = '/service/staff/add'
const sam = {
  username: 'sam.oyelaran',
  name: 'Sam',
  role: 'receptionist',
  level: 'none',
  dosing: 'none',
}

test('SR-49: a passkey that has looked at its person is the fresh proof; one that has not goes beside the password', async () => {
  const { device } = await ownerOf('system-administrator')
  const { visitor, asked, send } = await atTheStep('system-administrator')
  await send(device.show(asked))
  const adds = async (username: string) => {
    clinic.clock.advance(6 * MINUTE)
    const page = await visitor.get(ADD)
    const guard = { csrf: hiddenField(page.text, 'csrf'), 'request-key': crypto.randomUUID() }
    const proving = await visitor.post(ADD, { ...guard, ...sam, username })
    assert.equal(proving.status, 401)
    return { proving, fields: formFields(proving, ADD) }
  }
  const first = await adds('by.passkey')
  assert.equal(first.fields['name'], 'Sam')
  const before = visitor.cookie
  const json = device.show(askedOn(first.proving))
  const shown = { ...first.fields, 'door-password': '', 'door-password-passkey': json }
  assert.equal((await visitor.post(ADD, shown)).status, 200)
  assert.notEqual(visitor.cookie, before)
  assert.equal((await auditActs('system-administrator')).includes('prove-again passkey'), true)

  const second = await adds('by.key')
  const without = device.show(askedOn(second.proving), { isVerified: false })
  const alone = { ...second.fields, 'door-password': '', 'door-password-passkey': without }
  const asking = await visitor.post(ADD, alone)
  assert.equal(asking.status, 422)
  assert.match(asking.text, /enter your password as well and use the key again/)
  const wrong = await visitor.post(ADD, { ...alone, 'door-password': 'not it at all' })
  assert.match(wrong.text, /This is not your password/)
  const both = await visitor.post(ADD, { ...alone, 'door-password': PASSWORD })
  assert.equal(both.status, 200)
  const third = await adds('by.replay')
  const once = device.show(askedOn(third.proving))
  const proof = { ...third.fields, 'door-password': '', 'door-password-passkey': once }
  assert.equal((await visitor.post(ADD, proof)).status, 200)
  const twice = { ...proof, 'request-key': crypto.randomUUID(), username: 'by.replay.too' }
  assert.equal((await visitor.post(ADD, twice)).status, 422, 'used')
})

test('SR-49: adding and removing a passkey asks for a fresh proof, and nobody removes that of another', async () => {
  const { device } = await ownerOf('clinical-lead')
  const { visitor, asked, send } = await atTheStep('clinical-lead')
  await send(device.show(asked))
  const listed = await visitor.get(SECOND_STEP)
  const passkey = formFields(listed, REMOVE_PASSKEY)['passkey'] ?? ''
  clinic.clock.advance(6 * MINUTE)
  assert.equal((await add(visitor, new PasskeyDevice(url))).status, 401)
  const fields = { csrf: await visitor.csrf(), passkey }
  const asks = await visitor.post(REMOVE_PASSKEY, fields)
  assert.equal(asks.status, 401)
  const proof = { 'door-password': '', 'door-password-passkey': device.show(askedOn(asks)) }
  const nurse = await atTheStep('nurse')
  await nurse.send((await ownerOf('nurse')).device.show(nurse.asked))
  const stolen = await nurse.visitor.post(REMOVE_PASSKEY, {
    ...fields,
    csrf: await nurse.visitor.csrf(),
  })
  assert.equal(stolen.status, 404)
  assert.equal((await visitor.post(REMOVE_PASSKEY, { ...fields, ...proof })).location, SECOND_STEP)
  assert.equal((await visitor.get(SECOND_STEP)).location, NEW_SECOND_STEP, 'nothing is left')
  assert.equal((await auditActs('clinical-lead')).at(-1), 'remove-passkey')
  assert.equal((await signedIn('clinical-lead').then((one) => one.get('/account'))).status, 200)
  const gone = await atTheDoor()
  assert.equal((await gone.send(device.show(gone.asked))).status, 401)
})

test('H34: an administrator resets passkeys with the rest, and the person is told', async () => {
  const { device } = await ownerOf('healthcare-assistant')
  const lead = await signedIn('clinical-lead')
  const { accountId } = clinic.callerOf('healthcare-assistant')
  const page = `/service/staff/${accountId}`
  const reset = await lead.post(`${page}/second-step`, { csrf: await lead.csrf() })
  assert.equal(reset.location, page)
  const gone = await atTheDoor()
  assert.equal((await gone.send(device.show(gone.asked))).status, 401)
  const visitor = new Visitor(url)
  assert.equal((await visitor.signIn('healthcare-assistant')).location, NEW_SECOND_STEP)
  assert.match((await visitor.get(NEW_SECOND_STEP)).text, /Your second step was reset on/)
})

test('where everybody needs a second step the last passkey stays, and the app may go while one is there', async () => {
  const live = await servedClinic({ clinic: await testClinic({ installation: 'live' }) })
  const at = live.url.replace('127.0.0.1', 'localhost')
  const visitor = new Visitor(at)
  await visitor.signIn(live.usernameOf('nurse'))
  const shown = await visitor.get(NEW_PASSKEY)
  assert.equal(shown.status, 200)
  const device = new PasskeyDevice(at)
  const csrf = hiddenField(shown.text, 'csrf')
  const sent = { csrf, name: 'Mine', passkey: device.make(askedOn(shown)) }
  const added = await visitor.post(NEW_PASSKEY, { ...sent, 'door-password': PASSWORD })
  assert.equal(recoveryCodesOn(added).length, 10, added.text)
  const passkey = formFields(await visitor.get(SECOND_STEP), REMOVE_PASSKEY)['passkey'] ?? ''
  const last = await visitor.post(REMOVE_PASSKEY, { csrf: await visitor.csrf(), passkey })
  assert.equal(last.status, 403)
  assert.match(last.text, /this passkey is your only one/)
  await setUpApp(visitor, live.clock.now)
  const gone = await visitor.post(REMOVE_SECOND_STEP, { csrf: await visitor.csrf() })
  assert.equal(gone.location, '/account')
  assert.match((await visitor.get('/account')).text, /1 passkey/)
  await live.close()
})

test('at an address that is no name, or is not set where people come from elsewhere, no passkey is offered', async () => {
  const visitor = await signedIn('practice-manager', clinic.url)
  assert.doesNotMatch((await new Visitor(clinic.url).get('/sign-in')).text, /passkey/)
  const page = await visitor.get(NEW_PASSKEY)
  assert.equal(askedOn(page), undefined)
  assert.match(page.text, /Passkeys cannot be used at this address/)
  assert.match(
    (await new Visitor(clinic.url).get(SIGN_IN_BY_PASSKEY)).text,
    /cannot be used at this/,
  )
  const sent = { csrf: await visitor.csrf(), name: 'x', passkey: '{}' }
  assert.equal((await visitor.post(NEW_PASSKEY, sent)).status, 422)
})

test('SR-42: passkeys belong to the address that is set, whatever a request says of itself', async () => {
  const set = await servedClinic({
    clinic,
    settings: { origin: 'https://evenkeel.example.nhs.uk' },
  })
  const page = await fetch(`${set.url}${SIGN_IN_BY_PASSKEY}`)
  const text = await page.text()
  assert.match(text, /rpId&quot;:&quot;evenkeel\.example\.nhs\.uk&quot;/)
  assert.match(
    page.headers.get('set-cookie') ?? '',
    /^__Host-evenkeel-mark=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  )
})
