import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PASSWORD } from '#test/clinic.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from '#test/http/served-clinic.ts'

let clinic: ServedClinic
let administrator: Visitor
before(async () => {
  clinic = await servedClinic()
  administrator = await signedInAs(clinic, 'system-administrator')
})
after(() => clinic.close())

const ADD = '/service/staff/add'
const sam = {
  username: 'sam.oyelaran',
  name: 'Sam Oyelaran',
  role: 'nurse',
  level: '3',
  dosing: 'change',
  'until[day]': '31',
  'until[month]': '12',
  'until[year]': '2027',
}

async function post(visitor: Visitor, page: string, path: string, fields: Record<string, string>) {
  const { text } = await visitor.get(page)
  const csrf = hiddenField(text, 'csrf')
  const key = hiddenField(text, 'request-key')
  return await visitor.post(path, { csrf, 'request-key': key, ...fields })
}

const firstPassword = (page: string) =>
  /First password: <code>([^<]+)<\/code>/.exec(page)?.[1] ?? ''

const colleaguePath = async (name: string) => {
  const { text } = await administrator.get('/service/staff')
  return new RegExp(`href="(/service/staff/[0-9a-f-]{36})">${name}`).exec(text)?.[1] ?? ''
}

const accountsNamed = async (username: string) =>
  (await clinic.pool.query('select * from account where username = $1', [username])).rows

/** Signs in with a first password and chooses an own one. */
async function settleIn(username: string, first: string, own: string): Promise<Visitor> {
  const visitor = new Visitor(clinic.url)
  await visitor.signIn(username, first)
  const csrf = await visitor.csrf('/account/password')
  await visitor.post('/account/password', { csrf, current: first, wanted: own, again: own })
  return visitor
}

test('a person is added, is shown a first password once, and must change it before anything opens', async () => {
  const added = await post(administrator, ADD, ADD, sam)
  assert.equal(added.status, 200)
  const first = firstPassword(added.text)
  assert.match(first, /^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
  const list = await administrator.get('/service/staff')
  assert.match(list.text, /Sam Oyelaran/)
  assert.ok(!list.text.includes(first))

  const visitor = new Visitor(clinic.url)
  assert.equal((await visitor.signIn(sam.username, first)).status, 303)
  assert.equal((await visitor.get('/service/staff')).location, '/account/password')
  const csrf = await visitor.csrf('/account/password')
  const own = 'otter lamp moss gate'
  const changed = await visitor.post('/account/password', {
    csrf,
    current: first,
    wanted: own,
    again: own,
  })
  assert.equal(changed.status, 303)
  assert.equal((await visitor.get('/account')).status, 200)
  assert.equal((await new Visitor(clinic.url).signIn(sam.username, first)).status, 401)
  assert.equal((await new Visitor(clinic.url).signIn(sam.username, own)).status, 303)
})

test('the first password is nowhere in the database', async () => {
  const added = await post(administrator, ADD, ADD, { ...sam, username: 'kept.nowhere' })
  const first = firstPassword(added.text)
  const { rows } = await clinic.database.migratorPool.query(
    `select (select string_agg(a::text, '') from account a) || (select string_agg(k::text, '') from request_key k)
       || (select string_agg(l::text, '') from audit_line l) as everything`,
  )
  assert.ok(!JSON.stringify(rows).includes(first))
})

test('the same form sent twice makes one account and shows the same first password', async () => {
  const { text } = await administrator.get(ADD)
  const sent = {
    ...sam,
    username: 'sent.twice',
    csrf: hiddenField(text, 'csrf'),
    'request-key': hiddenField(text, 'request-key'),
  }
  const [one, two] = await Promise.all([
    administrator.post(ADD, sent),
    administrator.post(ADD, sent),
  ])
  assert.equal(firstPassword(one.text), firstPassword(two.text))
  assert.equal((await accountsNamed('sent.twice')).length, 1)
})

test('a first password that nobody used ends after three days', async () => {
  const added = await post(administrator, ADD, ADD, { ...sam, username: 'never.came' })
  const at = clinic.clock.now()
  clinic.clock.advance(3 * 86_400_000)
  const visitor = new Visitor(clinic.url)
  assert.equal((await visitor.signIn('never.came', firstPassword(added.text))).status, 401)
  clinic.clock.set(new Date(at).toISOString())
})

const refusals = [
  { wrong: { username: sam.username }, says: /Somebody has this user name already/ },
  { wrong: { username: 'S' }, says: /3 to 64 letters/ },
  { wrong: { name: '' }, says: /Enter the name/ },
  { wrong: { role: '' }, says: /Choose a role/ },
  { wrong: { role: 'admin' }, says: /Choose a role/ },
  { wrong: { role: 'receptionist' }, says: /This role cannot have that dosing authority/ },
  {
    wrong: { role: 'healthcare-assistant' },
    says: /This role cannot have that dosing authority/,
  },
  { wrong: { level: 'none' }, says: /Choose the level/ },
  { wrong: { 'until[year]': '2025' }, says: /Enter a day from today on/ },
  {
    wrong: { 'until[day]': '', 'until[month]': '', 'until[year]': '' },
    says: /must be assessed again/,
  },
  { wrong: { org_id: 'x' }, says: /does not belong to it/ },
]

for (const { wrong, says } of refusals) {
  test(`a person with ${JSON.stringify(wrong)} is refused, and the form keeps what was typed`, async () => {
    const username = 'nobody.yet'
    const refused = await post(administrator, ADD, ADD, { ...sam, username, ...wrong })
    assert.equal(refused.status, 422)
    assert.match(refused.text, says)
    assert.match(refused.text, /<title>Error: /)
    if (!('name' in wrong)) assert.match(refused.text, /value="Sam Oyelaran"/)
    assert.deepEqual(await accountsNamed(username), [])
  })
}

test('H34: who is deactivated finds nothing open at the next request', async () => {
  const added = await post(administrator, ADD, ADD, {
    ...sam,
    username: 'leaving',
    name: 'Lee Ving',
  })
  const own = 'otter lamp moss gate'
  const visitor = await settleIn('leaving', firstPassword(added.text), own)
  assert.equal((await visitor.get('/account')).status, 200)

  const path = await colleaguePath('Lee Ving')
  const change = { ...sam, name: 'Lee Ving', active: 'no', version: '1' }
  const { username: _, ...fields } = change
  assert.equal((await post(administrator, path, path, fields)).status, 303)

  assert.equal((await visitor.get('/account')).location, '/sign-in?next=%2Faccount')
  const again = await new Visitor(clinic.url).signIn('leaving', own)
  assert.equal(again.status, 403)
  assert.match(again.text, /does not work at any provider/)
})

test('H34: a role that is taken away is gone at the next request', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  assert.equal((await lead.get('/service/staff')).status, 200)
  const path = await colleaguePath('Test clinical-lead')
  const demoted = await post(administrator, path, path, {
    name: 'Test clinical-lead',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
    active: 'yes',
    version: '1',
  })
  assert.equal(demoted.status, 303)
  assert.equal((await lead.get('/service/staff')).status, 403)
})

test('two who change the same person: the second is told, and what was typed is still there', async () => {
  const path = await colleaguePath('Test pharmacist')
  const change = {
    name: 'Test pharmacist',
    role: 'pharmacist',
    level: '4',
    dosing: 'accept',
    'until[day]': '1',
    'until[month]': '2',
    'until[year]': '2027',
    active: 'yes',
    version: '1',
  }
  assert.equal((await post(administrator, path, path, change)).status, 303)
  const second = await post(administrator, path, path, { ...change, 'until[year]': '2028' })
  assert.equal(second.status, 412)
  assert.match(second.text, /Somebody else has changed this colleague/)
  assert.match(second.text, /value="2028"/)
})

test('nobody sets their own role, competence or first password', async () => {
  const path = await colleaguePath('Test system-administrator')
  const own = {
    name: 'Test system-administrator',
    role: 'clinical-lead',
    level: '5',
    dosing: 'authorise',
    'until[day]': '1',
    'until[month]': '2',
    'until[year]': '2027',
    active: 'yes',
    version: '1',
  }
  assert.equal((await post(administrator, path, path, own)).status, 403)
  assert.equal((await post(administrator, path, `${path}/password`, {})).status, 403)
})

test('a new first password ends the sessions of who could not sign in', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const path = await colleaguePath('Test nurse')
  const issued = await post(administrator, path, `${path}/password`, {})
  assert.equal(issued.status, 200)
  assert.match((await nurse.get('/account')).location ?? '', /why=password-changed/)
  const visitor = new Visitor(clinic.url)
  assert.equal((await visitor.signIn('nurse', firstPassword(issued.text))).status, 303)
})

const changes = [
  { wanted: 'sevenlt', says: /at least 12 characters/, id: 'D8.07' },
  { wanted: 'warfarinclinic1', says: /easy to guess/, id: 'D8.13' },
  { wanted: 'grey otters swim at dawn', says: /your present password/, id: 'D8.14' },
]
for (const { wanted, says, id } of changes) {
  test(`${id}: a new password like "${wanted}" is refused and never shown again`, async () => {
    const manager = await signedInAs(clinic, 'practice-manager')
    const csrf = await manager.csrf('/account/password')
    const current = 'grey otters swim at dawn'
    const fields = { csrf, current, wanted, again: wanted }
    const refused = await manager.post('/account/password', fields)
    assert.equal(refused.status, 422)
    assert.match(refused.text, says)
    assert.ok(!refused.text.includes(`value="${wanted}"`))
  })
}

test('D8.08: a passphrase of 128 characters is taken, and opens the account', async () => {
  const receptionist = await signedInAs(clinic, 'receptionist')
  const csrf = await receptionist.csrf('/account/password')
  const wanted = 'amber '.repeat(21).padEnd(128, 'z')
  const current = 'grey otters swim at dawn'
  const changed = await receptionist.post('/account/password', {
    csrf,
    current,
    wanted,
    again: wanted,
  })
  assert.equal(changed.status, 303)
  assert.equal((await new Visitor(clinic.url).signIn('receptionist', wanted)).status, 303)
})

test('the service shows each person only what that person may set up', async () => {
  const shown = await administrator.get('/service')
  assert.match(
    shown.text,
    /href="\/service\/staff">People.*href="\/service\/clinics"|href="\/service\/clinics".*People/,
  )
  assert.doesNotMatch(shown.text, /href="\/service\/imports"/)
  assert.doesNotMatch(shown.text, /Find a patient/)
  const assistant = await signedInAs(clinic, 'healthcare-assistant')
  const ofAssistant = await assistant.get('/service')
  assert.equal(ofAssistant.status, 200)
  assert.doesNotMatch(ofAssistant.text, /href="\/service\/(staff|imports|clinics)"/)
})

test('a password that everybody guesses is refused when it is chosen, in words, and the person keeps the present one', async () => {
  const visitor = await signedInAs(clinic, 'pharmacist')
  const csrf = await visitor.csrf('/account/password')
  for (const wanted of ['123qweasdzxc', 'Liverpool-1942', '25desetiembrede1958']) {
    const fields = { csrf, current: PASSWORD, wanted, again: wanted }
    const answer = await visitor.post('/account/password', fields)
    assert.equal(answer.status, 422, wanted)
    assert.match(answer.text, /tried first when somebody guesses/)
  }
  assert.equal((await new Visitor(clinic.url).signIn('pharmacist')).status, 303)
})
