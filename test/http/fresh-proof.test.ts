import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { NEEDS_FRESH_PROOF } from '#access/fresh-proof.ts'
import { routes } from '#src/routes.ts'
import { PASSWORD } from '#test/clinic.ts'
import type { Route } from '#web/page.ts'
import { ACTS } from '#workflow/acts.ts'
import { setUpApp } from './authenticator.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from './served-clinic.ts'
import { formFields } from './visit-forms.ts'

// SR-49: what an open session alone must not do asks who is there once more.

let clinic: ServedClinic
before(async () => {
  clinic = await servedClinic()
})
after(() => clinic.close())

const MINUTE = 60_000
const ADD = '/service/staff/add'
const sam = {
  username: 'sam.oyelaran',
  name: 'Sam "Sammy" O’Yelaran <b>',
  role: 'receptionist',
  level: 'none',
  dosing: 'none',
}

const accountsNamed = async (username: string) =>
  (await clinic.pool.query('select from account where username = $1', [username])).rowCount

/** Somebody who signed in long enough ago. */
async function lateAs(role: 'system-administrator' | 'clinical-lead'): Promise<Visitor> {
  const visitor = await signedInAs(clinic, role)
  clinic.clock.advance(5 * MINUTE + 1)
  return visitor
}

async function adds(visitor: Visitor, fields: Record<string, string>) {
  const { text } = await visitor.get(ADD)
  const guard = { csrf: hiddenField(text, 'csrf'), 'request-key': hiddenField(text, 'request-key') }
  return await visitor.post(ADD, { ...guard, ...fields })
}

test('within five minutes of signing in nothing is asked; after that the password, and what was typed goes on from there', async () => {
  const visitor = await signedInAs(clinic, 'system-administrator')
  clinic.clock.advance(5 * MINUTE)
  assert.equal((await adds(visitor, { ...sam, username: 'in.time' })).status, 200)

  clinic.clock.advance(1)
  const asked = await adds(visitor, sam)
  assert.equal(asked.status, 401)
  assert.match(asked.text, /Is it still you\?[\s\S]*Nothing is saved yet/)
  assert.doesNotMatch(asked.text, /Code from your authenticator/)
  assert.equal(await accountsNamed(sam.username), 0)
  const kept = formFields(asked, ADD)
  assert.equal(kept['name'], sam.name)

  const wrong = await visitor.post(ADD, { ...kept, 'door-password': 'not it at all' })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /This is not your password/)
  assert.doesNotMatch(wrong.text, /not it at all/)
  assert.equal(await accountsNamed(sam.username), 0)

  const before = visitor.cookie
  const done = await visitor.post(ADD, { ...formFields(wrong, ADD), 'door-password': PASSWORD })
  assert.equal(done.status, 200)
  assert.match(done.text, /First password: <code>/)
  assert.equal(await accountsNamed(sam.username), 1)
  assert.notEqual(visitor.cookie, before, 'the session goes on under another token')
  assert.equal((await visitor.get('/account', { cookie: before })).status, 303)
  const form = { csrf: kept['csrf'] ?? '', 'request-key': crypto.randomUUID() }
  const another = await visitor.post(ADD, { ...form, ...sam, username: 'not.asked.again' })
  assert.equal(
    another.status,
    200,
    'for five minutes nothing is asked, and forms that are open stay good',
  )
})

test('whoever may not do it is told so, and what is typed wrongly is said, before a password is asked for', async () => {
  const lead = await lateAs('clinical-lead')
  assert.equal((await adds(lead, { ...sam, username: '' })).status, 422)
  const nurse = await signedInAs(clinic, 'nurse')
  clinic.clock.advance(6 * MINUTE)
  const csrf = await nurse.csrf()
  assert.equal((await nurse.post(ADD, { csrf, ...sam })).status, 403)
})

test('H34: with a second step the code is asked for too, and counts once', async () => {
  const lead = await signedInAs(clinic, 'clinical-lead')
  const { app } = await setUpApp(lead, clinic.clock.now)
  clinic.clock.advance(6 * MINUTE)
  const asked = await adds(lead, { ...sam, username: 'by.code' })
  assert.equal(asked.status, 401)
  assert.match(asked.text, /Code from your authenticator app/)
  const send = (code: string, password = PASSWORD) =>
    lead.post(ADD, {
      ...formFields(asked, ADD),
      'door-password': password,
      'door-password-code': code,
    })
  for (const [code, says] of [
    ['', /Enter the six figures/],
    ['000000', /not right, or was used already/],
  ] as const) {
    const refused = await send(code)
    assert.equal(refused.status, 422)
    assert.match(refused.text, says)
  }
  assert.equal((await send(app.code(), 'not it at all')).status, 422)
  assert.equal((await send(app.code())).status, 200)
  clinic.clock.advance(6 * MINUTE)
  assert.equal(await accountsNamed('by.code'), 1)
})

test('wrong passwords here make the account rest like those at the sign-in', async () => {
  const visitor = await lateAs('system-administrator')
  const asked = await adds(visitor, { ...sam, username: 'guessed' })
  for (let time = 0; time < 5; time += 1) {
    await visitor.post(ADD, { ...formFields(asked, ADD), 'door-password': `guess ${time}` })
  }
  const right = await visitor.post(ADD, { ...formFields(asked, ADD), 'door-password': PASSWORD })
  assert.match(right.text, /too many wrong tries/)
  assert.equal((await new Visitor(clinic.url).signIn('system-administrator')).status, 429)
  assert.equal(await accountsNamed('guessed'), 0)
  clinic.clock.advance(20 * MINUTE)
})

test('H34, SR-49: every act of the table asks over the interface for programs too, with 401, and saves nothing', async () => {
  const named = Object.entries(ACTS).filter(([, { name }]) => NEEDS_FRESH_PROOF.includes(name))
  const fields: Readonly<Record<string, Record<string, string>>> = {
    'add-staff': sam,
    'issue-password': { accountId: clinic.callerOf('nurse').accountId },
    'reset-second-step': { accountId: clinic.callerOf('nurse').accountId },
    'set-site-settings': { version: '0', referralMinutes: '60' },
    'end-sign-ins': { accountId: clinic.callerOf('nurse').accountId, signIn: 'all' },
    'export-audit': {},
    'take-clinic-pack': {},
    'keep-pack-passphrase': { wish: 'renew' },
    'look-in-emergency': { reason: 'bleeding' },
  }
  const lead = await signedInAs(clinic, 'clinical-lead').then(() => lateLead())
  const csrf = await lead.csrf()
  const asks = async (act: string, body: object) => {
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': crypto.randomUUID(),
      'x-csrf': csrf,
    }
    const answer = await lead.send(`/api/acts/${act}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return [answer.status, JSON.parse(answer.text)['code']]
  }
  for (const [act, body] of Object.entries(fields)) {
    assert.deepEqual(await asks(act, body), [401, 'prove-again'], act)
  }
  assert.deepEqual(named.map(([act]) => act).sort(), [
    'activate-monitoring',
    'activate-rules',
    'add-staff',
    'agree-to-alarm-text',
    'change-staff',
    'decide-claim',
    'end-sign-ins',
    'export-audit',
    'issue-password',
    'issue-specification',
    'keep-pack-passphrase',
    'look-in-emergency',
    'offer-contract',
    'reset-second-step',
    'set-control-rule',
    'set-site-settings',
    'set-tablet-policy',
    'submit-claim',
    'submit-return',
    'take-clinic-pack',
    'withdraw-offer',
  ])
})

/** A clinical lead whose code has been shown, six minutes ago. */
async function lateLead(): Promise<Visitor> {
  const { pool } = clinic
  await pool.query(
    `update second_step set ended_at = added_at, ended_because = 'removed', ended_by = account_id where ended_at is null`,
  )
  return await lateAs('clinical-lead')
}

test('figures leave as a file only for whoever has shown who they are, and then they do', async () => {
  await lateLead()
  const lead = await lateAs('clinical-lead')
  const file = '/reports/indicators.csv?from=2026-01-01'
  const asked = await lead.get(file)
  assert.equal(asked.status, 401)
  assert.match(asked.text, /before figures leave Evenkeel/)
  const fields = formFields(asked, '/account/prove')
  assert.equal(fields['next'], file)
  const empty = await lead.post('/account/prove', fields)
  assert.equal(empty.status, 422)
  assert.match(empty.text, /Enter your password/)
  const proven = await lead.post('/account/prove', { ...fields, 'door-password': PASSWORD })
  assert.equal(proven.location, file)
  const { headers, status } = await lead.get('/reports/indicators.csv')
  assert.equal(status, 200)
  assert.match(headers.get('content-type') ?? '', /^text\/csv/)
  const elsewhere = await lead.post('/account/prove', {
    ...fields,
    'door-password': PASSWORD,
    next: '//evil.example',
  })
  assert.equal(elsewhere.location, '/')
})

test('SR-49: where the act fails behind the proof, the person stays signed in and what was typed stays on the page', async () => {
  const { pool } = clinic
  await pool.query(
    `update second_step set ended_at = added_at, ended_because = 'removed', ended_by = account_id where ended_at is null`,
  )
  clinic.clock.advance(20 * MINUTE)
  const away = () => Promise.reject(Object.assign(new Error('gone'), { code: '57P01' }))
  const failing: Route = { method: 'POST', path: ADD, page: away }
  const urls = { routes: routes.map((one) => (isAdd(one) ? failing : one)) }
  const broken = await servedClinic({ clinic, urls })
  const visitor = await signedInAs(broken, 'clinical-lead')
  const before = visitor.cookie
  const csrf = await visitor.csrf()
  const sent = { csrf, ...sam, 'door-password': PASSWORD }
  const answer = await visitor.post(ADD, sent)
  assert.equal(answer.status, 503)
  assert.match(answer.text, /O’Yelaran/)
  assert.notEqual(visitor.cookie, before)
  assert.equal((await visitor.get('/account')).status, 200)
})

test('the sheets of a clinic and each file of many people ask who is there like every other that leaves', () => {
  const asking = routes.filter(({ isExport }) => isExport).map(({ path }) => path)
  const files = routes.filter(({ path }) => path.endsWith('.csv')).map(({ path }) => path)
  assert.deepEqual(
    asking.sort(),
    [...files, '/service/clinic-packs/:pack', '/service/inspection.pdf'].sort(),
  )
})

const isAdd = ({ method, path }: Route): boolean => method === 'POST' && path === ADD
