import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { openPool } from '#store/pool.ts'
import { testClinic } from '#test/clinic.ts'
import { type CutLine, cutLineTo } from '#test/http/cut-line.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  type Visitor,
} from '#test/http/served-clinic.ts'

let line: CutLine
let clinic: ServedClinic
let administrator: Visitor
before(async () => {
  const whole = await testClinic()
  line = await cutLineTo(whole.database.appUrl)
  const pool = openPool(line.url)
  const drop = async () => {
    await pool.end()
    await line.close()
    await whole.drop()
  }
  clinic = await servedClinic({
    clinic: { ...whole, house: { ...whole.house, pool }, drop },
  })
})
after(() => clinic.close())
beforeEach(async () => {
  administrator = await signedInAs(clinic, 'system-administrator')
})

const ADD = '/service/staff/add'

async function typedPerson(username: string): Promise<Record<string, string>> {
  const { text } = await administrator.get(ADD)
  return {
    csrf: hiddenField(text, 'csrf'),
    'request-key': hiddenField(text, 'request-key'),
    username,
    name: 'Ann "Annie" <O\'Dea>',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
  }
}

const unescaped = (text: string) =>
  text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')

/** The fields of the form that a page offers for sending again. */
function retryForm(page: string): Record<string, string> {
  const main = page.slice(page.indexOf('<main'))
  const fields = main.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)
  return Object.fromEntries(
    [...fields].map(([, name = '', value = '']) => [name, unescaped(value)]),
  )
}

const accountsNamed = async (username: string) =>
  (await clinic.pool.query('select 1 from account where username = $1', [username])).rowCount

test('H30: the database gone in mid-save: the page says that the save is not confirmed, keeps all, and a retry writes once', async () => {
  const typed = await typedPerson('ann.odea')
  await line.cut()
  const away = await administrator.post(ADD, typed)
  assert.equal(away.status, 503)
  assert.match(away.text, /<title>Save not confirmed/)
  assert.match(away.text, /We cannot confirm that what you sent is saved/)
  assert.equal(await accountsNamed('ann.odea'), 0)
  const kept = retryForm(away.text)
  assert.deepEqual(kept, typed)

  await line.mend()
  const [first, second] = await Promise.all([
    administrator.post(ADD, kept),
    administrator.post(ADD, kept),
  ])
  assert.equal(first.status, 200)
  assert.equal(second.status, 200)
  assert.equal(await accountsNamed('ann.odea'), 1)
})

test('a form without a key gets one, so that its retry writes once too', async () => {
  const { 'request-key': _, ...typed } = await typedPerson('no.key')
  await line.cut()
  const kept = retryForm((await administrator.post(ADD, typed)).text)
  await line.mend()
  assert.match(kept['request-key'] ?? '', /^[0-9a-f-]{36}$/)
})

test('a password is not written into the page that offers a retry', async () => {
  await line.cut()
  const away = await administrator.signIn('nurse', 'my own password')
  await line.mend()
  assert.equal(away.status, 503)
  assert.ok(!away.text.includes('my own password'))
})

test('a page that was only looked at says to try again, and is there when the database is', async () => {
  await line.cut()
  const away = await administrator.get('/service/staff')
  assert.equal(away.status, 503)
  assert.match(away.text, /<a href="\/service\/staff">Try again/)
  await line.mend()
  assert.equal((await administrator.get('/service/staff')).status, 200)
})

test('a program is told with 503 to send it again under the same key', async () => {
  const csrf = await administrator.csrf()
  const asked = {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-csrf': csrf,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ username: 'by.program', name: 'By Program', role: 'receptionist' }),
  }
  await line.cut()
  const away = await administrator.send('/api/acts/add-staff', asked)
  assert.equal(away.status, 503)
  assert.equal(JSON.parse(away.text).code, 'database-away')
  await line.mend()
  for (let time = 0; time < 2; time += 1) {
    assert.equal((await administrator.send('/api/acts/add-staff', asked)).status, 200)
  }
  assert.equal(await accountsNamed('by.program'), 1)
})

test('readiness follows the database, and liveness does not', async () => {
  assert.equal((await administrator.get('/health/ready')).status, 200)
  await line.cut()
  await new Promise((resolve) => setTimeout(resolve, 1100))
  const ready = await administrator.get('/health/ready')
  assert.equal(ready.status, 503)
  assert.deepEqual(JSON.parse(ready.text), { status: 'not-ready', reasons: ['no-database'] })
  assert.equal((await administrator.get('/health/live')).status, 200)
  await line.mend()
})
