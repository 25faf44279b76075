import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { ROLES } from '#access/policy.ts'
import { PASSWORD, testClinic } from '#test/clinic.ts'
import { type ServedClinic, servedClinic, signedInAs, Visitor } from '#test/http/served-clinic.ts'
import { PASSWORD_COST } from '#workflow/password-hash.ts'
import { signIn, unknownNames } from '#workflow/sign-in.ts'

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const WRONG = /The user name or the password is not right/
const wrong = (username: string) => new Visitor(clinic.url).signIn(username, 'not the password')

test('the right user name and password open a session, and the cookie cannot be read or sent from elsewhere', async () => {
  const visitor = new Visitor(clinic.url)
  const answer = await visitor.signIn('nurse')
  assert.equal(answer.status, 303)
  assert.equal(answer.location, '/')
  assert.match(
    answer.setCookie ?? '',
    /^evenkeel-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
  )
  assert.match((await visitor.get('/account')).text, /Test nurse/)
})

test('where people come over https the cookie is bound to the host and to https', async () => {
  const origin = 'https://evenkeel.example'
  const other = await servedClinic({ settings: { origin } })
  const visitor = new Visitor(other.url)
  const fields = { username: 'nurse', password: PASSWORD }
  const answer = await visitor.post('/sign-in', fields, { origin })
  assert.match(
    answer.setCookie ?? '',
    /^__Host-evenkeel=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict; Secure$/,
  )
  const transport = answer.headers.get('strict-transport-security')
  assert.equal(transport, 'max-age=31536000; includeSubDomains')
  assert.equal((await visitor.get('/account')).status, 200)
  await other.close()
})

test('the sign-in page says that this is no medical device', async () => {
  const { text, status } = await new Visitor(clinic.url).get('/sign-in')
  assert.equal(status, 200)
  assert.match(text, /Trial system. Not for clinical use/)
  assert.match(
    text,
    /Not a registered medical device; not for clinical use until a clinical safety officer has signed/,
  )
})

test('D8.01: an empty user name and password are refused in one sentence', async () => {
  const answer = await new Visitor(clinic.url).signIn('', '')
  assert.equal(answer.status, 422)
  assert.match(answer.text, /Enter your user name and your password/)
  assert.match(answer.text, /<title>Error: Sign in/)
})

test('D8.03: a user name that nobody has gets the same words as a wrong password', async () => {
  const nobody = await wrong('nobody.here')
  const somebody = await wrong('pharmacist')
  assert.equal(nobody.status, 401)
  assert.equal(somebody.status, 401)
  assert.match(nobody.text, WRONG)
  const comparable = (text: string) =>
    text.replaceAll(/nobody\.here|pharmacist/g, '').replaceAll(/nonce="[^"]*"/g, '')
  assert.equal(comparable(nobody.text), comparable(somebody.text))
})

const DAY_MS = 86_400_000

test("D8.03: and takes the same time, with the product's own cost of a guess", async () => {
  const dear = await testClinic({ passwordCost: PASSWORD_COST })
  const unknown = unknownNames()
  const timeOf = async (username: string) => {
    const start = performance.now()
    assert.equal((await signIn(dear.house, unknown, { username, password: 'x' })).kind, 'wrong')
    return performance.now() - start
  }
  const known: number[] = []
  const not: number[] = []
  /** The fastest answer says what a name costs: whatever else this machine does only adds to it. */
  const difference = () => Math.abs(Math.min(...known) - Math.min(...not))
  for (let round = 0; round < 10 && !(difference() <= 5); round += 1) {
    for (const role of ROLES) {
      known.push(await timeOf(role))
      not.push(await timeOf(`nobody.${role}`))
    }
    dear.clock.advance(DAY_MS)
  }
  await dear.drop()
  assert.ok(difference() <= 5, `the fastest of each differ by ${difference()} ms`)
})

for (const username of ["' OR 1=1--", '{"$ne":null}', 'x'.repeat(5000), '../../etc/passwd']) {
  test(`D8.76: the user name ${username.slice(0, 20)} is only a user name that nobody has`, async () => {
    const answer = await wrong(username)
    assert.equal(answer.status, 401)
    assert.match(answer.text, WRONG)
    assert.ok(!answer.text.includes('{"$ne"'))
  })
}

test('D8.78: username[]=a is no user name', async () => {
  const fields = { 'username[]': 'nurse', password: PASSWORD }
  assert.equal((await new Visitor(clinic.url).post('/sign-in', fields)).status, 422)
})

test('D8.09: a password of 1 MiB is refused before it is hashed', async () => {
  const answer = await new Visitor(clinic.url).signIn('nurse', 'x'.repeat(1_048_576))
  assert.equal(answer.status, 413)
})

test('D8.04: wrong tries make an account rest, longer each time, never for good, and the person is told', async () => {
  const rests: number[] = []
  for (let time = 0; time < 100; time += 1) {
    const answer = await wrong('receptionist')
    if (answer.status === 401) continue
    assert.equal(answer.status, 429)
    const seconds = Number(answer.headers.get('retry-after'))
    const said = seconds < 60 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
    assert.match(answer.text, new RegExp(`too many wrong tries. Wait ${said}`))
    rests.push(seconds)
    clinic.clock.advance(10 * 60_000 + seconds * 1000)
  }
  assert.deepEqual(rests.slice(0, 6), [30, 60, 120, 240, 480, 900])
  assert.ok(rests.every((seconds) => seconds <= 900))
  assert.equal((await new Visitor(clinic.url).signIn('receptionist')).status, 303)
})

test('while an account rests the right password does not open it either, and a name that nobody has rests alike', async () => {
  for (const username of ['practice-manager', 'nobody.resting']) {
    for (let time = 0; time < 5; time += 1) assert.equal((await wrong(username)).status, 401)
    assert.equal((await new Visitor(clinic.url).signIn(username)).status, 429)
  }
  clinic.clock.advance(30_000)
  assert.equal((await new Visitor(clinic.url).signIn('practice-manager')).status, 303)
  assert.equal((await new Visitor(clinic.url).signIn('nobody.resting')).status, 401)
})

test('twenty tries at once are counted one by one', async () => {
  await Promise.all(Array.from({ length: 20 }, () => wrong('prescriber')))
  const { rows } = await clinic.pool.query<{ failed_tries: number }>(
    "select failed_tries from account where username = 'prescriber'",
  )
  assert.ok((rows[0]?.failed_tries ?? 0) >= 5)
  assert.equal((await new Visitor(clinic.url).signIn('prescriber')).status, 429)
})

test('D8.05 and D8.82: one address that tries many names is stopped, whatever it says of itself', async () => {
  const other = await servedClinic()
  const statuses: number[] = []
  for (let name = 0; name < 60; name += 1) {
    const fields = { username: `guess.${name}`, password: 'not the password' }
    const headers = { 'x-forwarded-for': `203.0.113.${name}` }
    const answer = await new Visitor(other.url).post('/sign-in', fields, headers)
    statuses.push(answer.status)
  }
  assert.ok(statuses.includes(429))
  assert.equal(statuses.at(-1), 429)
  assert.equal((await new Visitor(other.url).signIn('nurse')).status, 429)
  other.clock.advance(61_000)
  assert.equal((await new Visitor(other.url).signIn('nurse')).status, 303)
  await other.close()
})

test('SR-31: behind a proxy of ours the address that it names rests, and nobody else behind it', async () => {
  const other = await servedClinic({ settings: { proxies: ['127.0.0.1'] } })
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const guess = { username: 'nobody.here', password: 'not the password' }
  const statuses: number[] = []
  for (let name = 0; name < 50; name += 1) {
    const fields = { ...guess, username: `guess.${name}` }
    const answer = await new Visitor(other.url).post('/sign-in', fields, from('203.0.113.7'))
    statuses.push(answer.status)
  }
  assert.equal(statuses.at(-1), 429)
  const neighbour = await new Visitor(other.url).post('/sign-in', guess, from('203.0.113.8'))
  assert.notEqual(neighbour.status, 429)
  await other.close()
})

test('SR-44: more guesses at once than can be looked at soon are told to wait, cost nothing and count nothing; whoever comes from elsewhere signs in meanwhile', async () => {
  const other = await servedClinic({ settings: { proxies: ['127.0.0.1'] } })
  const post = (username: string, password: string, address: string) =>
    new Visitor(other.url).post(
      '/sign-in',
      { username, password, next: '/clinic?day=2026-11-22' },
      { 'x-forwarded-for': address },
    )
  const guesses = Array.from({ length: 80 }, (_, nth) =>
    post(`guess.${nth} "><b>`, 'not the password', '203.0.113.7'),
  )
  const nurse = await post('nurse', PASSWORD, '203.0.113.8')
  assert.equal(nurse.status, 303)
  const answers = await Promise.all(guesses)
  const crowded = answers.filter(({ status }) => status === 503)
  assert.ok(crowded.length >= 40, `${crowded.length} were told to wait`)
  const looked = answers.filter(({ status }) => status === 401)
  assert.equal(crowded.length + looked.length, 80)

  const [told] = crowded
  const text = told?.text ?? ''
  assert.match(text, /yours was not looked at. Wait a few seconds and try again/)
  assert.equal(told?.headers.get('retry-after'), '5')
  assert.match(text, /value="guess\.\d+ &quot;&gt;&lt;b&gt;"/)
  assert.ok(text.includes('name="next" value="/clinic?day=2026-11-22"'))
  const nonce = /'nonce-([^']+)'/.exec(told?.headers.get('content-security-policy') ?? '')?.[1]
  assert.ok(text.includes(`nonce="${nonce}"`))
  assert.doesNotMatch(text, /goes-here|not the password/)

  const after = await post('guess.last', 'not the password', '203.0.113.7')
  assert.equal(after.status, 401, 'what was not looked at makes no address rest')
  await other.close()
})

const nexts = [
  { next: '/service/staff', to: '/service/staff' },
  { next: '/clinic?day=2026-11-22', to: '/clinic?day=2026-11-22' },
  { next: 'javascript:alert(1)', to: '/', id: 'D8.43' },
  { next: '/\\evil.example', to: '/', id: 'D8.44' },
  { next: '//evil.example', to: '/' },
  { next: '/\t/evil.example', to: '/' },
  { next: 'https://evil.example/', to: '/' },
  { next: '/../..//evil.example', to: '/' },
  { next: '/sign-in', to: '/' },
]
for (const { next, to, id = '' } of nexts) {
  test(`${id} after signing in, next=${JSON.stringify(next)} goes to ${to}`, async () => {
    const visitor = new Visitor(clinic.url)
    assert.equal((await visitor.signIn('nurse', PASSWORD, next)).location, to)
    const shown = await new Visitor(clinic.url).get(`/sign-in?next=${encodeURIComponent(next)}`)
    assert.ok(shown.text.includes(`name="next" value="${to}"`))
  })
}

test('a session that somebody planted is never the one that is signed in', async () => {
  const visitor = new Visitor(clinic.url)
  const planted = `evenkeel-session=${'A'.repeat(43)}`
  visitor.cookie = planted
  await visitor.signIn('nurse')
  assert.notEqual(visitor.cookie, planted)
  assert.equal((await new Visitor(clinic.url).get('/account', { cookie: planted })).status, 303)
})

test('signing in again ends the session of this browser before', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  const before = visitor.cookie
  await visitor.signIn('pharmacist')
  const old = await new Visitor(clinic.url).get('/account', { cookie: before })
  assert.match(old.location ?? '', /why=signed-in-again/)
})

test('the database holds no token that a browser could send', async () => {
  const visitor = await signedInAs(clinic, 'nurse')
  const token = visitor.cookie.split('=')[1] ?? ''
  const { rows } = await clinic.pool.query('select s::text from session s')
  assert.ok(!JSON.stringify(rows).includes(token))
  assert.ok(!JSON.stringify(rows).includes(Buffer.from(token).toString('hex')))
})
