import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { looksOutside } from '#store/looks-outside.ts'
import { migrate } from '#store/migrate.ts'
import { openPool } from '#store/pool.ts'
import { testClinic } from '#test/clinic.ts'
import { type CutLine, cutLineTo } from '#test/http/cut-line.ts'
import {
  hiddenField,
  type ServedClinic,
  servedClinic,
  signedInAs,
  Visitor,
} from '#test/http/served-clinic.ts'
import { dosablePatient } from '#test/store/visit-desk.ts'
import { installationFigures } from '#workflow/installation-figures.ts'
import { bringInLooks } from '#workflow/read-only.ts'

let line: CutLine
let clinic: ServedClinic
let patientId: string
const folder = mkdtempSync(join(tmpdir(), 'evenkeel-looks-'))
before(async () => {
  const whole = await testClinic()
  ;({ patientId } = await dosablePatient(whole))
  line = await cutLineTo(whole.database.appUrl)
  const pool = openPool(line.url)
  const house = { ...whole.house, pool, looks: looksOutside(folder) }
  const drop = async () => {
    await pool.end()
    await line.close()
    await whole.drop()
  }
  clinic = await servedClinic({ clinic: { ...whole, house, drop } })
})
after(async () => {
  await clinic.close()
  rmSync(folder, { recursive: true })
})

/** Sets the database itself, as a standby or an operator does; connections that are open end with it. */
async function readOnly(on: boolean): Promise<void> {
  const owner = await clinic.database.migratorPool.connect()
  try {
    const { rows } = await owner.query('select current_database() as name')
    await owner.query('set default_transaction_read_only = off')
    await owner.query(
      `alter database "${rows[0].name}" set default_transaction_read_only = ${on ? 'on' : 'off'}`,
    )
  } finally {
    owner.release(true)
  }
  await line.cut()
  while (clinic.house.pool.totalCount > 0) await new Promise((soon) => setTimeout(soon, 5))
  await line.mend()
}

const looks = async () => {
  const { rows } = await clinic.database.migratorPool.query<{ line: string }>(
    `select line from audit_line where line like '%"looked":%' and line like $1`,
    [`%${patientId}%`],
  )
  return rows.map((row) => JSON.parse(row.line))
}

const record = () => `/patients/${patientId}`

test('H29: a database that takes no changes: whoever is signed in reads on, every page says since when, and every form waits', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const open = await nurse.get(record())
  assert.doesNotMatch(open.text, /nothing can be saved/)
  const before = (await looks()).length
  await readOnly(true)
  try {
    const shown = await nurse.get(record())
    assert.equal(shown.status, 200)
    assert.match(shown.text, /Evenkeel can be read, and nothing can be saved/)
    assert.match(shown.text, /Found at 22-Nov-2026/)
    const main = shown.text.slice(shown.text.indexOf('<main'))
    const [forms = [], said = []] = [/<form /g, /This cannot be saved now/g].map((what) => [
      ...main.matchAll(what),
    ])
    assert.ok(forms.length > 0)
    assert.equal(said.length, forms.length, 'each form says so')
    for (const [button] of main.matchAll(/<button [^>]*type="submit"[^>]*>/g)) {
      assert.match(button, /disabled/)
    }
    const searched = await nurse.post('/register/find', {
      csrf: await nurse.csrf(),
      who: 'Hargreaves',
    })
    assert.ok([200, 303].includes(searched.status), 'looking somebody up goes on')
  } finally {
    await readOnly(false)
  }
  assert.equal((await looks()).length, before, 'the database could not be told')
  await bringInLooks(clinic.house)
  const after = await looks()
  assert.equal(after.length, before + 1, 'it is told afterwards who looked')
  assert.equal(after.at(-1).by, clinic.callerOf('nurse').accountId)
  assert.deepEqual(readdirSync(folder), [])
  const again = await nurse.get(record())
  assert.equal(again.status, 200)
  assert.doesNotMatch(again.text, /nothing can be saved/)
})

test('H29: what is sent then is not saved, is kept as typed, and saves once when saving is possible again', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const add = '/service/staff/add'
  const form = await administrator.get(add)
  const typed = {
    csrf: hiddenField(form.text, 'csrf'),
    'request-key': hiddenField(form.text, 'request-key'),
    username: 'ann.odea',
    name: 'Ann ODea',
    role: 'receptionist',
    level: 'none',
    dosing: 'none',
  }
  await readOnly(true)
  const refused = await administrator.post(add, typed)
  await readOnly(false)
  assert.equal(refused.status, 503)
  assert.match(refused.text, /What you sent is not saved/)
  assert.match(refused.text, /database\s+takes no changes/)
  for (const [name, value] of Object.entries(typed)) {
    assert.ok(refused.text.includes(`name="${name}" value="${value}"`), name)
  }
  for (let time = 0; time < 2; time += 1) {
    assert.equal((await administrator.post(add, typed)).status, 200)
  }
  const { rowCount } = await clinic.database.migratorPool.query(
    `select 1 from account where username = 'ann.odea'`,
  )
  assert.equal(rowCount, 1)
})

test('a program is told that nothing can be saved, by a code of its own', async () => {
  const administrator = await signedInAs(clinic, 'system-administrator')
  const csrf = await administrator.csrf()
  await readOnly(true)
  const told = await administrator.send('/api/acts/add-staff', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-csrf': csrf,
      'idempotency-key': crypto.randomUUID(),
    },
    body: JSON.stringify({ username: 'by.program', name: 'By Program', role: 'receptionist' }),
  })
  await readOnly(false)
  assert.equal(told.status, 503)
  assert.equal(JSON.parse(told.text).code, 'read-only')
})

test('H29: nobody is signed out by an outage: who works on stays in, who leaves is out, who comes is told', async () => {
  const nurse = await signedInAs(clinic, 'nurse')
  const leaver = await signedInAs(clinic, 'pharmacist')
  const leaverCsrf = await leaver.csrf()
  const idler = await signedInAs(clinic, 'prescriber')
  await readOnly(true)
  try {
    for (const minutes of [6, 6]) {
      clinic.clock.advance(minutes * 60_000)
      assert.equal((await nurse.get('/')).status, 200)
      assert.equal((await leaver.get('/')).status, 200)
    }
    assert.match((await idler.get('/')).location ?? '', /why=idle/)

    const { cookie } = leaver
    const left = await leaver.post('/sign-out', { csrf: leaverCsrf })
    assert.match(left.location ?? '', /why=signed-out/)
    leaver.cookie = cookie
    assert.match((await leaver.get('/')).location ?? '', /why=signed-out/)

    const stranger = new Visitor(clinic.url)
    const door = await stranger.get('/sign-in')
    assert.match(door.text, /Nobody can sign in at the moment/)
    assert.match(door.text, /<button [^>]*disabled[^>]*>Sign in/)
    const tried = await stranger.signIn(clinic.usernameOf('nurse'))
    assert.equal(tried.status, 503)
    assert.match(tried.text, /Nobody can sign in at the moment/)
    assert.equal(stranger.cookie, '')
  } finally {
    await readOnly(false)
  }
  assert.equal((await nurse.get('/')).status, 200)
})

test('readiness says read-only, and serves on; the figures say it too', async () => {
  const asked = new Visitor(clinic.url)
  assert.equal((await installationFigures(clinic.house)).isReadOnly, false)
  await readOnly(true)
  const figures = await installationFigures(clinic.house)
  const ready = await asked.get('/health/ready')
  await readOnly(false)
  assert.equal(figures.isReadOnly, true)
  assert.equal(ready.status, 200)
  assert.equal(JSON.parse(ready.text).status, 'read-only')
})

test('a newer start finds its schema in a database that takes no changes', async () => {
  await readOnly(true)
  const migrated = await migrate(clinic.database.migratorUrl)
  await readOnly(false)
  assert.equal(migrated.kind, 'migrated')
})
