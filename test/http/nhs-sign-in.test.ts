import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Role } from '#access/policy.ts'
import { PASSWORD, testClinic } from '#test/clinic.ts'
import { freePort } from '#test/free-port.ts'
import {
  LINK_NHS,
  NHS_BACK,
  NHS_LOGOUT,
  SIGN_IN_BY_NHS,
  UNLINK_NHS,
} from '#web/account/addresses.ts'
import { type NhsAddress, nhsAt } from '#workflow/nhs-service.ts'
import { CookieJar } from './cookie-jar.ts'
import { CLIENT_ID, CLIENT_SECRET, type Claims, nhsServer, throughNhs } from './nhs-server.ts'
import { hiddenField, type ServedClinic, servedClinic } from './served-clinic.ts'

// SR-43: sign-in by an OpenID provider in the shape of NHS CIS2, on this machine.

const MINUTE = 60_000
const HALLAM = 'C88999'
const CLINICIAN = 'S8000:G8000:R8000'

let nhs: Awaited<ReturnType<typeof nhsServer>>
let clinic: ServedClinic
let origin: string
/** What Evenkeel is set up with; a test may set it up otherwise. */
let service: ReturnType<typeof nhsAt> | undefined

const setUp = (other: Partial<NhsAddress> = {}) =>
  nhsAt({
    issuer: nhs.issuer,
    clientId: CLIENT_ID,
    secret: CLIENT_SECRET,
    assurance: 3,
    dosingRoles: [],
    timeoutSeconds: 2,
    ...other,
  })

before(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  nhs = await nhsServer(origin)
  const made = await testClinic()
  const house = Object.defineProperty({ ...made.house }, 'nhs', { get: () => service })
  clinic = await servedClinic({ clinic: { ...made, house }, port, settings: { origin } })
})
after(async () => {
  await nhs.close()
  await clinic.close()
})
beforeEach(() => {
  clinic.clock.set(new Date().toISOString())
  service = setUp()
  nhs.idTokenSeconds = 600
  Object.assign(nhs.says, {
    subject: SUBJECTS.nurse,
    identityLevel: '3',
    authenticationLevel: '3',
    roles: [{ person_roleid: '555', org_code: HALLAM, role_code: CLINICIAN }],
    selected: undefined,
  })
})

const SUBJECTS = { nurse: '555036632103', receptionist: '555036634105', stranger: '555000000000' }

async function auditActs(role: Role): Promise<readonly string[]> {
  const { rows } = await clinic.database.migratorPool.query<{ did: string }>(
    `select (line::jsonb ->> 'act') || coalesce(' ' || (line::jsonb ->> 'with'), '')
            || coalesce(' ' || (line::jsonb ->> 'why'), '') as did
       from audit_line where provider_id = $1 and line::jsonb ->> 'by' = $2 order by seq`,
    [clinic.providerId, clinic.callerOf(role).accountId],
  )
  return rows.map(({ did }) => did)
}

/** A browser whose person has signed in by password. */
async function byPassword(role: Role): Promise<CookieJar> {
  const jar = new CookieJar(origin)
  const answer = await jar.post('/sign-in', { username: role, password: PASSWORD, next: '/' })
  assert.equal(answer.status, 303, answer.text)
  return jar
}

const csrfOf = async (jar: CookieJar) => hiddenField((await jar.get('/account')).text, 'csrf')

/** Goes to link the account, and comes back. */
async function links(jar: CookieJar, subject: string) {
  nhs.says.subject = subject
  const gone = await jar.post(LINK_NHS, { csrf: await csrfOf(jar) })
  assert.equal(gone.status, 200, gone.text)
  return await jar.get(await throughNhs(gone.refresh ?? ''), { fromElsewhere: true })
}

/** Somebody whose account is linked. */
const linked = new Set<string>()
async function ownerOf(role: 'nurse' | 'receptionist'): Promise<void> {
  if (linked.has(role)) return
  linked.add(role)
  const back = await links(await byPassword(role), SUBJECTS[role])
  assert.equal(back.refresh, '/account', back.text)
}

/** A browser that went there for a sign-in, and where it is sent when it has been there. */
async function went(change: (to: URL) => void = () => undefined) {
  const jar = new CookieJar(origin)
  const gone = await jar.get(`${SIGN_IN_BY_NHS}?next=%2Faccount`)
  assert.equal(gone.status, 303, gone.text)
  const to = new URL(gone.location ?? '')
  change(to)
  return { jar, back: await throughNhs(to.href) }
}

async function signsIn() {
  const { jar, back } = await went()
  return { jar, answer: await jar.get(back, { fromElsewhere: true }) }
}

test('SR-43: an account is linked by its person, who is signed in, and then the NHS sign-in opens it', async () => {
  assert.match((await new CookieJar(origin).get('/sign-in')).text, /Sign in with NHS Care Identity/)
  const early = await signsIn()
  assert.equal(early.answer.status, 403)
  assert.match(early.answer.text, /not linked to an account here[\s\S]*User name/)
  await ownerOf('nurse')
  assert.equal((await auditActs('nurse')).at(-1), 'link-nhs-identity')
  const { jar, answer } = await signsIn()
  assert.equal(answer.status, 200)
  assert.equal(answer.refresh, '/account', 'our own page goes on, so that its cookie is sent')
  const account = await jar.get('/account')
  assert.match(account.text, /Test nurse[\s\S]*Linked on/)
  assert.equal((await auditActs('nurse')).at(-1), 'sign-in nhs')
})

test('SR-43: what goes out asks for a code with PKCE, a state and a nonce of its own, and the strongest way', async () => {
  const asked = async () =>
    new URL((await new CookieJar(origin).get(SIGN_IN_BY_NHS)).location ?? '').searchParams
  const [one, two] = [await asked(), await asked()]
  assert.deepEqual(
    ['response_type', 'code_challenge_method', 'acr_values', 'redirect_uri'].map((name) =>
      one.get(name),
    ),
    ['code', 'S256', 'AAL3_ANY', `${origin}${NHS_BACK}`],
  )
  for (const name of ['state', 'nonce', 'code_challenge']) {
    assert.match(one.get(name) ?? '', /^[\w-]{43}$/, name)
    assert.notEqual(one.get(name), two.get(name), name)
  }
  assert.match(one.get('scope') ?? '', /\bopenid\b.*\bnationalrbacaccess\b/)
})

const NOT_OURS = /did not come back as it left here, so nothing was opened[\s\S]*User name/

test('SR-43: another nonce, another state, another verifier or another browser opens nothing', async () => {
  await ownerOf('nurse')
  const nonce = await went((to) => to.searchParams.set('nonce', 'x'.repeat(43)))
  const pkce = await went((to) => to.searchParams.set('code_challenge', 'x'.repeat(43)))
  const state = await went()
  const otherState = new URL(state.back)
  otherState.searchParams.set('state', 'x'.repeat(43))
  const crossed = [await went(), await went()] as const
  const tries = [
    ['nonce', await nonce.jar.get(nonce.back, { fromElsewhere: true })],
    ['code_challenge', await pkce.jar.get(pkce.back, { fromElsewhere: true })],
    ['state', await state.jar.get(otherState.href, { fromElsewhere: true })],
    ['of another', await crossed[0].jar.get(crossed[1].back, { fromElsewhere: true })],
    ['no browser', await new CookieJar(origin).get(crossed[1].back, { fromElsewhere: true })],
    ['made up', await crossed[1].jar.get(`${NHS_BACK}?code=x&state=y`, { fromElsewhere: true })],
    ['nothing', await (await went()).jar.get(NHS_BACK, { fromElsewhere: true })],
  ] as const
  for (const [what, answer] of tries) {
    assert.equal(answer.status, 400, what)
    assert.match(answer.text, NOT_OURS, what)
  }
  assert.equal((await nonce.jar.get('/account')).status, 303, 'nobody is signed in')
})

test('SR-43: a code counts once, and what a browser keeps of its errand with it', async () => {
  await ownerOf('nurse')
  const { jar, back } = await went()
  const kept = jar.cookies()
  assert.equal((await jar.get(back, { fromElsewhere: true })).status, 200)
  assert.equal((await jar.get(back, { fromElsewhere: true })).status, 400)
  const replayed = await fetch(back, { headers: { cookie: kept } })
  assert.equal(replayed.status, 400)
  assert.match(await replayed.text(), NOT_OURS)
})

test('SR-43: a token that has run out, and an errand of more than ten minutes, open nothing', async () => {
  await ownerOf('nurse')
  nhs.idTokenSeconds = -120
  const { answer } = await signsIn()
  assert.equal(answer.status, 400)
  assert.match(answer.text, NOT_OURS)
  nhs.idTokenSeconds = 600
  const { jar, back } = await went()
  clinic.clock.advance(10 * MINUTE + 1)
  assert.equal((await jar.get(back, { fromElsewhere: true })).status, 400)
})

test('SR-43: a token that another key has signed opens nothing', async () => {
  await ownerOf('nurse')
  nhs.signsByAnother = true
  const { answer } = await signsIn()
  nhs.signsByAnother = false
  assert.equal(answer.status, 400)
  assert.match(answer.text, NOT_OURS)
})

/** What an honest token says, without one of its words. */
const without = (claims: Claims, name: string): Claims =>
  Object.fromEntries(Object.entries({ ...claims, [name]: undefined }))

const FORGED: Readonly<Record<string, (claims: Claims) => Promise<string>>> = {
  'of another issuer': (claims) => nhs.token({ ...claims, iss: 'https://evil.example' }),
  'for another client': (claims) => nhs.token({ ...claims, aud: 'somebody-else' }),
  'for several clients, handed to another': (claims) =>
    nhs.token({ ...claims, aud: ['evenkeel', 'somebody-else'], azp: 'somebody-else' }),
  unsigned: (claims) => nhs.token(claims, { alg: 'none' }),
  'signed with the secret of the client': (claims) => nhs.token(claims, { alg: 'HS256' }),
  'signed in another way than was agreed': (claims) => nhs.token(claims, { alg: 'RS384' }),
  'of another nonce': (claims) => nhs.token({ ...claims, nonce: 'another' }),
  'without its nonce': (claims) => nhs.token(without(claims, 'nonce')),
  'without its person': (claims) => nhs.token(without(claims, 'sub')),
  'without an end': (claims) => nhs.token({ ...claims, exp: undefined }),
  'that is no token': () => Promise.resolve('a.b.c'),
}

test('SR-43: a token of another issuer, for another client, unsigned, signed in another way, or without its nonce, person or end opens nothing', async () => {
  await ownerOf('nurse')
  nhs.says.subject = SUBJECTS.nurse
  nhs.forges = (claims) => nhs.token(claims)
  assert.equal((await signsIn()).answer.status, 200, 'the same said again by the same key is good')
  for (const [name, forges] of Object.entries(FORGED)) {
    nhs.forges = forges
    const { jar, answer } = await signsIn()
    assert.equal(answer.status, 400, name)
    assert.match(answer.text, NOT_OURS, name)
    assert.equal((await jar.get('/account')).status, 303, name)
  }
  nhs.forges = undefined
})

test('SR-43: whoever may dose needs the level that is set, of who they are and of how they showed it; others the lower', async () => {
  await ownerOf('nurse')
  await ownerOf('receptionist')
  const levels = async (subject: string, identityLevel: string, authenticationLevel: string) => {
    Object.assign(nhs.says, { subject, identityLevel, authenticationLevel })
    return (await signsIn()).answer
  }
  for (const [identity, authentication] of [
    ['2', '3'],
    ['3', '2'],
    ['0', '3'],
    ['high', '3'],
  ] as const) {
    const answer = await levels(SUBJECTS.nurse, identity, authentication)
    assert.equal(answer.status, 403, `${identity} ${authentication}`)
    assert.match(answer.text, /not strong enough for what you do here/)
  }
  assert.equal((await auditActs('nurse')).at(-1), 'refuse-nhs-sign-in too-weak')
  assert.equal((await levels(SUBJECTS.nurse, '3', '3')).status, 200)
  assert.equal((await levels(SUBJECTS.receptionist, '2', '2')).status, 200)
  assert.equal((await levels(SUBJECTS.receptionist, '2', '1')).status, 403)
  service = setUp({ assurance: 2 })
  assert.equal((await levels(SUBJECTS.nurse, '2', '2')).status, 200)
})

test('H34, SR-43: a role at another organisation, no role, one that was not chosen, or one that is not named opens nothing', async () => {
  await ownerOf('nurse')
  const role = { person_roleid: '555', org_code: HALLAM, role_code: CLINICIAN }
  const elsewhere = { ...role, person_roleid: '777', org_code: 'C88001' }
  const refused = async (says: object, why: string) => {
    Object.assign(nhs.says, says)
    const { answer, jar } = await signsIn()
    assert.equal(answer.status, 403, why)
    assert.match(answer.text, /not one for a provider where you work here/)
    assert.equal((await jar.get('/account')).status, 303)
  }
  await refused({ roles: [elsewhere] }, 'elsewhere')
  await refused({ roles: [] }, 'none')
  await refused({ roles: [role, elsewhere], selected: '777' }, 'the other was chosen')
  assert.equal((await auditActs('nurse')).at(-1), 'refuse-nhs-sign-in other-role')
  service = setUp({ dosingRoles: ['R0260'] })
  await refused({ roles: [role], selected: '555' }, 'not a role for dosing')
  service = setUp({ dosingRoles: ['R0260', 'R8000'] })
  assert.equal((await signsIn()).answer.status, 200)
})

test('SR-43: one identity is of one account, and is linked only from the session that asked for it', async () => {
  await ownerOf('nurse')
  await ownerOf('receptionist')
  const taken = await links(await byPassword('pharmacist'), SUBJECTS.nurse)
  assert.equal(taken.status, 409)
  assert.match(taken.text, /Nothing was linked/)
  const second = await links(await byPassword('nurse'), SUBJECTS.stranger)
  assert.equal(second.status, 409)
  const jar = await byPassword('prescriber')
  nhs.says.subject = SUBJECTS.stranger
  const gone = await jar.post(LINK_NHS, { csrf: await csrfOf(jar) })
  const back = await throughNhs(gone.refresh ?? '')
  await jar.post('/sign-out', { csrf: await csrfOf(jar) })
  const late = await jar.get(back, { fromElsewhere: true })
  assert.equal(late.status, 409)
  assert.match(late.text, /sign-in here has ended meanwhile/)
  assert.equal((await signsIn()).answer.status, 403, 'and nobody was linked')
})

test('SR-49: linking and taking the link away ask for a fresh proof; what it had opened ends with it', async () => {
  await ownerOf('receptionist')
  nhs.says.subject = SUBJECTS.receptionist
  const { jar: byNhs } = await signsIn()
  assert.equal((await byNhs.get('/account')).status, 200)
  const jar = await byPassword('receptionist')
  clinic.clock.advance(6 * MINUTE)
  const csrf = await csrfOf(jar)
  assert.equal((await jar.post(UNLINK_NHS, { csrf })).status, 401)
  assert.equal((await jar.post(LINK_NHS, { csrf })).status, 401)
  const gone = await jar.post(UNLINK_NHS, { csrf, 'door-password': PASSWORD })
  assert.equal(gone.location, '/account')
  linked.delete('receptionist')
  assert.match((await byNhs.get('/account')).location ?? '', /why=nhs-unlinked/)
  clinic.clock.set(new Date().toISOString())
  assert.equal((await signsIn()).answer.status, 403)
})

test('SR-43: an NHS sign-in that was shown there just now is a fresh proof; an old one there is none', async () => {
  await ownerOf('nurse')
  const { jar } = await signsIn()
  const csrf = await csrfOf(jar)
  assert.equal((await jar.post('/account/prove', { csrf, next: '/clinic' })).location, '/clinic')
  clinic.clock.advance(6 * MINUTE)
  assert.equal((await jar.post('/account/prove', { csrf, next: '/clinic' })).status, 401)
})

const sidsOf = async (role: Role): Promise<readonly string[]> => {
  const { rows } = await clinic.database.migratorPool.query<{ sid: string }>(
    'select nhs_session as sid from session where account_id = $1 and nhs_session is not null and ended_at is null order by started_at desc, last_seen_at desc',
    [clinic.callerOf(role).accountId],
  )
  return rows.map(({ sid }) => sid)
}

test('SR-43: who signs out at the NHS is signed out here, of the sessions that stood on that one and of no other', async () => {
  await ownerOf('nurse')
  await clinic.pool.query('update session set ended_at = now() where ended_at is null')
  const { jar: first } = await signsIn()
  const [sid = ''] = await sidsOf('nurse')
  const { jar: second } = await signsIn()
  const local = await byPassword('nurse')
  assert.equal((await first.get('/account')).status, 200)
  await nhs.signOut(SUBJECTS.nurse, sid)
  const out = await first.get('/account')
  assert.match(out.location ?? '', /why=nhs-signed-out/)
  assert.match((await first.get(out.location ?? '')).text, /signed out here too/)
  assert.equal((await second.get('/account')).status, 200)
  assert.equal((await local.get('/account')).status, 200)
  assert.ok((await auditActs('nurse')).includes('nhs-signed-out'))
})

test('SR-43: a sign-out without its signature, for another client, too old, or that is another kind of token ends nothing', async () => {
  await ownerOf('nurse')
  const { jar } = await signsIn()
  const honest = { sub: SUBJECTS.nurse, events: LOGOUT_EVENT }
  const bent: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['junk', 'a.b.c'],
    ['no signature', await nhs.token(honest, { alg: 'none' })],
    ['another key', await nhs.token(honest, { key: 'another' })],
    ['another client', await nhs.token({ ...honest, aud: 'somebody-else' })],
    ['another issuer', await nhs.token({ ...honest, iss: 'https://evil.example' })],
    ['too old', await nhs.token({ ...honest, iat: Math.floor(Date.now() / 1000) - 600 })],
    ['an ID token', await nhs.token({ sub: SUBJECTS.nurse })],
    ['with a nonce', await nhs.token({ ...honest, nonce: 'x' })],
    ['of nobody', await nhs.token({ events: LOGOUT_EVENT })],
  ]
  for (const [what, token] of bent) {
    const answer = await new CookieJar(origin).post(NHS_LOGOUT, { logout_token: token })
    assert.equal(answer.status, 400, what)
  }
  assert.equal((await jar.get('/account')).status, 200)
  const token = await nhs.token(honest)
  assert.equal((await new CookieJar(origin).post(NHS_LOGOUT, { logout_token: token })).status, 200)
  assert.equal((await jar.get('/account')).status, 303, 'the honest one')
  clinic.clock.advance(MINUTE)
  const { jar: later } = await signsIn()
  assert.equal((await new CookieJar(origin).post(NHS_LOGOUT, { logout_token: token })).status, 200)
  assert.equal(
    (await later.get('/account')).status,
    200,
    'the same token ends nothing that began after it',
  )
})

const LOGOUT_EVENT = { 'http://schemas.openid.net/event/backchannel-logout': {} }

test('SR-43: while the NHS is away its page says so in words, and the way by password stays', async () => {
  service = setUp({ issuer: `http://127.0.0.1:${await freePort()}` })
  const jar = new CookieJar(origin)
  const answer = await jar.get(SIGN_IN_BY_NHS)
  assert.equal(answer.status, 503)
  assert.match(answer.text, /cannot be reached at the moment[\s\S]*User name[\s\S]*Password/)
  const local = await byPassword('nurse')
  assert.equal((await local.get('/account')).status, 200)
  const link = await local.post(LINK_NHS, { csrf: await csrfOf(local) })
  assert.match(link.text, /cannot be reached at the moment, so nothing was linked/)
  const said = await new CookieJar(origin).post(NHS_LOGOUT, { logout_token: 'a.b.c' })
  assert.equal(said.status, 503, 'so that the service tries again')
})

test('H34: whoever came by the NHS does not move to another provider without a role there', async () => {
  await ownerOf('nurse')
  const { jar } = await signsIn()
  const csrf = await csrfOf(jar)
  const moved = await jar.post('/account/provider', { csrf, provider: clinic.providerId })
  assert.equal(moved.status, 409)
  assert.match(moved.text, /choose your role at the other one there/)
})

test('where no NHS service is set up its addresses are not there, and nothing offers it', async () => {
  service = undefined
  const jar = await byPassword('pharmacist')
  assert.doesNotMatch((await new CookieJar(origin).get('/sign-in')).text, /NHS Care Identity/)
  assert.doesNotMatch((await jar.get('/account')).text, /NHS sign-in/)
  for (const path of [SIGN_IN_BY_NHS, NHS_BACK])
    assert.equal((await jar.get(path)).status, 404, path)
  const csrf = await csrfOf(jar)
  for (const path of [NHS_LOGOUT, LINK_NHS]) {
    assert.equal((await jar.post(path, { csrf })).status, 404, path)
  }
})

test('SR-43: whoever comes by the NHS needs no other second step, also where everybody needs one', async () => {
  await ownerOf('nurse')
  Object.assign(clinic.house, { demandsSecondStep: true })
  const { jar } = await signsIn()
  const seen = await jar.get('/account')
  const local = await byPassword('nurse')
  const half = await local.get('/account')
  Object.assign(clinic.house, { demandsSecondStep: false })
  assert.equal(seen.status, 200)
  assert.match(half.location ?? '', /second-step/)
})
